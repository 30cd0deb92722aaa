"""What may be told of a table whose total is told too: which rows, so that none that is few can be
worked out from the total and the others, by somebody who knows these rules as well.

Nobody can tell which of the rows withheld are few. For that, whatever else could stand in them must
be withheld in the same way: so rows that are alike go together, and where no row is well above
SMALL_NUMBER nothing of the table is told but its total. Decision 0080 has the reasons.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.share import Share, denominator_alone, share, untold

Label = TypeVar("Label", bound=Hashable)


def counts(
    rows: Mapping[Label, int], small: int, *, total_told: bool = True
) -> dict[Label, int | None]:
    """Each row's count, or None where it is withheld. The total is the caller's to tell, where it
    may be: of a total that is not told no row is."""
    withheld = withheld_counts(rows, small, total_told=total_told)
    return {label: None if label in withheld else count for label, count in rows.items()}


def withheld_counts(
    rows: Mapping[Label, int], small: int, *, total_told: bool = True
) -> frozenset[Label]:
    found = frozenset(label for label, count in rows.items() if few(count, small))
    whole = frozenset(rows)
    if not total_told:
        return whole
    if not found:
        return found
    # So too where the total is few: four rows that are something, of 4, would be one each.
    if max(rows.values()) <= small:
        return whole
    if hide_each_other([rows[label] for label in found], small):
        return found
    least = min(count for count in rows.values() if count >= small)
    return found | {label for label, count in rows.items() if count == least}


def hide_each_other(values: list[int], small: int) -> bool:
    """All of them few, with a sum that everybody knows: it is not few, and neither the least nor
    the most that so many can come to, which would tell each."""
    total, many = sum(values), len(values)
    return many >= 2 and total >= small and many < total < many * (small - 1)


def ratios(
    rows: Mapping[Label, tuple[int, int]],
    small: int,
    *,
    total_told: bool = True,
    denominators_told: bool = True,
) -> dict[Label, Share]:
    """Of rows of (numerator, denominator) whose totals are told too. Denominators are withheld as
    `counts` withholds them, whatever the numerators are, so that a table of the same denominators
    told elsewhere withholds the same."""
    below = {label: denominator for label, (_, denominator) in rows.items()}
    hidden = withheld_counts(below, small, total_told=denominators_told)
    above = _withheld_numerators(rows, hidden, small) if total_told else frozenset(rows)
    return {
        label: _told(numerator, denominator, small, above=label in above, below=label in hidden)
        for label, (numerator, denominator) in rows.items()
    }


def _told(up: int, down: int, small: int, *, above: bool, below: bool) -> Share:
    if below:
        return untold()
    if above and down:
        return denominator_alone(down)
    return share(up, down, small)


def _withheld_numerators(
    rows: Mapping[Label, tuple[int, int]], hidden: frozenset[Label], small: int
) -> frozenset[Label]:
    sides = {label: (up, down - up) for label, (up, down) in rows.items()}
    found = hidden | {
        label for label, both in sides.items() if any(few(side, small) for side in both)
    }
    if not found:
        return found
    rich = [label for label in rows if label not in found and min(sides[label]) >= small]
    # By the denominator, which is told: which row hides the others must not tell its numerator.
    order = {label: place for place, label in enumerate(rows)}
    hiding = sorted(rich, key=lambda label: (rows[label][1], order[label]))[:1]
    withheld = found | frozenset(hiding)
    if hiding and _keep_apart(sides, withheld, hidden, small):
        return withheld
    return hidden | {label for label, (_, denominator) in rows.items() if denominator}


def _keep_apart(
    sides: Mapping[Label, tuple[int, int]],
    withheld: frozenset[Label],
    hidden: frozenset[Label],
    small: int,
) -> bool:
    """Whether the numerators withheld, whose sum everybody knows, can each be another number."""
    boxes = [_box(*sides[label], small) for label in withheld - hidden]
    if hidden:
        boxes.append((0, sum(sum(sides[label]) for label in hidden)))
    known = sum(sides[label][0] for label in withheld)
    free = sum(low < high for low, high in boxes)
    return free >= 2 and sum(low for low, _ in boxes) < known < sum(high for _, high in boxes)


def _box(up: int, down: int, small: int) -> tuple[int, int]:
    """Between what a numerator is, for who knows on which side its few are and the denominator."""
    if up + down < 2 * small:
        # So few that on which side they are is not known either: one side or the other is few.
        return 1, up + down - 1
    if few(up, small):
        return 1, small - 1
    if few(down, small):
        return up + down - small + 1, up + down - 1
    return small, up + down - small
