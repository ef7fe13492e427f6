"""The nightly deployment. Import it inside `prefect_server`: importing Prefect reads the environment."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from prefect import flow
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.runtime import deployment as running_deployment
from prefect.runtime import flow_run
from prefect.schedules import Cron, RRule, Schedule
from prefect.states import Completed, Crashed
from prefect.types.entrypoint import EntrypointType

from corpus.errors import OutputLocked
from flows import clock
from flows.lock import hold_output
from flows.log import start_logging, without_words
from flows.night import Night, one_night
from flows.phase import end_of_phase, recurrence_rule
from flows.remote_folder import is_remote, open_remote_folder
from flows.remote_lock import hold_remote
from flows.settings import NightlySettings, Settings, load_settings, nightly_of

if TYPE_CHECKING:
    from datetime import datetime

logger = logging.getLogger(__name__)

BANNED_IN_NAMES = r"[/%&<>]"
"""Prefect refuses a deployment with one of these in its name."""

ARTIFACT = "nightly-refresh"
POLL_SECONDS = 5
MOST_OPEN_RUNS = 100
"""More than one process can have left behind: a night that comes while one runs is cancelled."""


@flow(name="nightly refresh", persist_result=False)
def nightly_refresh(config: str, output: str) -> State[None]:
    """One night: refresh within the phase; outside it do nothing and say so. Parameters are paths only."""
    start_logging()  # each night is a process of its own
    with without_words("night"):
        try:
            settings = load_settings(Path(config), may_lack_sources=True)
            if running_deployment.id:
                asyncio.run(sweep(UUID(running_deployment.id), output, own_run=flow_run.id))
            night = one_night(settings, output, due=flow_run.scheduled_start_time)
        except Exception as error:
            logger.error("the night failed: %s", type(error).__name__)
            raise
        show_artifacts(night)
        if night.error is not None:
            raise night.error
    name = "Skipped" if night.kind in {"skipped", "busy"} else "Completed"
    return Completed(name=name, message=" ".join(night.sentences))


def show_artifacts(night: Night) -> None:
    """Summary, link and changes in Prefect's own pages: counts and places only."""
    lines = [f"# {night.kind.capitalize()}", *night.sentences]
    if night.stale:
        lines.append(f"Sources that could not be read: {len(night.stale)}, the oldest of {night.stale[0]}.")
    create_markdown_artifact("\n\n".join(lines), key=ARTIFACT, description=night.kind)
    if night.run is None or night.report is None:
        return
    address = night.report if is_remote(night.report) else Path(night.report).absolute().as_uri()
    create_link_artifact(address, link_text=night.run.run_id, key=f"{ARTIFACT}-report")
    counts, changes = night.run.manifest["counts"], night.run.changes
    rows = [
        *({"what": name, "n": counts[name]} for name in ("statements", "topics", "sessions", "outliers")),
        *({"what": name, "n": changes.get(name) or 0} for name in ("statements_added", "statements_removed")),
        *({"what": f"topics {kind}", "n": len(ids)} for kind, ids in changes.get("topics", {}).items()),
    ]
    create_table_artifact(rows, key=f"{ARTIFACT}-counts", description=night.run.run_id)


def schedule_of(nightly: NightlySettings) -> Schedule:
    """The deployment's schedule; a cron line that is not daily has no bounds, only the guard."""
    rule = recurrence_rule(nightly)
    return RRule(rule, timezone=nightly.timezone) if rule else Cron(nightly.cron, timezone=nightly.timezone)


def serve_nightly(settings: Settings, *, output: Path | str) -> None:
    """Serve the deployment until the phase is over. A night that comes while one runs is cancelled."""
    nightly = nightly_of(settings)
    place = str(output) if is_remote(output) else str(Path(output).absolute())
    deployment = RunnerDeployment.from_flow(
        nightly_refresh,
        name=re.sub(BANNED_IN_NAMES, "-", settings.name),
        schedule=schedule_of(nightly),
        parameters={"config": str(settings.file), "output": place},
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(deployment, place, until=end_of_phase(nightly)))


async def _serve(deployment: RunnerDeployment, output: str, *, until: datetime) -> None:
    runner = Runner()
    deployment_id = await runner.aadd_deployment(deployment)
    await sweep(deployment_id, output)
    serving = asyncio.create_task(runner.start())
    ending = asyncio.create_task(_wait_for_end(deployment_id, until))
    await asyncio.wait((serving, ending), return_when=asyncio.FIRST_COMPLETED)
    if not serving.done():
        logger.info("the phase is over")
        await runner.astop()
    ending.cancel()
    await serving


async def _wait_for_end(deployment_id: UUID, until: datetime) -> None:
    """Wait for the end of the phase, and then for the night that may still run, or wait to."""
    await asyncio.sleep(max((until - clock.now()).total_seconds(), 0))
    while await _open_runs(deployment_id, StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING):
        await asyncio.sleep(POLL_SECONDS)


async def sweep(deployment_id: UUID, output: str, *, own_run: str | None = None) -> None:
    """Let runs of the deployment that a killed process left as running or pending be crashed ones.

    Whoever holds the output's lock knows that no other process refreshes it. Where that cannot be had nothing is swept:
    if the output itself is in trouble, the night finds out and tells people.
    """
    try:
        with hold_remote(open_remote_folder(output)) if is_remote(output) else hold_output(Path(output)):
            for run in await _open_runs(deployment_id, StateType.PENDING, StateType.RUNNING):
                if str(run.id) != own_run:
                    async with get_client() as client:
                        await client.set_flow_run_state(run.id, Crashed(message="Its process is gone."), force=True)
                    logger.info("swept %s", run.name)
    except OutputLocked:
        logger.info("another refresh holds the output; nothing is swept")
    except Exception as error:
        logger.warning("nothing is swept: %s", type(error).__name__)


async def _open_runs(deployment_id: UUID, *states: StateType) -> list[FlowRun]:
    """The runs of the deployment in one of these states that were due before now."""
    async with get_client() as client:
        return await client.read_flow_runs(
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))),
                expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": clock.now()}),
            ),
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            limit=MOST_OPEN_RUNS,
        )
