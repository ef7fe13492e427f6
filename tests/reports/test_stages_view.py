"""What a run took is told stage by stage, in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path

import reports
from reports.glossary import glossary
from reports.stages_view import STAGES, stages_view
from reports.wording import wording
from tests.reports.invented_run import Consultation


def test_every_stage_of_a_run_has_a_name_for_readers() -> None:
    flows = (Path(reports.__file__).parents[1] / "flows").glob("*.py")
    named = {name for path in flows for name in re.findall(r'context\.stage\("([^"]+)"', path.read_text("utf-8"))}
    named -= {"write report"}
    assert named == set(STAGES)


def test_seconds_and_memory_are_summed_up_in_a_sentence(consultation: Consultation) -> None:
    stages = [
        {"stage": "read sources", "seconds": 0.4, "peak_memory_bytes": 90_000_000},
        {"stage": "of a later version", "seconds": 2.0, "peak_memory_bytes": 120_000_000},
    ]
    evidence = Consultation(
        consultation.findings, consultation.manifest | {"stages": stages}, consultation.themes, consultation.groups
    ).evidence()
    told = stages_view(evidence)
    assert [stage.name for stage in told.stages] == ["Read the sources", "of a later version"]
    assert "2.4 seconds" in told.reading
    assert "120 MB" in told.reading


def test_no_term_is_explained_twice() -> None:
    terms = [term for chapter in glossary(wording("en")) for term, _ in chapter.entries]
    assert len(terms) == len(set(terms))
