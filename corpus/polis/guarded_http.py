"""One file over HTTP, without being led astray: where a connection may go is decided when it is made.

A name may resolve to a public address when it is checked and to this machine when it is used (DNS rebinding), and a
redirection may lead anywhere. So names are resolved here, each address is judged, and the connection goes to the
address that was judged. Certificates are still checked against the name.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpcore2

from corpus.errors import SourceError
from corpus.sources import WebAddress

REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
NOT_PUBLIC = frozenset({400, 401, 403, 404, 410})
"""What the service answers for a report that does not exist or that it does not show."""
HEADERS = [("User-Agent", "underheard"), ("Accept-Encoding", "identity")]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Limits:
    """How long and how much is waited for, and how often it is tried."""

    connect_seconds: float = 10
    read_seconds: float = 30
    """The longest silence."""
    file_seconds: float = 300
    """The longest time for one attempt at one file, however slowly it drips in."""
    max_bytes: int = 200_000_000
    max_redirections: int = 5
    attempts: int = 4
    max_wait_seconds: float = 30
    """The longest pause between two attempts, also where the service asks for a longer one."""


class ServiceDown(Exception):
    """The service gave no proper answer; it may give one later. `reason` completes "the service ..."."""

    def __init__(self, reason: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after_seconds = retry_after_seconds


class NotPublic(SourceError):
    """The service answers that there is no such file, or that it is not for everybody."""


def download(address: str, into: Path, *, allow_hosts: Collection[str] = (), limits: Limits | None = None) -> None:
    """Write what `address` serves into the file `into`, in one attempt.

    Raises:
        ServiceDown: no answer, a broken one, or one that says to come again.
        NotPublic: there is no such file, or not for us.
        SourceError: too large, too many redirections, or a place where no connection may go.
    """
    limits = limits or Limits()
    backend = GuardedBackend(allow_hosts, deadline=time.monotonic() + limits.file_seconds)
    timeouts = {"connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds}
    try:
        with httpcore2.ConnectionPool(network_backend=backend) as pool:
            for _ in range(limits.max_redirections + 1):
                with pool.stream("GET", address, headers=HEADERS, extensions={"timeout": timeouts}) as response:
                    if response.status not in REDIRECTIONS:
                        _check_status(response, address)
                        _write_body(response, into, address, limits.max_bytes)
                        return
                    address = _redirected(address, response)
    except httpcore2.TimeoutException as error:
        raise ServiceDown("took too long") from error
    except httpcore2.ProtocolError as error:
        raise ServiceDown("broke off or did not speak HTTP") from error
    except httpcore2.NetworkError as error:
        raise ServiceDown("could not be reached") from error
    raise SourceError(f"{shown(address)}: more than {limits.max_redirections} redirections. Give the final address.")


def shown(address: str) -> str:
    """An address for messages: without login and query, which may hold a secret."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _check_status(response: httpcore2.Response, address: str) -> None:
    if response.status == 200:
        return
    if response.status in NOT_PUBLIC:
        raise NotPublic(
            f"{shown(address)}: the service answers {response.status}: there is no such report or conversation, or "
            "it is not public. "
            "Correct the address, or export the conversation and give the export."
        )
    raise ServiceDown(f"answered {response.status}", _retry_after(response))


def _retry_after(response: httpcore2.Response) -> float | None:
    value = _header(response, "retry-after")
    return float(value) if value.isdecimal() else None


def _write_body(response: httpcore2.Response, into: Path, address: str, max_bytes: int) -> None:
    too_large = SourceError(
        f"{shown(address)}: the file has more than {max_bytes / 1e6:,.0f} MB and is not fetched. "
        "Export the conversation and give the export."
    )
    stated = _header(response, "content-length")
    if stated.isdecimal() and int(stated) > max_bytes:
        raise too_large
    n_bytes = 0
    with into.open("wb") as file:
        for chunk in response.iter_stream():
            n_bytes += len(chunk)
            if n_bytes > max_bytes:
                raise too_large
            file.write(chunk)


def _redirected(address: str, response: httpcore2.Response) -> str:
    """Where the answer sends us. Where that is judged when the connection is made, like every address."""
    target = urljoin(address, _header(response, "location"))
    try:
        WebAddress(target)
    except ValueError as error:
        raise SourceError(f"{shown(address)}: it redirects to where nothing is read: {error}") from error
    if urlsplit(address).scheme == "https" and urlsplit(target).scheme == "http":
        raise SourceError(f"{shown(address)}: it redirects from https to http, which is not followed.")
    return target


def _header(response: httpcore2.Response, name: str) -> str:
    values = [value for key, value in response.headers if key.lower() == name.encode()]
    return values[0].decode("latin-1").strip() if values else ""


# --- where a connection may go ------------------------------------------------------------------------------


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to public addresses only, to any address of `allow_hosts`, and to none after the deadline."""

    def __init__(self, allow_hosts: Collection[str], *, deadline: float) -> None:
        self._allowed = {host.casefold() for host in allow_hosts}
        self._deadline = deadline
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of `host` that answers, among those that are allowed.

        Raises:
            SourceError: `host` resolves to addresses that are not allowed.
        """
        addresses = _resolved(host, port)
        may_be_private = host.casefold() in self._allowed
        allowed = [address for address in addresses if may_be_private or is_public(address)]
        if not allowed:
            raise SourceError(
                f"{host}: this host lies in a private network or on this machine, where nothing is fetched from. "
                "If that is meant, add it to `allow_hosts` of the source."
            )
        failure: httpcore2.NetworkError | httpcore2.TimeoutException | None = None
        for address in allowed:
            try:
                stream = self._backend.connect_tcp(
                    address, port, _left(self._deadline, timeout), local_address, socket_options
                )
            except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore2.ConnectError(host)


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also where IPv4 is wrapped in IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in (ip, *_wrapped(ip)))


def _wrapped(ip: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo, and NAT64 (RFC 6052)."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    wrapped: list[Address | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in ipaddress.ip_network("64:ff9b::/96") or ip in ipaddress.ip_network("::/96"):
        wrapped.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [each for each in wrapped if each is not None]


class _TimedStream(httpcore2.NetworkStream):
    """A connection on which nothing is waited for beyond the deadline, not even byte by byte."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout
    return left if timeout is None else min(left, timeout)
