"""In the room and not themed: how much of what each group said no theme took up, against everybody else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from pandera.typing import DataFrame

from corpus.schemas import Group
from models.cells import flags_of
from models.figure_schemas import COUNTS, ESTIMATES, UNTHEMED, Silences
from models.inference import Flags, cell_lifts, sample_of
from models.sampling import count_people, most_people, names_group, share_estimate, told_sessions
from models.unit_figures import with_q_values
from models.withholding import CORPUS_UNIT, Cell

FIGURES = (
    *COUNTS,
    *UNTHEMED,
    *(name for name in ESTIMATES if name not in {"share", "share_low", "share_high", "q_value"}),
)
"""What is left out where too few people stand behind it; the q-value follows from what is left."""


def silences(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    *,
    min_group_size: int,
    seed: int,
    left_out: Collection[Cell] = (),
) -> DataFrame[Silences]:
    """The share of each group's statements that carries no theme, against that of all; arguments as `representation`.

    The interval of the share counts sessions. Lift, interval and p-value are those of any cell (`cell_lifts`): the cell
    is what carries no theme. A row is suppressed where fewer people than `min_group_size` stand behind what the group
    said, behind what of it carries no theme, or behind the rest, which is the difference of the two, and where the
    group's figures in the corpus are among `left_out`. What may not be told is compared with no theme, and counts here
    for nobody. Empty without themes.
    """
    if statement_themes.empty or not groups:
        return Silences.empty()
    statements = statements[statements["statement_id"].isin(statement_themes["statement_id"].unique())]
    carried = statement_themes.loc[statement_themes["assigned"], "statement_id"]
    is_unthemed = ~statements["statement_id"].isin(carried).to_numpy()
    participants = sessions.set_index("session_id")["participants"]
    sample, unthemed = sample_of(statements), flags_of([np.flatnonzero(is_unthemed)], len(statements))
    told = statements.assign(session_id=told_sessions(statements))
    rows = []
    for group in groups:
        is_member = np.asarray([group.id in named for named in statements["groups"]], dtype=bool) & sample.is_counted
        is_named = is_member & names_group(statements, group.id)
        (found,) = cell_lifts(sample, unthemed, is_member, seed=seed).to_dict("records")
        n_people = [
            count_people(statements[part], participants, is_strict=group.sensitive)
            for part in (is_member, is_member & is_unthemed, is_member & ~is_unthemed)
        ]
        rows.append(
            {
                "group": group.id,
                "n_statements": int(is_member.sum()),
                "n_sessions": told[is_named]["session_id"].nunique(),
                "n_people": most_people(told[is_named], participants, is_strict=group.sensitive)
                + int((is_member & ~is_named).sum()),
                "n_unthemed": int((is_member & is_unthemed).sum()),
                **_share(is_unthemed[is_member], sample.units[is_member], is_estimated=found["is_estimated"]),
                "expected_share": is_unthemed[sample.is_counted].mean() if is_member.any() else np.nan,
                **{name: found[name] for name in ("lift", "ci_low", "ci_high", "p_value", "is_estimated")},
                "suppressed": (*CORPUS_UNIT, group.id) in left_out or any(0 < n < min_group_size for n in n_people),
            }
        )
    table = pd.DataFrame(rows, columns=[name for name in Silences.to_schema().columns if name != "q_value"])
    hidden = table["suppressed"]
    emptied = {name: table[name].mask(hidden) for name in FIGURES}
    protected = table.assign(is_estimated=table["is_estimated"] & ~hidden, family="groups", **emptied)
    corrected = with_q_values(protected, ["family"])
    return Silences.validate(corrected[list(Silences.to_schema().columns)].astype(_DTYPES))


_DTYPES = {name: "Int64" if name.startswith("n_") else "float64" for name in (*FIGURES, "q_value")}


def _share(
    is_unthemed: Flags, units: np.ndarray[tuple[int], np.dtype[np.int64]], *, is_estimated: bool
) -> dict[str, float]:
    if not len(is_unthemed):
        return {}
    if not is_estimated:
        return {"unthemed_share": float(is_unthemed.mean())}
    estimate = share_estimate(is_unthemed, units)
    return {"unthemed_share": estimate.share, "unthemed_low": estimate.low, "unthemed_high": estimate.high}
