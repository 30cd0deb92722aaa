"""What of a whole may be told to whoever knows their own part of it exactly, as a practice does of
its own: what is left when that is taken away must not be few, nor of few practices."""

from collections.abc import Hashable, Mapping, Set
from typing import TypeVar

from advice_line.audit.disclosure import table
from advice_line.audit.disclosure.few import few

Label = TypeVar("Label", bound=Hashable)
# Of the mean of two others each knows the other's.
FEWEST = 3


def enough(others: int, small: int) -> bool:
    """Whether so many other practices are a number in which none is seen."""
    return others >= max(small, FEWEST)


def hides_others(own: tuple[int, int], whole: tuple[int | None, int], small: int) -> bool:
    """Of a numerator and a denominator each; of the whole the numerator is None where no more than
    a bound of it is told. False too where nothing is left: the whole is then one's own again."""
    left = whole[1] - own[1]
    if left <= 0 or few(left, small):
        return False
    if whole[0] is None:
        return True
    up = whole[0] - own[0]
    return 0 <= up <= left and not few(up, small) and not few(left - up, small)


def rows(
    own: Mapping[Label, int], whole: Mapping[Label, int], untold: Set[Label], small: int
) -> dict[Label, int | None]:
    """Of the rows of a whole whose total is told, those that may be told beside one's own part of
    each: what is left of them is a table by itself. `untold` are told nowhere."""
    left = {label: count - own.get(label, 0) for label, count in whole.items()}
    if min(left.values(), default=0) < 0:
        return dict.fromkeys(whole)
    hidden = table.withheld_counts(left, small) if left else frozenset()
    hidden |= untold
    others = {label: count for label, count in left.items() if label not in hidden}
    if len(hidden) == 1 and others:
        # By itself the total would tell it.
        hidden |= {label for label, count in others.items() if count == min(others.values())}
    return {label: None if label in hidden else count for label, count in whole.items()}
