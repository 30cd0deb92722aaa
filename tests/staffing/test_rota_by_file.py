"""The rota changed by a setup file where a line is already at work: judged, kept with its reason,
and told to those concerned, as the same change on a page is."""

import pytest
from sqlmodel import select

from advice_line.errors import ReasonNeeded
from advice_line.tables.ledger import Outgoing
from rota import store
from rota.tables import RotaChange
from tests.staffing.ward import Ward

EVE_ON_WEDNESDAYS = """
version = 1
[[patterns]]
key = "weekdays"
line = "hotdoc"
valid_from = 2026-03-02
sessions = [
  { days = "mon,tue,thu,fri", time = "08:00-19:00", tier = "1", who = ["amara"] },
  { days = "wed", time = "08:00-19:00", tier = "1", who = ["eve"] },
  { days = "mon-fri", time = "08:00-19:00", tier = "2", who = ["ben"], supervisor = "chidi" },
  { days = "mon-fri", time = "08:00-19:00", tier = "lead", who = ["chidi"] },
]
"""
DORA_COVERS = """
version = 1
[[covers]]
key = "thursday"
line = "hotdoc"
from = 2026-11-26T08:00:00
to = 2026-11-26T19:00:00
tier = "1"
who = ["dora"]
"""
DORA_AWAY = """
[[absences]]
key = "dora-study"
person = "dora"
kind = "study"
from = 2026-11-26T00:00:00
to = 2026-11-27T00:00:00
"""
CHILDREN = """
version = 1
[[lines]]
key = "paeds"
name = "Example Paediatric Advice"
number = "+441632960002"
email = "paeds@example.org"
nation = "england"
open = { mon-fri = ["08:00-19:00"] }
switchboard = "+441632960999"
ring_backs = "by_hand"
menu = { offered = false }
[[patterns]]
key = "weekdays"
line = "paeds"
valid_from = 2026-11-02
sessions = [{ days = "wed", time = "08:00-19:00", tier = "1", who = ["dora"] }]
"""
LAPSES = "Dr Eve Example's registration ends on Friday 11 December 2026, before Wednesday 16"


def test_what_is_against_it_needs_a_reason_and_nothing_is_done_without_one(either: Ward) -> None:
    ward = either
    with pytest.raises(ReasonNeeded) as refused:
        ward.world.set_up(EVE_ON_WEDNESDAYS)
    (said,) = refused.value.breaches
    assert said.startswith(LAPSES)
    assert said.endswith("more like it.")
    assert ward.on("2026-11-25 09:00") == ["1 amara", "2 ben", "lead chidi"]
    assert len(ward.trail("rota.setup")) == 1
    ward.nobody_else_was_told()


def test_with_a_reason_it_is_done_and_kept_and_those_concerned_hear_of_it(ward: Ward) -> None:
    ward.world.set_up(EVE_ON_WEDNESDAYS, reason="Her registration is being renewed")
    assert ward.on("2026-11-25 09:00") == ["1 eve", "2 ben", "lead chidi"]
    assert "no longer on duty Wednesday 25 November, 8am to 7pm" in ward.text("amara")
    assert "now on duty Wednesday 25 November, 8am to 7pm (tier 1)" in ward.text("eve")
    ward.nobody_else_was_told()
    first, changed = ward.trail("rota.setup")
    assert (first["against"], first["reason_given"]) == ([], False)
    assert (changed["against"], changed["reason_given"]) == (["registration:eve"], True)
    with ward.world.ledger.look("test") as work:
        kept = work.session.exec(select(RotaChange)).all()[-1]
        assert (kept.act, kept.reason) == ("setup", "Her registration is being renewed")
        eve = store.timetable(work.session, "hotdoc").rota.patterns
    assert [session.who for session in eve[0].sessions][1] == ("eve",)


def test_the_same_file_again_is_nothing_to_judge_or_to_tell(ward: Ward) -> None:
    ward.world.set_up(EVE_ON_WEDNESDAYS, reason="Her registration is being renewed")
    for key in ("amara", "eve"):
        ward.texts(key)
    ward.world.set_up(EVE_ON_WEDNESDAYS)
    ward.nobody_else_was_told()
    assert len(ward.trail("rota.setup")) == 2


def test_what_nothing_is_against_needs_no_reason_and_is_told(ward: Ward) -> None:
    ward.world.set_up(DORA_COVERS)
    assert "Thursday 26 November, 8am to 7pm (tier 1)" in ward.text("dora")
    assert "Your shift on Thursday 26 November, 8am to 7pm (tier 1) is now Dr Dora" in (
        ward.text("amara")
    )
    ward.nobody_else_was_told()


def test_who_is_away_by_the_same_file_is_said_before_a_cover_stays_empty(ward: Ward) -> None:
    with pytest.raises(ReasonNeeded) as refused:
        ward.world.set_up(DORA_COVERS + DORA_AWAY)
    assert refused.value.breaches == ("Dr Dora Example is away Thursday 26 November, all day.",)
    ward.world.set_up(DORA_COVERS + DORA_AWAY, reason="Her study day may be put off")
    assert ward.on("2026-11-26 09:00") == ["2 ben", "lead chidi"]


def test_who_is_put_on_a_line_that_the_file_begins_hears_of_it(ward: Ward) -> None:
    ward.world.set_up(CHILDREN)
    assert "now on duty Wednesday 25 November, 8am to 7pm (tier 1)" in ward.text("dora")
    ward.nobody_else_was_told()


def test_of_the_very_first_file_nobody_is_told(ward: Ward) -> None:
    with ward.world.ledger.look("test") as work:
        assert work.session.exec(select(Outgoing)).all() == []
