"""A share of those of which it is known, beside of how many that is: whoever knows these rules and
tries every number finds none that is few (H18)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from advice_line.audit import periods
from advice_line.audit.disclosure import partly_known, timeline
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.partly_known import Three
from advice_line.audit.figures import breaking_down
from advice_line.audit.figures.labelled import Ahead, Labelled
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit_kinds import Dimension
from advice_line.directory.as_it_was import Practices

pytestmark = pytest.mark.hazard("H18")
MONTH = periods.read("2026-11")
MOST = 13


def threes() -> Iterator[Three]:
    for eligible in range(MOST):
        for known in range(eligible + 1):
            yield from (Three(count, known, eligible) for count in range(known + 1))


def said(of: Three, small: int) -> tuple[Any, ...]:
    known = timeline.shares({MONTH: (of.known, of.eligible)}, small)
    return known[MONTH], partly_known.shares({MONTH: of}, known, small)[MONTH]


def guarded(of: Three) -> dict[str, int]:
    return {
        "with it": of.count,
        "without it": of.known - of.count,
        "not known": of.eligible - of.known,
        "all others": of.eligible - of.count,
    }


@pytest.mark.parametrize("small", [3, 4])
def test_nothing_few_is_one_number_alone_for_who_tries_every_number(small: int) -> None:
    behind: dict[tuple[Any, ...], list[Three]] = defaultdict(list)
    for each in threes():
        behind[said(each, small)].append(each)
    for shown, could_be in behind.items():
        # Of more than were tried others may be behind it.
        if max(each.eligible for each in could_be) >= MOST - 1:
            continue
        for name in guarded(could_be[0]):
            values = {guarded(each)[name] for each in could_be}
            assert len(values) > 1 or not few(values.pop(), small), (name, shown, could_be)


def hour(of: str, rows: dict[int, tuple[int, int]]) -> dict[Any, Told]:
    """Calls served without a responder, and the volume that is the rest, by hour."""
    down, up = (sum(each[place] for each in rows.values()) for place in (1, 0))
    parts = {
        "deflection.deflected": dict(rows),
        "access.volume": {label: (all_ - some,) * 2 for label, (some, all_) in rows.items()},
    }
    whole = {
        "deflection.deflected": Told(State.TOLD, "", up, down, up / down),
        "access.volume": Told(State.TOLD, "", down - up, down - up, float(down - up)),
    }
    nobody = Practices({}, {}, {}, {})
    ahead = Ahead(parts, whole)  # type: ignore[arg-type]  # labels are hours here
    nothing: Any = None
    labelled = Labelled(nothing, nothing, MONTH, Dimension.HOUR, 5, nobody, None, ahead)
    return breaking_down._told(labelled, every.BY_ID[of])


def test_calls_that_few_of_an_hour_were_served_do_not_come_out_of_its_volume() -> None:
    """At nine 3 of 40, whose volume of 37 stands in another table."""
    rows = {9: (3, 40), 10: (12, 40), 11: (15, 45), 12: (20, 50)}
    served, volume = hour("deflection.deflected", rows), hour("access.volume", rows)
    assert volume[9].numerator == 37
    assert served[9].denominator is None
    assert served[10].denominator is None, "it hides the three"
    assert served[12].numerator == 20


def test_a_volume_that_is_withheld_does_not_come_out_of_calls_that_were_served() -> None:
    """The volume at nine is 3, and the 8 at ten hide it: 40 of 48 served would tell the 8."""
    rows = {9: (30, 33), 10: (40, 48), 11: (10, 20), 12: (20, 50)}
    served, volume = hour("deflection.deflected", rows), hour("access.volume", rows)
    assert volume[9].numerator is volume[10].numerator is None
    assert not served[10].whole
    assert served[10].denominator is None
