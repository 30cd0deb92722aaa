"""The rota as JSON: the shapes that others script against."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from rota import gaps, rendering
from rota.duty import Timetable
from rota.opening import Closure
from rota.values import LineRota
from tests.rota.rotas import calendar, cover, local, pattern, session, timetable, utc
from tests.rota.strategies import instants, rotas

TABLE = timetable(
    pattern(
        session("mon-fri", "08:00-13:00", "amara"),
        session("mon-fri", "13:00-19:00", "ben"),
        session("mon-fri", "08:00-19:00", "lena", tier="lead"),
    ),
    calendar=calendar(closed={"2026-12-24": "site closed"}),
)
LENA = {"tier": "lead", "person": "lena", "source": "pattern:weekdays"}
AMARA = {"tier": "1", "person": "amara", "source": "pattern:weekdays"}
BEN = {"tier": "1", "person": "ben", "source": "pattern:weekdays"}


def test_a_timeline_is_half_open_spans_without_holes() -> None:
    rows = rendering.timeline(TABLE, utc("2026-11-23T09:00Z"), utc("2026-11-23T20:00Z"))
    assert rows == [
        {
            "from": "2026-11-23T09:00:00Z",
            "to": "2026-11-23T13:00:00Z",
            "open": True,
            "reason": None,
            "duties": [AMARA, LENA],
        },
        {
            "from": "2026-11-23T13:00:00Z",
            "to": "2026-11-23T19:00:00Z",
            "open": True,
            "reason": None,
            "duties": [BEN, LENA],
        },
        {
            "from": "2026-11-23T19:00:00Z",
            "to": "2026-11-23T20:00:00Z",
            "open": False,
            "reason": "hours",
            "duties": [],
        },
    ]
    assert json.loads(json.dumps(rows)) == rows


@pytest.mark.hazard("H05")
def test_a_timeline_says_why_it_is_closed() -> None:
    rows = rendering.timeline(TABLE, utc("2026-12-23T19:00Z"), utc("2026-12-29T08:00Z"))
    assert [(row["from"], row["reason"]) for row in rows] == [
        ("2026-12-23T19:00:00Z", "hours"),
        ("2026-12-24T00:00:00Z", "closed_day: site closed"),
        ("2026-12-25T00:00:00Z", "bank_holiday: Christmas Day"),
        ("2026-12-26T00:00:00Z", "bank_holiday: Boxing Day"),
        ("2026-12-27T00:00:00Z", "hours"),
        ("2026-12-28T00:00:00Z", "bank_holiday: Boxing Day (substitute day)"),
        ("2026-12-29T00:00:00Z", "hours"),
    ]


def test_on_duty_is_the_span_that_holds_the_instant() -> None:
    assert rendering.on_duty(TABLE, utc("2026-11-23T09:30:15Z")) == {
        "at": "2026-11-23T09:30:15Z",
        "from": "2026-11-23T08:00:00Z",
        "to": "2026-11-23T13:00:00Z",
        "open": True,
        "reason": None,
        "duties": [AMARA, LENA],
        "next_change": "2026-11-23T13:00:00Z",
    }


def test_a_hand_over_to_oneself_changes_nothing() -> None:
    table = timetable(
        pattern(session("mon", "08:00-13:00", "ben"), session("mon", "13:00-19:00", "ben"))
    )
    day = local("2026-11-23T08:00"), local("2026-11-23T19:00")
    assert len(table.timeline(*day)) == 2
    (row,) = rendering.timeline(table, *day)
    assert (row["from"], row["to"]) == ("2026-11-23T08:00:00Z", "2026-11-23T19:00:00Z")
    for hour in ("12", "13"):
        held = rendering.on_duty(table, utc(f"2026-11-23T{hour}:30Z"))
        assert (held["from"], held["next_change"]) == (row["from"], row["to"])


def test_a_cover_is_named_as_the_source() -> None:
    table = timetable(covers=[cover("2026-11-25T13:00", "2026-11-25T19:00", "chris")])
    held = rendering.on_duty(table, local("2026-11-25T13:00"))
    assert held["duties"] == [{"tier": "1", "person": "chris", "source": "cover:one-off"}]


def test_a_line_on_which_nothing_ever_changes_says_null() -> None:
    never = timetable(calendar=calendar({}))
    assert rendering.on_duty(never, utc("2150-06-01T00:00Z"))["next_change"] is None


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(rotas(), instants())
def test_on_duty_and_the_timeline_tell_the_same(rota: LineRota, at: datetime) -> None:
    table = Timetable(rota)
    held = rendering.on_duty(table, at)
    del held["at"]
    changes = held.pop("next_change")
    assert changes in (held["to"], None)
    start, end = datetime.fromisoformat(held["from"]), datetime.fromisoformat(held["to"])
    assert start <= at < end
    assert rendering.timeline(table, start, end) == [held]


def test_a_finding_as_json() -> None:
    (hole,) = gaps.find(
        timetable(), datetime(2026, 11, 23, 0, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)
    )
    assert rendering.finding(hole) == {
        "kind": "unmanned",
        "from": "2026-11-23T08:00:00Z",
        "to": "2026-11-23T19:00:00Z",
        "tier": "1",
        "people": [],
        "sources": [],
    }


@pytest.mark.hazard("H05")
def test_the_next_days_are_printed_with_their_local_hours() -> None:
    expected: list[dict[str, Any]] = [
        {"date": "2026-12-23", "open": ["08:00-19:00"], "reason": None},
        {"date": "2026-12-24", "open": [], "reason": "closed_day: site closed"},
        {"date": "2026-12-25", "open": [], "reason": "bank_holiday: Christmas Day"},
        {"date": "2026-12-26", "open": [], "reason": "bank_holiday: Boxing Day"},
        {"date": "2026-12-27", "open": [], "reason": "hours"},
        {"date": "2026-12-28", "open": [], "reason": "bank_holiday: Boxing Day (substitute day)"},
        {"date": "2026-12-29", "open": ["08:00-19:00"], "reason": None},
    ]
    found = rendering.opening(TABLE.rota.calendar, date(2026, 12, 23), 7)
    assert found == [{**each, "closures": []} for each in expected]


@pytest.mark.hazard("H05")
def test_the_next_days_show_what_closures_take_of_their_hours() -> None:
    whole = replace(
        TABLE.rota.calendar,
        closures=(
            Closure("a", local("2026-12-22T16:00"), local("2026-12-23T10:00"), "fire alarm"),
            Closure("b", local("2026-12-23T09:00"), local("2026-12-23T09:30"), "lift is stuck"),
        ),
    )
    found = rendering.opening(whole, date(2026, 12, 22), 3)
    assert [each["closures"] for each in found] == [
        [{"time": "16:00-19:00", "reason": "fire alarm"}],
        [
            {"time": "08:00-09:00", "reason": "fire alarm"},
            {"time": "09:00-09:30", "reason": "lift is stuck"},
            {"time": "09:30-10:00", "reason": "fire alarm"},
        ],
        [],
    ]
    assert found[1]["open"] == ["08:00-19:00"]
