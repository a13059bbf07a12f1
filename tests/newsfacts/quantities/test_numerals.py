"""The number grammar alone: every value in every form parses back to itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.quantities import digits, numerals
from newsfacts.quantities.lexemes import Lexemes
from newsfacts.quantities.numerals import Numeral

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = (("billion", 10**9), ("million", 10**6), ("thousand", 1000))


def read(text: str, **options: bool) -> Numeral | None:
    lexemes = Lexemes(text)
    found = numerals.read(lexemes, 0, **options)
    return found if found and found.last == len(lexemes) else None


def value(text: str) -> Fraction | None:
    found = read(text)
    return found.value if found else None


def below_thousand(number: int, joiner: str) -> str:
    hundreds, rest = divmod(number, 100)
    small = ONES[rest] if rest < 20 else TENS[rest // 10] + (f"-{ONES[rest % 10]}" if rest % 10 else "")
    if not hundreds:
        return small
    return f"{ONES[hundreds]} hundred" + (f"{joiner}{small}" if rest else "")


def spelled(number: int, joiner: str = " ") -> str:
    parts = []
    for name, size in SCALES:
        if number >= size:
            parts.append(f"{below_thousand(number // size, joiner)} {name}")
            number %= size
    if number or not parts:
        last = below_thousand(number, joiner)
        return f"{' '.join(parts)}{joiner if number < 100 else ' '}{last}" if parts else last
    return " ".join(parts)


def indian(number: int) -> str:
    head, tail = divmod(number, 1000)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02d}" if head else str(pair))
    return ",".join([*reversed(pairs), f"{tail:03d}"]) if pairs else str(tail)


NUMBERS = st.integers(0, 10**12 - 1)


@given(NUMBERS, st.sampled_from([" ", " and "]))
def test_spelled_out(number: int, joiner: str) -> None:
    assert value(spelled(number, joiner)) == number


@given(NUMBERS)
def test_separators(number: int) -> None:
    assert value(f"{number:,}") == number
    assert value(indian(number)) == number
    assert value(str(number)) == number
    assert value(f"{number:,}".replace(",", "’")) == number


@given(NUMBERS, st.sampled_from(" \u00a0\u202f\u2009"))
def test_spaces_between_thousands(number: int, space: str) -> None:
    assert value(f"{number:,}".replace(",", space)) == number


@given(st.integers(0, 10**9), st.integers(0, 999))
def test_decimals(whole: int, thousandths: int) -> None:
    assert value(f"{whole:,}.{thousandths:03d}") == whole + Fraction(thousandths, 1000)


@given(
    st.integers(0, 10**9),
    st.integers(0, 999),
    st.sampled_from(
        [("٠١٢٣٤٥٦٧٨٩", "٬٫"), ("۰۱۲۳۴۵۶۷۸۹", "٬٫"), ("０１２３４５６７８９", "，．"), ("०१२३४५६७८९", ",.")]
    ),
)
def test_digits_of_other_scripts(whole: int, thousandths: int, script: tuple[str, str]) -> None:
    written = f"{whole:,}.{thousandths:03d}".translate(str.maketrans("0123456789,.", "".join(script)))
    assert value(written) == whole + Fraction(thousandths, 1000)


@given(st.integers(0, 999), st.integers(1, 999))
def test_spelled_decimals(whole: int, thousandths: int) -> None:
    digits = " ".join(ONES[int(digit)] or "zero" for digit in f"{thousandths:03d}")
    assert value(f"{spelled(whole)} point {digits}") == whole + Fraction(thousandths, 1000)
    bare = numerals.read(Lexemes(f"point {digits} percent"), 0)
    assert bare is not None
    assert bare.value == Fraction(thousandths, 1000)


@given(st.integers(1, 999), st.integers(0, 99), st.integers(-30, 30), st.sampled_from(["e", "E", " x 10^", " × 10^"]))
def test_powers_of_ten(whole: int, hundredths: int, power: int, times: str) -> None:
    assert (
        value(f"{whole}.{hundredths:02d}{times}{power}") == (whole + Fraction(hundredths, 100)) * Fraction(10) ** power
    )


@given(st.integers(1, 99))
def test_halves_with_hyphens(number: int) -> None:
    assert value(f"{spelled(number, '-').replace(' ', '-')}-and-a-half") == number + Fraction(1, 2)


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from([*SCALES, ("lakh", 10**5), ("crore", 10**7)]))
def test_digits_with_a_magnitude(whole: int, hundredths: int, scale: tuple[str, int]) -> None:
    name, size = scale
    assert value(f"{whole}.{hundredths:02d} {name}") == (whole + Fraction(hundredths, 100)) * size
    assert value(f"{whole} {name}s") == whole * size
    assert value(f"{whole}-{name}") == whole * size


@given(st.integers(1, 999), st.integers(1, 999))
def test_mixed(thousands: int, rest: int) -> None:
    assert value(f"{thousands} thousand and {rest}") == thousands * 1000 + rest
    assert value(f"{thousands} million {rest} thousand") == thousands * 10**6 + rest * 1000


@given(st.integers(1, 99), st.sampled_from(SCALES))
def test_halves(number: int, scale: tuple[str, int]) -> None:
    name, size = scale
    assert value(f"{spelled(number)} and a half {name}") == (number + Fraction(1, 2)) * size
    assert value(f"{spelled(number)} {name} and a half") == (number + Fraction(1, 2)) * size
    assert value(f"{number}½ {name}") == (number + Fraction(1, 2)) * size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two point five million", Fraction(2500000)),
        ("a hundred and one", Fraction(101)),
        ("a quarter of a million", Fraction(250000)),
        ("three quarters of a million", Fraction(750000)),
        ("five hundred thousand million", Fraction(5 * 10**11)),
        ("2. 5 million", Fraction(2500000)),
        ("2,5", Fraction(5, 2)),
        ("1.234.567,5", Fraction(2469135, 2)),
        ("2 1/2", Fraction(5, 2)),
        ("two and three quarters", Fraction(11, 4)),
        ("hundreds of thousands", Fraction(100000)),
        ("a few dozen", Fraction(12)),
        ("half-million", Fraction(500000)),
        ("five", Fraction(5)),
        ("٢٥", Fraction(25)),
    ],
)
def test_form(text: str, expected: Fraction) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "read_first"),
    [
        ("one thousand two thousand", "one thousand"),
        ("two hundred and three hundred", "two hundred"),
        ("five and ten", "five"),
        ("5 million and 20 people", "5 million"),
        ("twenty 300", "twenty"),
        ("3 thousand and 2 million", "3 thousand"),
    ],
)
def test_what_is_not_joined(text: str, read_first: str) -> None:
    lexemes = Lexemes(text)
    found = numerals.read(lexemes, 0)
    assert found is not None
    assert text[: lexemes.end[found.last - 1]] == read_first


def test_between_does_not_join() -> None:
    lexemes = Lexemes("one hundred and fifty")
    found = numerals.read(lexemes, 0, joins=False)
    assert found is not None
    assert found.value == 100


@pytest.mark.parametrize("text", ["007", "1,2,3", "1.2.3", "12,3456,7", "1" * 41, "1," * 50000 + "1", "9" * 5000])
def test_broken_digits_are_no_number(text: str) -> None:
    assert digits.number(text) is None
