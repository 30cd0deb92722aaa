"""However late in its cycle a pattern breaks a rule, and however late it begins, whoever saves it
sees that."""

from collections.abc import Sequence
from datetime import date

import pytest

from advice_line.errors import ReasonNeeded
from advice_line.staffing.changes.amending import Done
from rota.values import Pattern, Session
from tests.staffing.ward import Ward

LAPSED = "Dr Eve Example's registration ends on Friday 11 December 2026, before "


def evening(week: int, *who: str, turns: str = "together") -> Session:
    return Session.from_texts(
        week=week, days="mon", time="19:00-20:00", tier="1", who=who, turns=turns
    )


def saves(
    ward: Ward,
    first: str,
    cycle: int,
    sessions: Sequence[Session],
    reason: str | None = None,
) -> Done:
    monday = date.fromisoformat(first)
    return ward.roster.edit_pattern(
        ward.actor("dora"),
        line="hotdoc",
        pattern=Pattern("evenings", monday, None, cycle, tuple(sessions)),
        from_day=monday,
        reason=reason,
    )


def against(ward: Ward, first: str, cycle: int, *sessions: Session) -> tuple[str, ...]:
    with pytest.raises(ReasonNeeded) as refused:
        saves(ward, first, cycle, sessions)
    return refused.value.breaches


def test_the_last_week_of_half_a_years_cycle_is_judged(ward: Ward) -> None:
    sessions = [*(evening(week, "chidi") for week in range(1, 26)), evening(26, "eve")]
    (said,) = against(ward, "2026-11-30", 26, *sessions)
    assert said == f"{LAPSED}Monday 24 May, 7pm to 8pm."


def test_a_pattern_is_judged_from_the_day_on_which_it_begins(ward: Ward) -> None:
    (said,) = against(ward, "2027-04-19", 1, evening(1, "eve"))
    assert said.startswith(f"{LAPSED}Monday 19 April, 7pm to 8pm.")


def test_one_that_begins_in_three_years_is_judged_and_told(ward: Ward) -> None:
    (said,) = against(ward, "2029-11-26", 1, evening(1, "eve"))
    assert said.startswith(f"{LAPSED}Monday 26 November, 7pm to 8pm.")
    saves(ward, "2029-11-26", 1, [evening(1, "eve")], reason="She will have renewed it")
    assert "now on duty Monday 26 November 2029, 7pm to 8pm (tier 1)" in ward.text("eve")


def test_an_edit_is_judged_from_the_day_on_which_it_takes_effect(ward: Ward) -> None:
    saves(ward, "2026-11-30", 1, [evening(1, "chidi")])
    (later,) = (each for each in against(ward, "2027-09-27", 1, evening(1, "eve")) if "Eve" in each)
    assert later.startswith(f"{LAPSED}Monday 27 September, 7pm to 8pm.")


def test_everybodys_turn_is_judged(ward: Ward) -> None:
    turns = evening(1, "amara", "chidi", "dora", "eve", turns="session")
    sessions = [turns, *(evening(week, "chidi") for week in range(2, 8))]
    (said,) = against(ward, "2027-01-11", 7, *sessions)
    assert said.startswith(f"{LAPSED}Monday 7 June, ")


def test_what_is_beyond_a_year_is_said_not_to_have_been_looked_at(ward: Ward) -> None:
    sessions = [*(evening(week, "chidi") for week in range(1, 60)), evening(60, "eve")]
    done = saves(ward, "2026-11-30", 60, sessions)
    assert done.notes == (
        "It was looked at up to Monday 6 December 2027 only. The nightly watch looks at the rest"
        " as it comes.",
    )
