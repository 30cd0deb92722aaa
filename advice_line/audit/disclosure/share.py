"""What may be told of a share, such as 18 of 40 queries: the whole, a bound, or that it is of few.

Few with a thing and few without it are guarded alike: "38 of 40 were answered" tells of two.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, floor

from advice_line.audit.disclosure.few import few, words


class ShareState(StrEnum):
    TOLD = "told"
    BOUND = "bound"  # the denominator, and of the value no more than a bound
    FEW = "few"  # of fewer than SMALL_NUMBER; nothing else
    NEARLY = "nearly"  # of all, the few of which it is not known among them
    UNTOLD = "untold"  # withheld so that another figure cannot be worked out
    NOTHING = "nothing"  # nothing to count, which is not 0%


@dataclass(frozen=True)
class Share:
    """`value`, `low` and `high` are between 0 and 1; what may not be told is None."""

    state: ShareState
    numerator: int | None
    denominator: int | None
    value: float | None
    low: float | None
    high: float | None
    sentence: str


def share(numerator: int, denominator: int, small: int) -> Share:
    """Of one figure that stands alone; of several, `timeline` and `table` decide together.

    Raises ValueError where the numerator is none of the denominator's.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} is no part of {denominator}")
    if denominator == 0:
        return Share(ShareState.NOTHING, 0, 0, None, None, None, "nothing to count")
    if few(denominator, small):
        return of_few(small)
    if few(numerator, small) or few(denominator - numerator, small):
        return _bound(numerator, denominator, small)
    value = numerator / denominator
    sentence = f"{numerator:,} of {denominator:,} ({_percent(100 * value)})"
    return Share(ShareState.TOLD, numerator, denominator, value, value, value, sentence)


def of_few(small: int) -> Share:
    return Share(ShareState.FEW, None, None, None, None, None, f"of {words(small)}")


def of_nearly_all(numerator: int | None, whole: int, small: int) -> Share:
    """Of a share that is known of all but few of the `whole`; without a numerator these are few
    too. The value takes those that are not known for others: it is the least that it can be."""
    if numerator is None:
        at_most = share(1, whole, small)
        return replace(at_most, state=ShareState.NEARLY)
    value, high = numerator / whole, numerator / (whole - small + 1)
    sentence = (
        f"{numerator:,} of {whole:,} ({_percent(100 * value)}), the few not known among these"
    )
    return Share(ShareState.NEARLY, numerator, whole, value, value, min(1.0, high), sentence)


def denominator_alone(denominator: int, *, nearly: bool = False) -> Share:
    """Where the numerator must not be told, whatever it is. `nearly` as in `of_nearly_all`."""
    state = ShareState.NEARLY if nearly else ShareState.BOUND
    sentence = f"of {denominator:,}; how many is not told"
    return Share(state, None, denominator, None, None, None, sentence)


def untold() -> Share:
    return Share(ShareState.UNTOLD, None, None, None, None, None, "not told")


def _bound(numerator: int, denominator: int, small: int) -> Share:
    # Below this, on which side the few are would leave one number alone: 5 of 6 is all that
    # "at least" could mean there.
    if denominator < 2 * small:
        return denominator_alone(denominator)
    most = small - 1
    if few(numerator, small):
        high = most / denominator
        said = f"at most {ceil(100 * most / denominator)}% of {denominator:,}"
        return Share(ShareState.BOUND, None, denominator, None, None, high, said)
    low = (denominator - most) / denominator
    said = f"at least {floor(100 * (denominator - most) / denominator)}% of {denominator:,}"
    return Share(ShareState.BOUND, None, denominator, None, low, None, said)


def _percent(value: float) -> str:
    return f"{value:.0f}%" if value in (0, 100) else f"{value:.1f}%"
