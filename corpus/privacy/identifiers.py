"""Numbers that stand for one person: national identification, bank accounts, payment cards.

The checks of check digits are python-stdnum's. Where a check alone proves little (one digit in ten or eleven is right
by chance), the number is replaced only where its country is likely; after a label word, see `labels`, any number is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import regex as re
from stdnum import iban, luhn
from stdnum.be import nn
from stdnum.bg import egn
from stdnum.br import cnpj, cpf
from stdnum.cl import rut
from stdnum.cn import ric
from stdnum.de import idnr as de_idnr
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.it import codicefiscale
from stdnum.mx import curp
from stdnum.pl import pesel
from stdnum.ro import cnp
from stdnum.ru import inn
from stdnum.tr import tckimlik
from stdnum.ua import rntrc
from stdnum.us import ssn
from stdnum.za import idnr as za_idnr

from corpus.privacy.spans import NOT_BEFORE_A_WORD, NOT_INSIDE_A_WORD, Span

MIN_DIGITS = 6
"""The Mexican CURP has eight digits, the British insurance number six: the fewest of all."""


class Form(NamedTuple):
    """How one country's number is written, and what makes it right."""

    pattern: re.Pattern[str]
    is_valid: Callable[[str], bool]
    regions: frozenset[str] = frozenset()
    """Replaced only where one of these is likely; empty: anywhere."""


def _form(pattern: str, is_valid: Callable[[str], bool], *regions: str) -> Form:
    return Form(
        re.compile(rf"{NOT_INSIDE_A_WORD}(?<![.-]){pattern}{NOT_BEFORE_A_WORD}(?!-)"), is_valid, frozenset(regions)
    )


def _is_snils(number: str) -> bool:
    """Digits weighted 9 to 1, modulo 101 (100 counts as 0), are the last two. Source: Russia's pension fund, 192п."""
    digits = [int(digit) for digit in number if digit.isdecimal()]
    weighed = sum(weight * digit for weight, digit in zip(range(9, 0, -1), digits, strict=False))
    return weighed % 101 % 100 == 10 * digits[9] + digits[10]


def _by_form(_: str) -> bool:
    return True


FORMS: tuple[Form, ...] = (
    _form(r"\d{3}\.\d{3}\.\d{3}-\d{2}", cpf.is_valid),
    _form(r"\d{11}", cpf.is_valid, "BR"),
    _form(r"\d{2}\.?\d{3}\.?\d{3}/\d{4}-?\d{2}", cnpj.is_valid),
    _form(r"[1278] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}", nir.is_valid),
    _form(r"\d{8}[ -]?[A-HJ-NP-TV-Z]", dni.is_valid),
    _form(r"[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]", nie.is_valid),
    _form(r"\d{3}-\d{3}-\d{3}[ -]\d{2}", _is_snils),
    _form(r"\d{3}-?\d{3}-?\d{3}[ -]?\d{2}", _is_snils, "RU"),
    _form(r"\d{12}", inn.is_valid, "RU"),
    _form(r"[1-9]\d{9}", rntrc.is_valid, "UA"),
    _form(r"\d{11}", pesel.is_valid, "PL"),
    _form(r"[1-9]\d{12}", cnp.is_valid),
    _form(r"\d{10}", egn.is_valid, "BG"),
    _form(r"[1-9]\d{16}[\dXx]", ric.is_valid),
    _form(r"\d{2} ?\d{3} ?\d{3} ?\d{3}", de_idnr.is_valid, "DE"),
    _form(r"\d{3}-\d{2}-\d{4}", ssn.is_valid),
    _form(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]", _by_form),  # GB
    _form(r"GHA-\d{9}-\d", _by_form),
    _form(r"\d{7}[ABCHKEM]\d{3}(?:PB|BA|BI)\d", _by_form),  # BY
    _form(r"[AP]\d{9}[A-Z]", _by_form, "KE"),
    _form(r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}", nn.is_valid),
    _form(r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]", rut.is_valid),
    _form(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d", curp.is_valid),
    _form(r"[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]", codicefiscale.is_valid),
    _form(r"[1-9]\d{10}", tckimlik.is_valid, "TR"),
    _form(r"\d{13}", za_idnr.is_valid, "ZA"),
)

IBAN = re.compile(
    rf"{NOT_INSIDE_A_WORD}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,3}})?{NOT_BEFORE_A_WORD}"
)
CARD = re.compile(rf"{NOT_INSIDE_A_WORD}(?<!-)\d(?:[ -]?\d){{12,18}}{NOT_BEFORE_A_WORD}(?!-)")


def identifiers(digits: str, regions: Sequence[str]) -> Iterator[Span]:
    """Identification numbers, accounts and cards in a text with digits 0 to 9; `regions` are the likely countries."""
    if sum(map(str.isdecimal, digits)) < MIN_DIGITS:
        return
    likely = frozenset(regions)
    for form in FORMS:
        if form.regions and form.regions.isdisjoint(likely):
            continue
        for match in form.pattern.finditer(digits):
            if form.is_valid(match.group()):
                yield Span(match.start(), match.end(), "id")
    for match in IBAN.finditer(digits):
        if iban.is_valid(match.group(), check_country=False):
            yield Span(match.start(), match.end(), "account")
    for match in CARD.finditer(digits):
        if _is_card(re.sub(r"\D", "", match.group())):
            yield Span(match.start(), match.end(), "account")


def _is_card(number: str) -> bool:
    """Whether the check digit is right; a row of equal digits is no card."""
    return len(set(number)) > 1 and luhn.is_valid(number)
