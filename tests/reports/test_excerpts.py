"""A few words around what sets a topic apart, cut between words in every script."""

from __future__ import annotations

import pytest

from reports.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "keyword", "language", "shown"),
    [
        (
            "Last spring the bank closed our account without any reason and nobody answered",
            "account",
            "en",
            "…bank closed our account without any reason…",
        ),
        (
            "Весной банк закрыл счета организации без объяснения и никто не ответил на письма",
            "счета",
            "ru",
            "Весной банк закрыл счета организации без объяснения…",
        ),
        (
            "في الربيع أغلق البنك حساب الجمعية دون أي سبب ولم يجب أحد على رسائلنا",
            "حساب",
            "ar",
            "…الربيع أغلق البنك حساب الجمعية دون أي…",
        ),
        (
            "去年春天银行没有任何理由就关闭了我们组织的账户也没有人回复我们的信件",
            "账户",
            "zh",
            "…了我们组织的账户也没有人回复我们…",
        ),
    ],
)
def test_an_excerpt_stands_around_the_topic_s_word(text: str, keyword: str, language: str, shown: str) -> None:
    found = excerpt(text, [keyword], language)
    assert found == shown


def test_a_short_statement_is_cut_as_well() -> None:
    assert excerpt("They closed our account", ["account"], "en") == "…our account"
    assert excerpt("account closed", ["account"], "en") == "account…"


def test_a_statement_without_a_word_of_its_topic_has_no_excerpt() -> None:
    assert excerpt("ბანკმა უარი გვითხრა", ["ანგარიში"], "ka") is None
    assert excerpt("", ["account"], "en") is None
    assert excerpt("a b c", [], "en") is None


def test_forms_of_the_word_are_found_behind_prefixes_and_in_any_case() -> None:
    assert excerpt("Քաղաքում ԲԱՆԿԸ մեր հաշիվը փակեց առանց բացատրության", ["բանկը"], "hy") is not None
    assert excerpt("وبالحساب المغلق لا نستطيع دفع الإيجار لأحد", ["حساب"], "ar") is not None
