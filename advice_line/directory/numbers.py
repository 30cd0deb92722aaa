"""Telephone numbers: the one way in which they are stored and compared is E.164 (+441632960000)."""

import re

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType, ValidationResult

from advice_line.rules import identifiers
from advice_line.rules.phone_numbers import GB, parse

EXAMPLE = "+441632960000"
# A 0 and nine figures, as in a few British areas; most have ten.
_SHORTEST_KEYED = 10
_PATIENTS = 10
_SIGNIFICANT = 10
_MAY_BE_SHORT = ("1", "500", "800")

_PUNCTUATION = re.compile(r"[\s().\-\u2010-\u2015]")
# Whoever keys a number may be anybody, and ringing or texting it is at the line's cost: the British
# Isles, without what is dear there.
_NEAR = frozenset({"GB", "GG", "JE", "IM", "IE"})
_DEAR = frozenset(
    {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.SHARED_COST}
)
_MOBILE_TYPES = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def normalise(text: str) -> str | None:
    """The number in E.164, or None where it cannot be one.

    National British forms ("01632 960000", "(01632) 960000", "0044 1632 960000") are understood.
    Only the length is judged, not whether the number is in use: Ofcom's drama ranges, which tests
    and the demo need, are never in use.
    """
    number = parse(text)
    if number is None:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return None
    if number.country_code == GB and _cut_short(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _cut_short(number: PhoneNumber) -> bool:
    """Of Great Britain. A national number that lost its head keeps its zero; nine figures are whole
    in a few areas of 01 and with 0500 and 0800 alone (Ofcom, National Telephone Numbering Plan)."""
    digits = phonenumbers.national_significant_number(number)
    return bool(number.italian_leading_zero) or (
        len(digits) < _SIGNIFICANT and not digits.startswith(_MAY_BE_SHORT)
    )


def keyed(figures: str) -> str | None:
    """The number in E.164 of what a caller keyed to be rung back on, or None.

    Stricter than `typed`: numbers far abroad and those that cost who rings them are none (H15).
    """
    number = _dialled(figures)
    return number if number is not None and _near(number) else None


def typed(text: str) -> str | None:
    """The same of what a person wrote, with spaces, brackets and hyphens as they stand on a letter;
    a number from abroad begins with its +."""
    written = _PUNCTUATION.sub("", text)
    return normalise(written) if written.startswith("+") else _dialled(written)


def given(text: str) -> str | None:
    """The same of what somebody typed who may be anybody: what `keyed` refuses is none (H15)."""
    number = typed(text)
    return number if number is not None and _near(number) else None


def _dialled(figures: str) -> str | None:
    """Stricter than `normalise`: callers key patients' numbers and dates of birth by mistake, and a
    number that we ring is told to the carrier (H07). Telephone numbers are keyed with their 0 or
    44; ten figures without a 0, or with a day of birth at their head, are a patient's."""
    whole = len(figures) >= _SHORTEST_KEYED and figures.isascii() and figures.isdecimal()
    if not whole or not figures.startswith(("0", "44")):
        return None
    if len(figures) == _PATIENTS and (figures[0] != "0" or identifiers.chi_day(figures)):
        return None
    return normalise(figures)


def _near(number: str) -> bool:
    parsed = phonenumbers.parse(number)
    regions = phonenumbers.region_codes_for_country_code(parsed.country_code or 0)
    return not _NEAR.isdisjoint(regions) and phonenumbers.number_type(parsed) not in _DEAR


def is_e164(text: str) -> bool:
    return text.startswith("+") and normalise(text) == text


def is_mobile(number: str) -> bool:
    """Whether an SMS can reach it: False for landlines and for anything that is no number.

    British mobiles are recognised by their prefix, because the drama range 07700 900000–900999 is
    of no known type: 07…, less personal numbers (070) and pagers (076, but 07624 is Manx mobile).
    """
    parsed = parse(number)
    if parsed is None:
        return False
    if parsed.country_code == GB:
        digits = phonenumbers.national_significant_number(parsed)
        return digits.startswith("7") and (
            not digits.startswith(("70", "76")) or digits.startswith("7624")
        )
    return phonenumbers.number_type(parsed) in _MOBILE_TYPES
