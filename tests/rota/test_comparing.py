"""What differs between two rotas: who came to a duty, who lost one."""

from datetime import date

from rota.comparing import Moved, compare, joined, reach, stretches
from rota.duty import HORIZON
from rota.opening import ClosedDay
from rota.values import Tier
from tests.rota.rotas import cover, pattern, session, timetable, utc

WEEKDAYS = pattern(
    session("mon-fri", "08:00-13:00", "amara"), session("mon-fri", "13:00-19:00", "ben")
)
PLAIN = timetable(WEEKDAYS)
EIGHT, NOON, ONE = utc("2026-11-23T08:00Z"), utc("2026-11-23T12:00Z"), utc("2026-11-23T13:00Z")
SEVEN, MIDNIGHT = utc("2026-11-23T19:00Z"), utc("2026-11-24T00:00Z")


def test_a_cover_takes_from_one_and_gives_to_another() -> None:
    covered = timetable(WEEKDAYS, covers=[cover("2026-11-23 13:00", "2026-11-23 19:00", "amara")])
    assert compare(PLAIN, covered, EIGHT, MIDNIGHT) == (
        Moved("amara", Tier.FIRST, ONE, SEVEN, gained=True),
        Moved("ben", Tier.FIRST, ONE, SEVEN, gained=False),
    )


def test_another_source_of_the_same_duty_is_no_difference() -> None:
    covered = timetable(WEEKDAYS, covers=[cover("2026-11-23 09:00", "2026-11-23 12:00", "amara")])
    assert compare(PLAIN, covered, EIGHT, MIDNIGHT) == ()


def test_what_a_change_cannot_reach_is_not_looked_at() -> None:
    start, end = reach([ClosedDay(date(2026, 12, 24), "closed")], NOON)
    assert start < utc("2026-12-24T00:00Z") < utc("2026-12-25T00:00Z") < end
    assert (end - start).days < 5
    assert reach([WEEKDAYS], NOON) == (NOON, NOON + HORIZON)
    assert reach([cover("2026-11-23 09:00", "2026-11-23 19:00", "ben")], NOON) == (NOON, SEVEN)


def test_somebodys_duty_is_told_in_as_few_stretches_as_there_can_be() -> None:
    assert stretches(PLAIN, "ben", EIGHT, utc("2026-11-25T00:00Z")) == [
        (ONE, SEVEN),
        (utc("2026-11-24T13:00Z"), utc("2026-11-24T19:00Z")),
    ]


def test_stretches_that_touch_are_one() -> None:
    assert joined([(NOON, ONE), (EIGHT, NOON)]) == [(EIGHT, ONE)]
