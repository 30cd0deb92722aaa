"""Half-open stretches of time: whether two of them meet, and what is left of one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter

Stretch = tuple[datetime, datetime]


def touch(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def common(one: Stretch, other: Stretch) -> Stretch:
    """What two stretches that touch have in common."""
    return max(one[0], other[0]), min(one[1], other[1])


def touching(ordered: Sequence[Stretch], whole: Stretch) -> Sequence[Stretch]:
    """Those that touch the stretch, of some that are in order of time and do not overlap; found
    without a look at each."""
    first = bisect_right(ordered, whole[0], key=itemgetter(1))
    return ordered[first : bisect_left(ordered, whole[1], lo=first, key=itemgetter(0))]


def without(whole: Stretch, taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of the stretch, in order of time; a stretch that is empty leaves nothing."""
    left = [whole] if whole[0] < whole[1] else []
    for start, end in taken:
        left = [
            part
            for old_start, old_end in left
            for part in ((old_start, min(old_end, start)), (max(old_start, end), old_end))
            if part[0] < part[1]
        ]
    return left
