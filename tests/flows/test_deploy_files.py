"""The files for deployment name what there is."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from flows.phase import recurrence_rule
from flows.settings import load_settings, nightly_of

ROOT = Path(__file__).parents[2]


def read(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    return YAML(typ="safe").load((ROOT / name).read_text("utf-8"))


def test_the_work_pools_deployment_is_that_of_the_example_and_runs_the_same_flow(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    from flows.nightly import nightly_refresh

    (deployment,) = read("prefect.yaml")["deployments"]
    assert deployment["entrypoint"] == "flows/nightly.py:nightly_refresh"
    assert set(deployment["parameters"]) == set(inspect.signature(nightly_refresh.fn).parameters)
    nightly = nightly_of(load_settings(ROOT / "configs" / "ogp-2022.yaml", may_lack_sources=True))
    (schedule,) = deployment["schedules"]
    assert (schedule["rrule"], schedule["timezone"]) == (recurrence_rule(nightly), nightly.timezone)
    environment = deployment["work_pool"]["job_variables"]["env"]
    assert environment == {"PREFECT_LOGGING_LEVEL": "CRITICAL", "PREFECT_LOGGING_TO_API_ENABLED": "false"}


def test_the_image_copies_files_that_there_are_and_its_context_has_them() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE) for name in line.split()[:-1]
    }
    assert {name for name in copied if not (ROOT / name).exists()} == set()
    context = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert copied <= context
    assert re.search(r"^USER (?!root)\w+$", dockerfile, re.MULTILINE)


def test_every_service_has_a_health_check_and_no_secret_in_clear() -> None:
    compose = read("compose.yaml")
    assert set(compose["services"]) == {"database", "server", "worker"}
    for name, service in compose["services"].items():
        assert "healthcheck" in service, name
        assert not [key for key in service.get("environment", {}) if key.endswith("PASSWORD")], name
