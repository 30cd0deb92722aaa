"""What may be told of an audit's counts (H18). Pure. `small` is SMALL_NUMBER: a count of 1 to
`small` - 1 is not told, nor anything that it could be worked out from.

What is small is put together with its like until it is not, so that all that is told are whole
parts of one whole: no two of them leave anything small between them. Where nothing is left to put
together, a bound is told that follows from the whole and from `small` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.share import Share, share
from advice_line.audit_kinds import Verdict

OTHERS = "others"
NOT_NEEDED = "not_needed"


def verdicts(counts: Mapping[Verdict, int], small: int, *, apart: bool = True) -> dict[str, Share]:
    """By `Verdict`, and by `NOT_NEEDED` the two that needed no radiologist together. These two are
    told `apart` only where nothing of the three is small."""
    of = sum(counts.values())
    needed = counts[Verdict.RADIOLOGIST]
    told: dict[str, Share] = {
        Verdict.RADIOLOGIST: share(needed, of, small),
        NOT_NEEDED: share(of - needed, of, small),
    }
    small_one = any(few(each, small) or few(of - each, small) for each in counts.values())
    if apart and not small_one:
        both = (Verdict.GUIDELINE, Verdict.NO_RADIOLOGIST)
        told |= {each: share(counts[each], of, small) for each in both}
    return told


def parted(sampled: int, month: int) -> bool:
    """Whether so much of the month was not drawn that the size of a stratum in the sample leaves
    open how many of it the month has: that, less a kind of question of the month, may be few."""
    return 2 * sampled <= month


def by_stratum(counts: Mapping[str, tuple[int, int]], small: int) -> dict[str, Share]:
    """Of each stratum (how many of how many), what is small together as `OTHERS`; empty where they
    cannot be told apart."""
    whole = {key: each for key, each in counts.items() if _may(each, small)}
    pooled = [key for key in counts if key not in whole]
    while pooled and whole and not _may(_sum(counts, pooled), small):
        least = min(whole, key=lambda key: (whole[key][1], key))
        del whole[least]
        pooled.append(least)
    if not whole:
        return {}
    parts = whole | ({OTHERS: _sum(counts, pooled)} if pooled else {})
    return {key: share(*each, small) for key, each in parts.items()}


@dataclass(frozen=True)
class LeftOut:
    """How many could not be drawn, by why; what is small is together as `OTHERS`. `of_few`: there
    are some, and fewer than may be told."""

    counts: Mapping[str, int]
    of_few: bool


def left_out(counts: Mapping[str, int], small: int) -> LeftOut:
    there = {key: count for key, count in counts.items() if count}
    if few(sum(there.values()), small):
        return LeftOut({}, of_few=True)
    whole = {key: count for key, count in there.items() if not few(count, small)}
    pooled = [key for key in there if key not in whole]
    while pooled and sum(there[key] for key in pooled) < small:
        least = min(whole, key=lambda key: (whole[key], key))
        del whole[least]
        pooled.append(least)
    return LeftOut(
        whole | ({OTHERS: sum(there[k] for k in pooled)} if pooled else {}), of_few=False
    )


def _may(part: tuple[int, int], small: int) -> bool:
    count, of = part
    return not any(few(each, small) for each in (count, of - count, of))


def _sum(counts: Mapping[str, tuple[int, int]], keys: list[str]) -> tuple[int, int]:
    return sum(counts[key][0] for key in keys), sum(counts[key][1] for key in keys)
