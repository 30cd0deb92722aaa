"""`rota history`, `rota show`, and the past in `rota on-duty` and `rota timeline`: who was on and
why, for ever as it was."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from advice_line.cli.common import open_ledger
from rota.changing import Changing
from rota.facts import Value
from rota.values import Absence, AbsenceKind, Swap, Tier
from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

pytestmark = [on_sqlite, pytest.mark.hazard("H03")]

# The site is set up on Monday at nine; Ben is first on all week, Amara leads.
TUESDAY = "2026-11-24T12:00:00Z"
DAY = datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 24, 19, tzinfo=UTC)
GIVEN = Swap("given", Tier.FIRST, "ben", "amara", *DAY)
SICK = Absence("sick", "ben", AbsenceKind.SICKNESS, *DAY)
SET_UP = {
    "act": "setup",
    "by": "system",
    "agreed_by": None,
    "at": "2026-11-23T09:00:00Z",
    "reason": None,
}


def at(clock: Path, instant: str) -> None:
    clock.write_text(instant, encoding="ascii")


def agree(clock: Path, instant: str, value: Value, *, act: str) -> None:
    at(clock, instant)
    with open_ledger() as ledger, ledger.work("responder:ben") as work:
        change = Changing(
            work.session,
            at=work.now,
            by=work.by,
            act=act,
            agreed_by="responder:amara",
            reason="a course",
        )
        change.put(None if isinstance(value, Absence) else "hotdoc", value)


@pytest.fixture
def clock(tmp_path: Path, site: Command) -> Path:
    assert site("rota", "on-duty").code == 0
    return tmp_path / "clock"


def test_each_duty_is_told_with_the_changes_that_brought_it_about(
    site: Command, clock: Path
) -> None:
    agree(clock, "2026-11-23T10:00:00Z", GIVEN, act="swap.agreed")
    (then,) = site("rota", "history", "--line", "hotdoc", "--at", TUESDAY, "--json").rows
    planned = {"kind": "pattern", "key": "weekdays", **SET_UP}
    swapped = {
        "kind": "swap",
        "key": "given",
        "act": "swap.agreed",
        "by": "responder:ben",
        "agreed_by": "responder:amara",
        "at": "2026-11-23T10:00:00Z",
        "reason": "a course",
    }
    assert (then["at"], then["as_known_at"]) == (TUESDAY, "2026-11-23T10:00:00Z")
    assert (then["open"], then["reason"], then["away"]) == (True, None, [])
    assert [each["kind"] for each in then["why"]] == ["calendar"]
    assert then["duties"] == [
        {"tier": "1", "person": "amara", "source": "swap:given", "why": [planned, swapped]},
        {"tier": "lead", "person": "amara", "source": "pattern:weekdays", "why": [planned]},
    ]
    said = site("rota", "history", "--at", TUESDAY).out
    assert "swap given: swap.agreed  responder:ben  responder:amara" in said
    assert "a course" in said


def test_who_is_away_is_told_with_why(site: Command, clock: Path) -> None:
    agree(clock, "2026-11-23T10:00:00Z", SICK, act="absence.recorded")
    (then,) = site("rota", "history", "--at", TUESDAY, "--json").rows
    assert [each["person"] for each in then["duties"]] == ["amara"]
    (away,) = then["away"]
    assert (away["tier"], away["person"]) == ("1", "ben")
    assert [each["kind"] for each in away["why"]] == ["pattern", "absence"]
    assert "(ben, away)" in site("rota", "history", "--at", TUESDAY).out


def test_what_has_passed_is_for_ever_told_the_same(site: Command, clock: Path) -> None:
    words = ["rota", "history", "--at", TUESDAY, "--json"]
    at(clock, TUESDAY)
    before = site(*words).out
    agree(clock, "2026-11-24T12:00:01Z", GIVEN, act="swap.agreed")
    for known in ("2026-11-24T12:00:00Z", "2026-11-24T13:00:00Z", "2027-01-01T00:00:00Z"):
        assert site(*words, "--as-known-at", known).out == before
    at(clock, "2027-06-01T09:00:00Z")
    assert site(*words).out == before
    later = site("rota", "history", "--at", "2026-11-24T12:00:01Z", "--json").rows[0]
    assert later["duties"][0]["person"] == "amara"


def test_what_was_planned_at_an_earlier_instant_can_be_asked(site: Command, clock: Path) -> None:
    agree(clock, "2026-11-23T10:00:00Z", GIVEN, act="swap.agreed")
    words = ["rota", "history", "--at", TUESDAY, "--json", "--as-known-at"]
    assert site(*words, "2026-11-23T09:59:59Z").rows[0]["duties"][0]["person"] == "ben"
    assert site(*words, "2026-11-23T10:00:00Z").rows[0]["duties"][0]["person"] == "amara"


def test_on_duty_and_the_timeline_tell_the_past_as_it_was(site: Command, clock: Path) -> None:
    agree(clock, "2026-11-24T14:00:00Z", GIVEN, act="swap.agreed")
    at(clock, "2026-11-25T09:00:00Z")
    span = ["--from", "2026-11-24T08:00:00Z", "--to", "2026-11-24T19:00:00Z", "--json"]
    rows = site("rota", "timeline", *span).rows
    assert [(row["from"], row["duties"][0]["person"]) for row in rows] == [
        ("2026-11-24T08:00:00Z", "ben"),
        ("2026-11-24T14:00:00Z", "amara"),
    ]
    (noon,) = site("rota", "on-duty", "--at", TUESDAY, "--json").rows
    assert (noon["duties"][0]["person"], noon["next_change"]) == ("ben", "2026-11-24T14:00:00Z")


def test_a_week_is_shown_day_by_day(site: Command, clock: Path) -> None:
    agree(clock, "2026-11-23T10:00:00Z", GIVEN, act="swap.agreed")
    shown = site("rota", "show", "--week", "2026-11-26").out
    assert shown.splitlines()[:6] == [
        "Mon 23 Nov 2026  open 08:00-19:00",
        "  08:00-19:00  1     Ben Example",
        "  08:00-19:00  lead  Dr Amara Example",
        "Tue 24 Nov 2026  open 08:00-19:00",
        "  08:00-19:00  1     Dr Amara Example",
        "  08:00-19:00  lead  Dr Amara Example",
    ]
    assert shown.splitlines()[-1] == "Sun 29 Nov 2026  closed"
    assert site("rota", "show").out == shown


def test_the_shifts_of_a_week_are_one_object_each(site: Command, clock: Path) -> None:
    agree(clock, "2026-11-23T10:00:00Z", GIVEN, act="swap.agreed")
    words = ["rota", "show", "--from", "2026-11-24", "--to", "2026-11-25", "--json"]
    assert site(*words).rows[0] == {
        "line": "hotdoc",
        "tier": "1",
        "person": "amara",
        "name": "Dr Amara Example",
        "supervisor": None,
        "source": "swap:given",
        "from": "2026-11-24T08:00:00Z",
        "to": "2026-11-24T19:00:00Z",
    }


@pytest.mark.hazard("H05")
def test_a_closed_day_says_why(site: Command) -> None:
    shown = site("rota", "show", "--week", "2026-12-24").out
    assert "Thu 24 Dec 2026  closed (site closed)\nFri 25 Dec 2026  closed (bank holiday: " in shown


def test_a_week_and_a_span_are_not_asked_together(site: Command) -> None:
    ran = site("rota", "show", "--week", "2026-11-24", "--to", "2026-11-25")
    assert ran.code == 2
    assert "Give --week, or --from and --to; not both." in ran.err
