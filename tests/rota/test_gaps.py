"""Holes, single points and double bookings are found, and only where they are."""

import pytest

from rota import gaps
from rota.duty import Timetable
from rota.gaps import Finding, Kind
from rota.values import Pattern, Tier
from tests.rota.rotas import calendar, cover, local, pattern, session, timetable

WHOLE = session("mon-fri", "08:00-19:00", "amara")
BACKED = session("mon-fri", "08:00-19:00", "lena", tier="lead")


def found(table: Timetable, *, start: str = "2026-11-23", end: str = "2026-11-24") -> list[Finding]:
    return list(gaps.find(table, local(f"{start}T00:00"), local(f"{end}T00:00")))


def kinds(*patterns: Pattern) -> list[Kind]:
    return [each.kind for each in found(timetable(*patterns))]


def test_a_line_that_is_manned_and_backed_has_nothing_to_report() -> None:
    assert found(timetable(pattern(WHOLE, BACKED)), end="2026-12-24") == []


@pytest.mark.hazard("H03")
def test_a_hole_is_open_with_nobody_on_tier_1() -> None:
    lunch = pattern(
        session("mon", "08:00-12:00", "amara"), session("mon", "13:00-19:00", "ben"), BACKED
    )
    hole = Finding(
        Kind.UNMANNED,
        local("2026-11-23T12:00"),
        local("2026-11-23T13:00"),
        Tier.FIRST,
        people=(),
        sources=(),
    )
    assert found(timetable(lunch)) == [hole]
    assert gaps.unmanned(timetable(lunch), hole.start, hole.end) == (hole,)


@pytest.mark.hazard("H03")
def test_a_pattern_that_has_run_out_leaves_a_hole_each_open_day() -> None:
    ended = timetable(pattern(WHOLE, BACKED, valid_to="2026-11-20"))
    holes = found(ended, start="2026-11-20", end="2026-11-28")
    assert [each.start for each in holes] == [
        local(f"2026-11-{day}T08:00") for day in (23, 24, 25, 26, 27)
    ]


@pytest.mark.hazard("H05")
def test_a_bank_holiday_is_no_gap() -> None:
    assert found(timetable(pattern(WHOLE, BACKED)), start="2026-12-24", end="2026-12-30") == []


@pytest.mark.hazard("H05")
def test_a_hole_is_the_hour_that_a_pattern_in_winter_time_leaves_in_summer() -> None:
    # Both ends of the day are wall clock, so that no hour is lost on the Monday after the change.
    assert found(timetable(pattern(WHOLE, BACKED)), start="2026-03-28", end="2026-04-03") == []
    assert found(timetable(pattern(WHOLE, BACKED)), start="2026-10-24", end="2026-10-31") == []


def test_one_person_alone_is_a_single_point() -> None:
    (single,) = found(timetable(pattern(WHOLE)))
    assert single.kind is Kind.SINGLE_POINT
    assert (single.start, single.end) == (local("2026-11-23T08:00"), local("2026-11-23T19:00"))
    assert (single.people, single.sources) == (("amara",), ("pattern:weekdays",))


def test_the_same_person_on_two_tiers_backs_nobody() -> None:
    twice = pattern(WHOLE, session("mon-fri", "08:00-19:00", "amara", tier="lead"))
    assert kinds(twice) == [Kind.DOUBLE_BOOKED, Kind.SINGLE_POINT]


def test_two_people_on_tier_1_back_each_other() -> None:
    assert kinds(pattern(session("mon-fri", "08:00-19:00", "amara ben"))) == []


def test_two_patterns_on_one_tier_overlap_for_as_long_as_both_hold() -> None:
    early = pattern(session("mon", "08:00-14:00", "amara"), BACKED, key="early")
    late = pattern(session("mon", "13:00-19:00", "ben"), key="late")
    (overlap,) = found(timetable(early, late))
    assert overlap == Finding(
        Kind.OVERLAP,
        local("2026-11-23T13:00"),
        local("2026-11-23T14:00"),
        Tier.FIRST,
        ("amara", "ben"),
        ("pattern:early", "pattern:late"),
    )


def test_two_sessions_of_one_pattern_on_one_tier_overlap() -> None:
    doubled = pattern(
        session("mon", "08:00-14:00", "amara"), session("mon", "13:00-19:00", "ben"), BACKED
    )
    assert kinds(doubled) == [Kind.OVERLAP]


def test_a_finding_goes_on_while_other_things_change() -> None:
    line = timetable(
        pattern(WHOLE, session("mon", "08:00-13:00", "amara", tier="2")),
        covers=[cover("2026-11-23T10:00", "2026-11-23T11:00", "ben", tier="lead")],
    )
    double = [each for each in found(line) if each.kind is Kind.DOUBLE_BOOKED]
    assert [(each.start, each.end) for each in double] == [
        (local("2026-11-23T08:00"), local("2026-11-23T13:00"))
    ]


def test_nobody_is_missed_where_the_line_is_closed() -> None:
    never = timetable(calendar=calendar({}))
    assert found(never) == []


def test_whoever_works_under_supervision_needs_a_radiologist_in_their_session() -> None:
    people = gaps.Supervision(advanced=frozenset({"ben"}), radiologists=frozenset({"amara"}))

    def unsupervised(supervisor: str | None) -> list[Finding]:
        table = timetable(
            pattern(session("mon", "07:00-19:00", "ben", supervisor=supervisor), BACKED)
        )
        day = local("2026-11-23T00:00"), local("2026-11-24T00:00")
        return [each for each in gaps.find(table, *day, supervision=people) if each.people]

    assert unsupervised("amara") == []
    (found,) = unsupervised(None)
    assert (found.kind, found.tier, found.people) == (Kind.NO_SUPERVISOR, Tier.FIRST, ("ben",))
    # While the line is open, and only then.
    assert (found.start, found.end) == (local("2026-11-23T08:00"), local("2026-11-23T19:00"))
    assert unsupervised("ben") == unsupervised("lena") == [found]
