"""What the watch sees wrong with rotas and people, as values."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from advice_line.rota_kinds import FindingKind
from advice_line.staffing.watching.seeking import Seen, seek
from advice_line.tables.directory import Responder
from rota.duty import Timetable
from tests.rota.rotas import ALWAYS, absence, calendar, cover, local, pattern, rota, session

NOW = local("2026-11-23 09:00")


def person(key: str, **changed: Any) -> Responder:
    facts: dict[str, Any] = {
        "key": key,
        "name": key.title(),
        "role": "radiologist",
        "mobile": "+447700900001",
        "email": f"{key}@example.org",
        "roles": ["responder"],
    }
    return Responder(**(facts | changed))


PEOPLE = {key: person(key) for key in ("amara", "ben", "chidi")}
# Of today and the eight weeks that follow, without three bank holidays.
WORKING_DAYS = 38
FULL = pattern(
    session("mon-fri", "08:00-19:00", "amara"),
    session("mon-fri", "08:00-19:00", "ben", tier="2"),
)


def line(key: str, *patterns: object, **changes: object) -> Timetable:
    return Timetable(replace(rota(*patterns, **changes), line_ref=key))  # type: ignore[arg-type]


def found(kind: FindingKind, *lines: Timetable, **people: Responder) -> list[Seen]:
    every = seek(lines, {**PEOPLE, **people}, NOW)
    return [each for each in every if each.kind is kind]


def test_a_full_rota_has_nothing_wrong_for_eight_weeks() -> None:
    assert seek([line("hotdoc", FULL)], PEOPLE, NOW) == ()


@pytest.mark.hazard("H17")
def test_a_mobile_that_was_never_tried_is_found_on_each_day_of_who_has_it() -> None:
    untried = seek([line("hotdoc", FULL)], PEOPLE, NOW, not_shown=["ben", "chidi"])
    assert {(each.kind, each.people) for each in untried} == {(FindingKind.NOT_SHOWN, ("ben",))}
    assert len(untried) == WORKING_DAYS
    landline = {**PEOPLE, "ben": person("ben", mobile="+441632960150")}
    found = seek([line("hotdoc", FULL)], landline, NOW, not_shown=["ben"])
    assert {each.kind for each in found} == {FindingKind.UNREACHABLE}


@pytest.mark.hazard("H03")
def test_a_gap_is_found_as_its_day_comes_into_sight_and_only_while_the_line_is_open() -> None:
    away = [absence("amara", "2027-01-18 00:00", "2027-01-20 00:00")]
    (gap,) = found(FindingKind.UNMANNED, line("hotdoc", FULL, absences=away))
    assert (gap.start, gap.end) == (local("2027-01-18 08:00"), local("2027-01-18 19:00"))
    later = seek([line("hotdoc", FULL, absences=away)], PEOPLE, NOW + timedelta(days=1))
    assert len(later) == 2


def test_a_gap_that_goes_on_now_is_the_same_one_until_it_is_over() -> None:
    away = [absence("amara", "2026-11-23 00:00", "2026-11-24 00:00")]
    table = line("hotdoc", FULL, absences=away)
    first = seek([table], PEOPLE, local("2026-11-20 07:00"))
    assert seek([table], PEOPLE, local("2026-11-23 18:59")) == first
    assert seek([table], PEOPLE, local("2026-11-23 19:00")) == ()


def test_on_a_line_that_never_closes_a_gap_is_one_for_each_day() -> None:
    nobody = cover("2026-11-23 00:00", "2026-11-23 12:00", "ben", key="first")
    gaps = found(FindingKind.UNMANNED, line("hotdoc", covers=[nobody], calendar=calendar(ALWAYS)))
    assert len(gaps) == 57 - 4  # bank holidays
    assert (gaps[0].start, gaps[0].end) == (local("2026-11-23 12:00"), local("2026-11-24 00:00"))
    assert all(one.end == other.start for one, other in pairwise(gaps[:30]))


def test_who_may_not_write_is_on_and_leaves_a_gap() -> None:
    clerk = person("amara", roles=["coordinator"])
    table = line("hotdoc", FULL)
    assert len(found(FindingKind.UNMANNED, table, amara=clerk)) == WORKING_DAYS
    assert found(FindingKind.CANNOT_ANSWER, table, amara=clerk)[0].people == ("amara",)


def test_somebody_nobody_knows_is_nobody() -> None:
    stranger = pattern(session("mon-fri", "08:00-19:00", "stranger"))
    assert len(found(FindingKind.UNMANNED, line("hotdoc", stranger))) == WORKING_DAYS


def test_one_person_alone_is_a_single_point() -> None:
    alone = pattern(session("mon-fri", "08:00-19:00", "amara"))
    points = found(FindingKind.SINGLE_POINT, line("hotdoc", alone))
    assert len(points) == WORKING_DAYS
    assert points[0].people == ("amara",)
    assert points[0].tier == "1"


def test_without_a_mobile_nobody_can_be_texted() -> None:
    (first, *_) = found(
        FindingKind.UNREACHABLE, line("hotdoc", FULL), ben=person("ben", mobile="+441632960555")
    )
    assert (first.people, first.start) == (("ben",), local("2026-11-23 08:00"))


def test_a_registration_is_good_for_its_last_day() -> None:
    lapsing = person("ben", registration_expires=date(2026, 12, 11))
    lapsed = found(FindingKind.REGISTRATION, line("hotdoc", FULL), ben=lapsing)
    assert lapsed[0].start == local("2026-12-14 08:00")
    assert found(FindingKind.REGISTRATION, line("hotdoc", FULL), chidi=lapsing) == []


def test_who_is_on_twice_on_one_line_is_booked_twice() -> None:
    twice = cover("2026-11-25 08:00", "2026-11-25 13:00", "amara", tier="2")
    (booked,) = found(FindingKind.DOUBLE_BOOKED, line("hotdoc", FULL, covers=[twice]))
    assert (booked.people, booked.other_line) == (("amara",), None)


def test_who_is_first_on_for_two_lines_at_once_is_booked_twice() -> None:
    chest = pattern(
        session("wed", "12:00-15:00", "amara", week=1),
        session("wed", "08:00-19:00", "chidi", tier="2"),
        cycle_weeks=8,
        valid_from="2026-11-23",
    )
    (booked,) = found(FindingKind.DOUBLE_BOOKED, line("hotdoc", FULL), line("chest", chest))
    assert (booked.line, booked.other_line, booked.tier) == ("chest", "hotdoc", "1")
    assert (booked.start, booked.end) == (local("2026-11-25 12:00"), local("2026-11-25 15:00"))


def test_who_is_second_elsewhere_is_not() -> None:
    second = pattern(
        session("mon-fri", "08:00-19:00", "chidi"),
        session("mon-fri", "08:00-19:00", "amara", tier="2"),
    )
    lines = line("hotdoc", FULL), line("chest", second)
    assert found(FindingKind.DOUBLE_BOOKED, *lines) == []


@pytest.mark.hazard("H05")
def test_the_first_year_whose_bank_holidays_nobody_has_listed_is_told_a_year_ahead() -> None:
    def unknown(now: str) -> list[Seen]:
        every = seek([line("hotdoc", FULL)], PEOPLE, local(now))
        return [each for each in every if each.kind is FindingKind.HOLIDAYS_UNKNOWN]

    assert unknown("2099-12-30 09:00") == []
    (found,) = unknown("2100-06-01 09:00")
    assert found.start == local("2101-01-01 00:00")
    assert unknown("2101-02-01 09:00") == [found]


def test_an_advanced_practitioner_without_a_radiologist_is_told_of() -> None:
    under_chidi = session("mon-fri", "08:00-19:00", "ben", tier="2", supervisor="chidi")
    first = session("mon-fri", "08:00-19:00", "amara")
    advanced = person("ben", role="advanced_practitioner")
    supervised = line("hotdoc", pattern(first, under_chidi))
    assert found(FindingKind.NO_SUPERVISOR, supervised, ben=advanced) == []
    missing = found(FindingKind.NO_SUPERVISOR, line("hotdoc", FULL), ben=advanced)
    assert len(missing) == WORKING_DAYS
    assert (missing[0].people, missing[0].tier) == (("ben",), "2")
    away = [absence("chidi", "2026-11-23 12:00", "2026-11-24 12:00")]
    alone = line("hotdoc", pattern(first, under_chidi), absences=away)
    gone = found(FindingKind.NO_SUPERVISOR, alone, ben=advanced)
    assert [(each.start, each.end) for each in gone] == [
        (local("2026-11-23 12:00"), local("2026-11-23 19:00")),
        (local("2026-11-24 08:00"), local("2026-11-24 12:00")),
    ]


def test_a_line_on_which_nobody_answers_everything_is_told_of() -> None:
    some = person("ben", scope=["msk"])
    assert found(FindingKind.NARROW_SCOPE, line("hotdoc", FULL), ben=some) == []
    away = [absence("amara", "2026-11-24 00:00", "2026-11-25 00:00")]
    (narrow,) = found(FindingKind.NARROW_SCOPE, line("hotdoc", FULL, absences=away), ben=some)
    assert (narrow.people, narrow.start) == (("ben",), local("2026-11-24 08:00"))
