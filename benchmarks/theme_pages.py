"""The results of the theme benchmark as a page to read."""

from __future__ import annotations

import math
from typing import Any

TITLES = {
    "own": "Our own labelled statements",
    "sib200": "SIB-200",
}
ABOUT = {
    "own": (
        "{n} invented statements in six languages (en, fr, es, ru, ar, sw), labelled by those who wrote them with the "
        "{themes} themes of `configs/themes/ogp-2022.yaml`: one, several or none ({none} are about none). No constant "
        "was tuned on them; that examples count half for `any_score` was decided elsewhere, after a first look here "
        "(decision 7). Examples are drawn from the statements themselves and left out of the evaluation. A regression "
        "trained on labels has about thirty a theme here, in folds, and is no ceiling: descriptions tell more."
    ),
    "sib200": (
        "{n} sentences of the evaluation splits, each in one of ten languages, with its {themes} labels as themes and "
        "a description of each in English, French and Spanish (`benchmarks/data/sib200-themes.yaml`); three draws. The "
        "logistic functions were fitted on the train split, and examples come from there."
    ),
}


def as_page(results: dict[str, Any]) -> str:
    """The results in Markdown."""
    lines = [
        "# Themes",
        "",
        "Made by `underheard benchmark themes`; do not edit by hand. Macro AUC: for each theme the chance that a",
        "statement about it scores higher than one that is not, mean over themes. *Alone* is the statement's own",
        "vector, *with surroundings* its neighbours and topic too, as in a run. Marked statements are not evaluated.",
        "*any: AUC* is the chance that a statement about some theme has a higher `any_score` than one about none.",
    ]
    for name in ("own", "sib200"):
        lines += ["", f"## {TITLES[name]}", "", _about(name, results[name]), "", *_aucs(results[name])]
        lines += ["", *_languages(results[name]), "", *_carried(results[name])]
        lines += ["", *_reliability(results[name]["with_surroundings"])]
    some = results["sib200"]["some_labels"]
    lines += ["", "### Four labels as themes, the other sentences about none", ""]
    lines += [_summary(some), "", *_reliability(some)]
    lines += [
        "",
        "### The same sentence in two languages",
        "",
        _alike(results["sib200"]["agreement"]),
    ]
    return "\n".join([*lines, "", results["machine"]]) + "\n"


def _alike(alike: dict[str, Any]) -> str:
    return (
        "Each scored alone, mean over 45 pairs of languages: the same most probable theme for "
        f"{alike['same_first']:.2f} of the sentences, Cohen's kappa over what is carried {alike['kappa']:.2f}, "
        f"correlation of the probabilities {alike['correlation']:.2f}. Of the languages, {alike['worst']} agrees least "
        f"with the others ({alike['worst_same_first']:.2f}); without it the same theme comes first for "
        f"{alike['same_first_without_worst']:.2f}. {alike['right_first']:.2f} have the right theme first."
    )


def _about(name: str, block: dict[str, Any]) -> str:
    return ABOUT[name].format(n=block["n_statements"], themes=block["n_themes"], none=block.get("about_none"))


def _aucs(block: dict[str, Any]) -> list[str]:
    examples, review, random = (block[name] for name in ("examples", "review", "as_many_at_random"))
    lines = ["| macro AUC | alone | with surroundings |", "| --- | ---: | ---: |"]
    ways = (("plain cosine", "cosine"), ("centred cosine", "centred_cosine"))
    lines += [f"| {title} | {block['baselines'][name]:.3f} | |" for title, name in ways]
    lines.append(f"| descriptions only | {block['alone']['auc']:.3f} | {block['with_surroundings']['auc']:.3f} |")
    for title, marked in (
        (f"five examples a theme ({examples['draws']} draws)", examples),
        ("the review list marked", review),
        ("as many statements at random marked", random),
    ):
        lines.append(f"| {title} | {_spread(marked, 'alone')} | {_spread(marked, 'with_surroundings')} |")
        lines.append(
            f"| – the same without the marks | {_spread(marked, 'before_alone')} | {_spread(marked, 'before')} |"
        )
    lines.append(f"| logistic regression trained on labels | {block['ceiling']:.3f} | |")
    return lines


def _spread(block: dict[str, Any], name: str) -> str:
    return f"{block['mean'][name]:.3f} ± {block['spread'][name]:.3f}"


def _languages(block: dict[str, Any]) -> list[str]:
    alone, around = block["alone"]["auc_by_language"], block["with_surroundings"]["auc_by_language"]
    lines = ["| language | alone | with surroundings |", "| --- | ---: | ---: |"]
    return lines + [f"| {code} | {alone[code]:.3f} | {around[code]:.3f} |" for code in alone]


def _carried(block: dict[str, Any]) -> list[str]:
    lines = [
        "| `assigned` | precision | recall | F1 | of those about some carry | of those about none | any: AUC |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    ways = (
        ("descriptions, alone", block["alone"]),
        ("descriptions, with surroundings", block["with_surroundings"]),
        ("five examples a theme", block["examples"]["after"]),
    )
    for title, figures in ways:
        got = figures["carried"]
        lines.append(
            f"| {title} | {got['precision']:.2f} | {got['recall']:.2f} | {got['f1']:.2f} "
            f"| {got['about_some_carry']:.2f} | {_known(got['about_none_carry'])} | {_known(figures['any_auc'])} |"
        )
    return lines


def _known(figure: float) -> str:
    return "–" if math.isnan(figure) else f"{figure:.2f}"


def _summary(figures: dict[str, Any]) -> str:
    got = figures["carried"]
    return (
        f"With surroundings: macro AUC {figures['auc']:.3f}; whether any theme fits, AUC {figures['any_auc']:.3f}; "
        f"precision of `assigned` {got['precision']:.2f}, recall {got['recall']:.2f}; {got['about_some_carry']:.2f} of "
        f"the sentences about some theme carry one, and {got['about_none_carry']:.2f} of those about none."
    )


def _reliability(figures: dict[str, Any]) -> list[str]:
    errors = figures["calibration_error"], figures["any_calibration_error"]
    return [
        "Expected calibration error of `score` {:.3f}, of `any_score` {:.3f}.".format(*errors),
        "",
        *_table("pairs", figures["reliability"], "are about it"),
        "",
        *_table("statements", figures["any_reliability"], "are about some theme"),
    ]


def _table(what: str, rows: list[dict[str, float]], truth: str) -> list[str]:
    name = "score" if what == "pairs" else "any_score"
    lines = [f"| `{name}` from | {what} | mean | {truth} |", "| ---: | ---: | ---: | ---: |"]
    return lines + [
        f"| {row['from']:.1f} | {row['n']:.0f} | {row['score']:.2f} | {row['is_true']:.2f} |" for row in rows
    ]
