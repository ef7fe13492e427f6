"""Votes as they may be published: no figure on fewer people than the minimum, and none that gives one away.

Everybody's votes on a comment are those of the opinion groups and of those without a group together. So a group
left out could be had again by taking the others from everybody, if it were the only part that is not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from corpus.schemas import EVERYBODY

COUNTS = ["n_agree", "n_disagree", "n_pass"]
_FIGURES = [
    *COUNTS,
    *("agree_share", "ci_low", "ci_high"),
    *(f"{figure}{end}" for figure in ("consensus", "divisiveness") for end in ("", "_low", "_high")),
]
_COMPARING = [name for name in _FIGURES if name.startswith(("consensus", "divisiveness"))]


def protect_votes(votes: pd.DataFrame, statement_ids: Sequence[str], *, min_group_size: int) -> pd.DataFrame:
    """The votes on the given statements, in their order, with the figures of small groups left out.

    - A row on which fewer people voted than `min_group_size`, but at least one, is suppressed.
    - If what is not shown of a comment (suppressed groups and people without a group) is one part alone, or fewer
      people than the minimum, the next smallest group is suppressed too.
    - Consensus and divisiveness of a comment are left out where one of its groups is: they are computed from all.
    """
    position = pd.Series(range(len(statement_ids)), index=pd.Index(statement_ids))
    kept = votes[votes["statement_id"].isin(position.index)].reset_index(drop=True)
    kept = kept.loc[kept["statement_id"].map(position).sort_values(kind="stable").index].reset_index(drop=True)
    hidden = _hidden(kept, min_group_size)
    suppressed = pd.Series(kept.index.isin(list(hidden)), index=kept.index, dtype=bool)
    has_hidden = suppressed.groupby(kept["statement_id"]).transform("any").astype(bool)
    emptied = {name: kept[name].mask(has_hidden if name in _COMPARING else suppressed) for name in _FIGURES}
    return kept.assign(suppressed=suppressed, **emptied)


def _hidden(votes: pd.DataFrame, min_group_size: int) -> set[int]:
    """The rows that are left out, by their number."""
    n_voters = votes[COUNTS].sum(axis=1).astype(int)
    total: Counter[str] = Counter()
    groups: dict[str, dict[int, int]] = {}
    for row, (id_, name, n) in enumerate(zip(votes["statement_id"], votes["opinion_group"], n_voters, strict=True)):
        counted = groups.setdefault(id_, {})
        if name == EVERYBODY:
            total[id_] += n
        else:
            counted[row] = n
    is_few = votes["statement_id"].map(lambda id_: 0 < total[id_] < min_group_size)
    hidden = {row for id_, counted in groups.items() for row in _hidden_groups(counted, total[id_], min_group_size)}
    return hidden | set(votes.index[is_few.astype(bool)])


def _hidden_groups(n_voters: Mapping[int, int], total: int, min_group_size: int) -> set[int]:
    """The opinion groups of one comment that are left out, by their row; `total` is everybody."""
    without_group = total - sum(n_voters.values())
    hidden = {row for row, n in n_voters.items() if 0 < n < min_group_size}
    if not hidden and (without_group == 0 or without_group >= min_group_size):
        return hidden
    for row in sorted(n_voters, key=n_voters.__getitem__):
        n_parts = len(hidden) + (without_group > 0)
        if n_parts > 1 and sum(n_voters[at] for at in hidden) + without_group >= min_group_size:
            break
        if n_voters[row] > 0:
            hidden.add(row)
    return hidden


def without_few_votes(statements: pd.DataFrame, *, min_group_size: int) -> pd.DataFrame:
    """The statements without the votes of those on which fewer people voted than the minimum, but at least one."""
    n_voters = statements[COUNTS].sum(axis=1)
    is_few = (n_voters > 0) & (n_voters < min_group_size)
    return statements.assign(**{name: statements[name].mask(is_few, pd.NA) for name in COUNTS})
