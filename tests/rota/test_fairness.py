"""How duty is shared: sessions, hours, unsocial ones, swaps and days away, over some days."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from rota import shifts
from rota.duty import Timetable
from rota.plans import fairness
from rota.plans.fairness import Share, Unsocial
from rota.values import Absence, AbsenceKind, LineRota, Swap, Tier
from tests.rota.rotas import calendar, local, pattern, rota, session

WEEK = local("2026-11-23"), local("2026-11-30")


@pytest.fixture
def line() -> LineRota:
    week = pattern(
        session("mon-wed", "09:00-13:00", "amara"),
        session("mon-wed", "13:00-19:00", "ben"),
        session("sat", "10:00-12:00", "ben"),
    )
    given = Swap("s", Tier.FIRST, "ben", "amara", local("2026-11-24"), local("2026-11-25"))
    away = Absence(
        "a", "ben", AbsenceKind.LEAVE, local("2026-11-25T12:00"), local("2026-11-28T09:00")
    )
    return replace(rota(week), swaps=(given,), absences=(away,))


def shares(line: LineRota) -> dict[str, Share]:
    found = shifts.of(Timetable(line).timeline(*WEEK))
    return dict(fairness.shares([(line, found)], ["amara", "ben", "chris"], WEEK, Unsocial()))


def test_each_has_what_they_did_and_what_they_gave(line: LineRota) -> None:
    hour = timedelta(hours=1)
    assert shares(line) == {
        # Tuesday's late session came from Ben.
        "amara": Share(4, 18 * hour, 0, swaps_taken=1),
        "ben": Share(2, 8 * hour, 1, swaps_given=1, days_away=4),
        "chris": Share(),
    }


@pytest.mark.parametrize(
    ("start", "end", "unsocial"),
    [
        ("2026-11-23T09:00", "2026-11-23T17:00", False),
        ("2026-11-23T08:00", "2026-11-23T13:00", False),
        ("2026-11-23T13:00", "2026-11-23T19:00", False),
        ("2026-11-23T15:00", "2026-11-23T19:00", False),
        ("2026-11-23T15:00", "2026-11-23T19:01", True),
        ("2026-11-23T06:59", "2026-11-23T11:00", True),
        ("2026-11-23T13:00", "2026-11-24T00:00", True),
        ("2026-11-23T12:00", "2026-11-24T12:00", True),
        ("2026-11-27T13:00", "2026-11-28T01:00", True),
        ("2026-11-28T10:00", "2026-11-28T12:00", True),
        ("2026-12-25T10:00", "2026-12-25T12:00", True),
        ("2026-12-29T10:00", "2026-12-29T12:00", False),
    ],
)
def test_what_is_unsocial(start: str, end: str, unsocial: bool) -> None:
    assert Unsocial().holds((local(start), local(end)), calendar()) is unsocial


WHOLE_DAY = (time(), time())


@pytest.mark.parametrize(
    ("rule", "start", "end", "unsocial"),
    [
        (Unsocial(time(8), time(18)), "2026-11-23T16:00", "2026-11-23T19:00", False),
        (Unsocial(time(9), time()), "2026-11-23T19:00", "2026-11-23T23:00", False),
        (Unsocial(weekdays=(4, 5, 6)), "2026-11-27T10:00", "2026-11-27T12:00", True),
        (Unsocial(weekdays=()), "2026-11-28T10:00", "2026-11-28T12:00", False),
        (Unsocial(bank_holidays=False), "2026-12-25T10:00", "2026-12-25T12:00", False),
        (Unsocial(*WHOLE_DAY), "2026-11-23T22:00", "2026-11-24T06:00", False),
        (Unsocial(*WHOLE_DAY), "2026-11-29T22:00", "2026-11-30T06:00", False),
    ],
)
def test_what_is_unsocial_is_for_the_site_to_say(
    rule: Unsocial, start: str, end: str, unsocial: bool
) -> None:
    assert rule.holds((local(start), local(end)), calendar()) is unsocial


def test_without_a_line_there_is_nothing_to_share() -> None:
    assert dict(fairness.shares([], ["amara"], WEEK, Unsocial())) == {"amara": Share()}
