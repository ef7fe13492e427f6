"""Who is told of a night, where, and how often; what is told are counts, places and dates, never anybody's words."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from reports.durable import replace_file

logger = logging.getLogger(__name__)

Kind = Literal["changed", "failed", "held", "stale", "recovered"]
Trouble = Literal["failed", "held", "stale", "unread"]

REMIND_AFTER = timedelta(hours=20)
"""The same trouble is told again after so long: once a night, however often a night tries."""
TOLD_ONCE: frozenset[Trouble] = frozenset({"unread"})
"""A file that is no document stays among the notes for good, and nobody need hear of it every night."""
STATE = "alerts.json"
"""File in the store: what was told of trouble that lasts."""


@dataclass(frozen=True)
class NotifySettings:
    """Where alerts go: `urls_env` names an environment variable with apprise addresses, separated by spaces.

    The addresses hold passwords and tokens, so they stand in no file.
    """

    urls_env: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] = "UNDERHEARD_NOTIFY"
    on: tuple[Literal["changed", "failed", "held", "stale"], ...] = ("changed", "failed", "held", "stale")
    timeout_seconds: Annotated[float, Field(gt=0, le=120)] = 20


@dataclass(frozen=True)
class Alert:
    """One message."""

    kind: Kind
    title: str
    body: str


@dataclass(frozen=True)
class Told:
    """A trouble that lasts: what it is, and when it was told last."""

    what: str
    at: datetime


_STATE = TypeAdapter(dict[Trouble, Told])


def due(
    troubles: Mapping[Trouble, tuple[str, Alert]],
    told: Mapping[Trouble, Told],
    now: datetime,
    *,
    name: str,
    unknown: Collection[Trouble] = (),
) -> tuple[list[Alert], dict[Trouble, Told]]:
    """The alerts that are due tonight, and what was told then.

    `troubles` are tonight's, each by what tells it from another of its kind, with its alert. A trouble is told when
    it begins or changes, then once a night while it lasts, and when it is over. Of `unknown` ones, the night did not
    get far enough to see whether they are over.
    """
    alerts, after = [], {}
    for kind, (what, alert) in troubles.items():
        before = told.get(kind)
        is_due = kind not in TOLD_ONCE and before is not None and abs(now - before.at) >= REMIND_AFTER
        if before is None or before.what != what or is_due:
            alerts.append(alert)
            after[kind] = Told(what, now)
        else:
            after[kind] = before
    after |= {kind: told[kind] for kind in told.keys() & set(unknown)}
    for kind in told.keys() - troubles.keys() - set(unknown):
        since = f"{told[kind].at:%Y-%m-%d %H:%M} UTC"
        alerts.append(Alert("recovered", f"{name}: recovered", f"What was told on {since} ({kind}) is over."))
    return alerts, after


def read_told(store: Path) -> dict[Trouble, Told]:
    """What was told of trouble that lasted at the last night; nothing where that is not known."""
    try:
        return _STATE.validate_json((store / STATE).read_bytes())
    except (OSError, ValidationError):
        return {}


def keep_told(store: Path, told: dict[Trouble, Told]) -> None:
    """Keep what was told. Where the disk does not take it, the same may be told twice."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        replace_file(store / STATE, _STATE.dump_json(told, indent=1).decode() + "\n")
    except OSError as error:
        logger.warning("what was told could not be kept: %s", error.strerror)


def send(alerts: list[Alert], asked: NotifySettings) -> None:
    """Send what the configuration asks for. Whatever the endpoints do, this ends in time and raises nothing."""
    wanted = [alert for alert in alerts if alert.kind == "recovered" or alert.kind in asked.on]
    addresses = os.environ.get(asked.urls_env, "").split()
    if not wanted or not addresses:
        return
    # apprise knows time limits for some of its services only; a thread that hangs does not keep the process alive.
    sending = threading.Thread(target=_send, args=(wanted, addresses), daemon=True)
    sending.start()
    sending.join(asked.timeout_seconds)
    if sending.is_alive():
        logger.warning("alerts: an endpoint did not answer in %g seconds", asked.timeout_seconds)


def _send(alerts: list[Alert], addresses: list[str]) -> None:
    import apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its messages quote addresses
    told = apprise.Apprise()
    understood = [address for address in addresses if told.add(address)]
    if len(understood) < len(addresses):
        logger.warning("alerts: %d of %d addresses are none that apprise knows", *_counts(addresses, understood))
    severity = {"failed": apprise.NotifyType.FAILURE, "held": apprise.NotifyType.WARNING}
    for alert in alerts:
        kind = severity.get(alert.kind, apprise.NotifyType.INFO)
        if not told.notify(title=alert.title, body=alert.body, notify_type=kind):
            logger.warning("alerts: %r could not be delivered to every address", alert.kind)


def _counts(addresses: list[str], understood: list[str]) -> tuple[int, int]:
    return len(addresses) - len(understood), len(addresses)
