"""The nightly deployment. Import it inside `prefect_server`: importing Prefect reads the environment."""

from __future__ import annotations

import logging
import re
from datetime import datetime
from pathlib import Path

from prefect import flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, State
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, RRule, Schedule
from prefect.states import Completed
from prefect.types.entrypoint import EntrypointType

from corpus.errors import UnderheardError
from flows.log import start_logging
from flows.phase import outside_sentence, recurrence_rule
from flows.remote_folder import is_remote
from flows.settings import NightlySettings, Settings, load_settings, nightly_of

logger = logging.getLogger(__name__)

BANNED_IN_NAMES = r"[/%&<>]"
"""Prefect refuses a deployment with one of these in its name."""


@flow(name="nightly refresh", persist_result=False)
def nightly_refresh(config: str, output: str) -> State[None]:
    """One night: refresh within the phase; outside it do nothing and say so. Parameters are paths only."""
    from flows.refresh import refresh_consultation
    from flows.working_copy import working_copy

    start_logging()  # each night is a process of its own
    settings = load_settings(Path(config), may_lack_sources=True)
    nightly = nightly_of(settings)
    # A schedule with a bound is not enough: a run that was missed is caught up later, maybe after the end.
    if reason := outside_sentence(datetime.now(nightly.zone).date(), nightly):
        logger.info(reason)
        return Completed(name="Skipped", message=reason)
    try:
        with working_copy(output) as folder:
            outcome = refresh_consultation(settings, output=folder)
    except UnderheardError as error:
        logger.error("the night failed: %s", " ".join(error.problems))
        raise
    logger.info("run %s: %d statements, %d topics", outcome.run_id, outcome.n_statements, outcome.n_topics)
    return Completed(message=f"Nothing new since {outcome.run_id}" if outcome.nothing_new else f"Run {outcome.run_id}")


def schedule_of(nightly: NightlySettings) -> Schedule:
    """The deployment's schedule; a cron line that is not daily has no bounds, only the guard."""
    rule = recurrence_rule(nightly)
    return RRule(rule, timezone=nightly.timezone) if rule else Cron(nightly.cron, timezone=nightly.timezone)


def serve_nightly(settings: Settings, *, output: Path | str) -> None:
    """Serve the deployment until the process is ended. A night that comes while one runs is cancelled."""
    place = str(output) if is_remote(output) else str(Path(output).absolute())
    deployment = RunnerDeployment.from_flow(
        nightly_refresh,
        name=re.sub(BANNED_IN_NAMES, "-", settings.name),
        schedule=schedule_of(nightly_of(settings)),
        parameters={"config": str(settings.file), "output": place},
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    serve(deployment, print_starting_message=False)
