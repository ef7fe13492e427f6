"""Statements that are not counted, because another one stands for them, beside those that are."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from models.schemas import Findings


def with_repeats(findings: Findings, statements: pd.DataFrame, counted_as: pd.Series[str]) -> Findings:
    """The findings with a row for every statement, in order of reading, and the column `is_counted`.

    What is not counted has the topic, the themes and the place on the map of the statement that stands for it.

    Args:
        findings: Made from the statements that count.
        statements: All of them, schema `Statements`.
        counted_as: The id of the statement as which each one counts, same order as `statements`.
    """
    own = list(statements.columns)
    placed = findings.statements.drop(columns=[name for name in own if name != "statement_id"])
    hosts = pd.DataFrame({"copy_id": statements["statement_id"].to_numpy(), "statement_id": counted_as.to_numpy()})
    found = hosts.merge(placed, on="statement_id", validate="many_to_one").drop(columns="statement_id")
    joined = statements.merge(found, left_on="statement_id", right_on="copy_id", validate="one_to_one")
    is_counted = (hosts["copy_id"] == hosts["statement_id"]).to_numpy()
    return replace(
        findings,
        statements=joined.drop(columns="copy_id").assign(is_counted=is_counted),
        statement_themes=_with_those_of_copies(findings.statement_themes, hosts),
    )


def _with_those_of_copies(statement_themes: pd.DataFrame, hosts: pd.DataFrame) -> pd.DataFrame:
    """The scores with those of copies (column copy_id) as of the statement that stands for each, in their order."""
    if (hosts["copy_id"] == hosts["statement_id"]).all():  # a million statements times themes stay where they are
        return statement_themes
    themes = hosts.merge(statement_themes.astype({"statement_id": "str"}), on="statement_id", validate="many_to_many")
    return themes.drop(columns="statement_id").rename(columns={"copy_id": "statement_id"})
