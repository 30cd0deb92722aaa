"""A line that was closed by mistake and is opened again: what was promised for the closure's end is
promised anew for a sooner time, and whoever waits hears of it (H23)."""

from datetime import timedelta
from typing import Any

import pytest

from integrations.sandbox.phones import declines, rings_out
from tests.staffing.ward import Ward, local
from tests.stories.scene import AMARA, ELM_ROAD, ELM_ROAD_MOBILE, LINE, STRANGER_MOBILE
from tests.stories.soundness import unsound

pytestmark = pytest.mark.hazard("H23")


def closes(ward: Ward, until: str = "17:00") -> str:
    end = local(f"2026-11-23 {until}")
    done = ward.roster.close(ward.actor("dora"), line="hotdoc", end=end, reason="a mistake")
    return done.key or ""


def opens(ward: Ward, closure: str) -> None:
    ward.roster.reopen(ward.actor("dora"), line="hotdoc", key=closure)
    ward.world.settle()


def closed_over_a_call(ward: Ward, number: str = ELM_ROAD_MOBILE) -> str:
    """A call that was ringing as the line was closed, and that nobody took; the closure."""
    ward.world.everybody(rings_out())
    caller = ward.world.person(number).rings(LINE)
    ward.world.person(AMARA).is_rung()
    closure = closes(ward)
    caller.hears("ring you back by 5 ", within=150).is_cut_off()
    ward.world.settle()
    ward.at("2026-11-23 09:20")
    return closure


def promises(ward: Ward) -> list[tuple[str, str]]:
    return [(each["due_at"][11:16], each["state"]) for each in ward.world.query()["promises"]]


def owed(ward: Ward) -> list[tuple[Any, ...]]:
    tasks = ward.world.query()["tasks"]
    return [(t["kind"], t["due_at"][11:16]) for t in tasks if t["state"] == "open"]


def test_a_time_promised_for_after_the_closure_is_promised_for_a_sooner_one(either: Ward) -> None:
    closure = closed_over_a_call(either)
    ((late, _),) = promises(either)
    assert late > "17:00"
    either.texts("amara")
    opens(either, closure)
    assert promises(either) == [(late, "withdrawn"), ("09:50", "open")]
    assert owed(either) == [("ring_back", "09:50")]
    told = either.world.texts(ELM_ROAD_MOBILE)
    assert "we will ring you back sooner than we said, by 9:50am" in told[-1]
    assert any("is due by 9:50am" in each for each in either.texts("amara"))
    either.at("2026-11-23 09:30")
    either.world.settle()
    assert len(promises(either)) == 2, "once"
    assert either.world.texts(ELM_ROAD_MOBILE) == told
    assert unsound(either.world) == []


def test_who_rang_while_it_was_closed_is_rung_sooner_and_hears_so(ward: Ward) -> None:
    closure = closes(ward)
    caller = ward.world.person(STRANGER_MOBILE).rings(LINE)
    caller.hears("We will ring you back when the line opens").hangs_up()
    ward.at("2026-11-23 09:20")
    assert owed(ward) == [("ring_back", "17:00")]
    opens(ward, closure)
    assert owed(ward) == [("ring_back", "09:50")]
    assert promises(ward) == [("09:50", "open")]
    assert "sooner than we said, by 9:50am" in ward.world.texts(STRANGER_MOBILE)[-1]


def test_on_a_landline_they_are_rung_sooner_and_what_was_said_is_kept_by_it(ward: Ward) -> None:
    closure = closed_over_a_call(ward, ELM_ROAD)
    before = promises(ward)
    opens(ward, closure)
    assert promises(ward) == before
    assert owed(ward) == [("ring_back", "09:50")]


def test_a_closure_that_is_shortened_comes_to_the_same(ward: Ward) -> None:
    closure = closed_over_a_call(ward)
    closes(ward, "12:00")
    opens(ward, closure)
    assert [due for due, state in promises(ward) if state == "open"] == ["12:30"]


def test_another_closure_that_stands_keeps_the_late_time(ward: Ward) -> None:
    closure = closed_over_a_call(ward)
    closes(ward, "18:00")
    before = promises(ward)
    opens(ward, closure)
    assert promises(ward) == before


def test_what_was_promised_before_the_closure_stays_as_it_was(ward: Ward) -> None:
    ward.world.everybody(declines())
    caller = ward.world.person(ELM_ROAD_MOBILE).rings(LINE)
    caller.hears("ring you back by 9 3", within=150).is_cut_off()
    ward.world.settle()
    before = promises(ward)
    closure = closes(ward)
    ward.world.wait(timedelta(minutes=3).total_seconds())
    opens(ward, closure)
    assert promises(ward) == before
