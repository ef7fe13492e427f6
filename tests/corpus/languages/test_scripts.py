"""What letters say."""

from __future__ import annotations

import pytest

from corpus.languages.scripts import is_tigrinya, n_words


@pytest.mark.parametrize(
    ("text", "n"), [("two words", 2), ("", 0), ("年輕人沒有工作", 4), ("كلمتان فقط", 2), ("用 UberX 很好", 3)]
)
def test_words_are_counted_in_every_script(text: str, n: int) -> None:
    assert n_words(text) == n


def test_tigrinya_is_told_from_amharic_by_its_letters() -> None:
    assert is_tigrinya("ኣብ ኣኼባ ዝሓተትናዮ ሕቶ ዝምልሶ ሰብ ኣይረኸብናን።")
    assert not is_tigrinya("ስለ ሀሳቦቻችን ማንም ምንም አልነገረንም።")
