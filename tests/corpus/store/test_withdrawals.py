from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from corpus.store.withdrawals import Withdrawal, is_withdrawn, keep_withdrawals, read_withdrawals

FIRST, SECOND = datetime(2022, 7, 1, tzinfo=UTC), datetime(2022, 7, 2, tzinfo=UTC)


def test_withdrawals_add_up_and_keep_their_first_date(tmp_path: Path) -> None:
    keep_withdrawals(tmp_path, [Withdrawal("session_id", "клуб", FIRST)])
    keep_withdrawals(tmp_path, [Withdrawal("author_id", "polis:7", SECOND), Withdrawal("session_id", "клуб", SECOND)])
    assert read_withdrawals(tmp_path) == [
        Withdrawal("session_id", "клуб", FIRST),
        Withdrawal("author_id", "polis:7", SECOND),
    ]


def test_a_store_that_is_not_there_has_no_withdrawals_and_is_not_made_by_asking(tmp_path: Path) -> None:
    assert read_withdrawals(tmp_path / "store") == []
    assert not (tmp_path / "store").exists()


def test_each_column_withdraws_its_own_values_only() -> None:
    statements = pd.DataFrame(
        {
            "statement_id": ["1", "2", "3", "4"],
            "source": ["notes", "notes", "polis", "polis"],
            "session_id": ["ნაპირი", "4", None, None],
            "author_id": [None, None, "polis:7", "polis:8"],
        }
    )
    gone = is_withdrawn(
        statements,
        [
            Withdrawal("session_id", "ნაპირი", FIRST),
            Withdrawal("author_id", "polis:7", FIRST),
            Withdrawal("statement_id", "4", FIRST),
        ],
    )
    assert list(gone) == [True, False, True, True]
    assert not is_withdrawn(statements, []).any()


def test_nothing_can_be_withdrawn_by_its_words() -> None:
    with pytest.raises(ValueError, match="cannot be withdrawn by 'text'"):
        Withdrawal("text", "water", FIRST)  # type: ignore[arg-type]
