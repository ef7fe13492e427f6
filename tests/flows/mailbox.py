"""A mail server on loopback that keeps what it is sent."""

from __future__ import annotations

import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Mailbox:
    """Takes mail for anybody from whoever has the password; `received` holds the letters so far."""

    def __init__(self, password: str) -> None:
        self.received: list[EmailMessage] = []
        self._password = password.encode()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            authenticator=self._authenticate,
            auth_required=True,
            auth_require_tls=False,
        )

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 - the name is given
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.received.append(letter)
        return "250 OK"

    def _authenticate(self, _: SMTP, __: Session, ___: Envelope, ____: str, given: object) -> AuthResult:
        is_right = isinstance(given, LoginPassword) and given.password == self._password
        return AuthResult(success=is_right, handled=False)  # the server answers, not this method


@contextmanager
def mailbox(password: str) -> Iterator[Mailbox]:
    box = Mailbox(password)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of the server, about passwords without TLS
        box._controller.start()
        try:
            yield box
        finally:
            box._controller.stop()
