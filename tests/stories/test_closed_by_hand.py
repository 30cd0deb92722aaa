"""Somebody closes the line for a while: callers hear why in their words, and are put through where
these name a number; nobody is left without a person, a task or their own choice (H24)."""

from datetime import datetime, timedelta

import pytest

from advice_line.errors import Invalid
from advice_line.staffing.rostering.roster import Roster
from integrations.sandbox.phones import accepts, rings_out
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import ended, ends_as, tasks
from tests.stories.scene import AMARA, ELM_ROAD_MOBILE, LINE, STRANGER
from tests.stories.world import World

pytestmark = [pytest.mark.hazard("H24"), on_sqlite]

ELSEWHERE = "+441632960888"
GREETING = "Our reporting room is being moved today."


def closes(hotdoc: World, divert_to: str | None = None) -> str:
    """Chidi, from now to one o'clock."""
    done = Roster(hotdoc.ledger).close(
        hotdoc.responder("chidi"),
        line="hotdoc",
        end=datetime.fromisoformat("2026-11-23T13:00:00"),
        reason="moving house",
        greeting=GREETING,
        divert_to=divert_to,
    )
    return done.key or ""


def test_callers_hear_the_words_of_the_closure_and_when_it_opens(hotdoc: World) -> None:
    closes(hotdoc)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears(f"hang up and call 999. {GREETING} The advice line is closed. It opens at 1 p m")
    gp.hears("after the tone").hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "closed")


def test_a_caller_is_put_through_where_the_closure_says(hotdoc: World) -> None:
    closes(hotdoc, "01632 960888")
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears(f"{GREETING} The advice line is closed for the moment. We are putting you through")
    hotdoc.person(ELSEWHERE).is_rung().answers()
    hotdoc.phones.advance(1)
    assert gp.is_talking()
    hotdoc.phones.advance(30)
    gp.hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "deflected")
    assert hotdoc.query()["offers"] == []


def test_of_two_closures_that_meet_the_newer_one_s_words_are_said(hotdoc: World) -> None:
    Roster(hotdoc.ledger).close(
        hotdoc.responder("chidi"),
        line="hotdoc",
        end=datetime.fromisoformat("2026-11-23T16:00:00"),
        reason="fire drill",
        greeting="There is a drill.",
        divert_to="01632 960887",
    )
    closes(hotdoc, ELSEWHERE)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears(f"{GREETING} The advice line is closed for the moment. We are putting you through")
    hotdoc.person(ELSEWHERE).is_rung().answers()
    hotdoc.phones.advance(30)
    gp.hangs_up()
    hotdoc.settle()


def test_callers_are_put_through_to_nobody_s_own_mobile(hotdoc: World) -> None:
    with pytest.raises(Invalid, match="This is a responder's mobile"):
        closes(hotdoc, AMARA)


def test_where_nobody_answers_there_a_ring_back_is_owed(hotdoc: World) -> None:
    closes(hotdoc, ELSEWHERE)
    hotdoc.phones.behaves(ELSEWHERE, rings_out())
    gp = hotdoc.person(STRANGER).rings(LINE)
    gp.hears("There is no answer. The advice line is closed. It opens at 1 p m", within=60)
    gp.hears("after the tone").hangs_up()
    hotdoc.settle()
    assert (ended(hotdoc.query()), tasks(hotdoc.query())) == ("closed", [("ring_back", None)])
    assert hotdoc.query()["offers"] == []


def test_who_hangs_up_while_it_rings_there_is_owed_a_call(hotdoc: World) -> None:
    closes(hotdoc, ELSEWHERE)
    hotdoc.phones.behaves(ELSEWHERE, rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("We are putting you through")
    gp.waits(5).hangs_up()
    hotdoc.settle()
    hotdoc.wait(timedelta(minutes=10).total_seconds())
    assert tasks(hotdoc.query()) == [("ring_back", None)]


def test_opened_again_the_line_rings_who_is_on(hotdoc: World) -> None:
    key = closes(hotdoc, ELSEWHERE)
    Roster(hotdoc.ledger).reopen(hotdoc.responder("chidi"), line="hotdoc", key=key)
    hotdoc.phones.behaves(AMARA, accepts(talks_for=30))
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference is", within=60)
    hotdoc.settle()
    ends_as(hotdoc.query(), "talk")
