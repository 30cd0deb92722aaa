"""Who is rung, in which order, for how long: the rota is read anew at every hop (H03), a machine
that answers never gets the call (H06)."""

from datetime import datetime, timedelta

import pytest

from integrations.sandbox.phones import accepts, declines, ignores, rejects, rings_out, voicemail
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import ends_as, offers, tasks
from tests.stories.scene import (
    AMARA,
    BEN,
    CHIDI,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE,
    OAK_LANE_MOBILE,
    STRANGER,
    Scene,
)
from tests.stories.world import World

COVER = """
version = 1
[[covers]]
key = "swap"
line = "hotdoc"
from = {start}
to = 2026-11-23T19:00:00
tier = "1"
who = ["ben"]
"""
HOLE = """
version = 1
[[lines]]
key = "hotdoc"
name = "Example Radiology Advice"
number = "+441632960000"
email = "advice@example.org"
nation = "england"
time_zone = "Europe/London"
open = { mon-fri = ["07:00-20:00"] }
switchboard = "+441632960999"
ring_backs = "by_hand"
menu = { offered = false }
queue_seconds = 0
"""


def rung_for(hotdoc: Scene, number: str) -> float:
    """Seconds from the instant a phone was first dialled to the end of that call."""
    leg = hotdoc.phones.legs(number)[0]
    assert leg["ended"] is not None
    began, ended = (datetime.fromisoformat(at) for at in (leg["created"], leg["ended"]))
    return (ended - began).total_seconds()


def test_the_first_declines_with_2_and_the_second_accepts_with_1(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers()
    amara.hears("Radiology advice call from Elm Road Surgery, press 1 to accept").presses("2")
    ben = hotdoc.person(BEN).is_rung().answers().hears("press 1 to accept").presses("1")
    hotdoc.phones.advance(1)
    assert gp.is_talking()
    assert ben.is_talking()
    ben.says("Good morning, this is Ben")
    gp.hears("Good morning, this is Ben").hangs_up()
    hotdoc.settle()

    ends_as(hotdoc.query(), "talk")
    assert offers(hotdoc.query()) == [("amara", "declined"), ("ben", "accepted")]
    assert hotdoc.phones.legs(CHIDI) == []


@on_sqlite
def test_the_red_button_passes_the_call_on(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, rejects())
    hotdoc.phones.behaves(BEN, accepts(talks_for=20))
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference is", within=120).is_cut_off()
    hotdoc.settle()
    assert offers(hotdoc.query()) == [("amara", "failed"), ("ben", "accepted")]


@on_sqlite
@pytest.mark.hazard("H06")
@pytest.mark.parametrize("answers_after", [0.5, 3, 8, 12, 13.9])
def test_a_machine_that_answers_is_left_within_25_seconds_of_ringing(
    hotdoc: World, answers_after: float
) -> None:
    hotdoc.phones.behaves(AMARA, voicemail(after=answers_after))
    hotdoc.phones.behaves(BEN, accepts(talks_for=20))
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("Your reference is", within=120).is_cut_off().never_heard("private voicemail")
    hotdoc.settle()

    assert rung_for(hotdoc, AMARA) <= 25
    assert offers(hotdoc.query()) == [("amara", "expired"), ("ben", "accepted")]
    assert not any(leg["ever_joined"] for leg in hotdoc.phones.legs(AMARA))


@pytest.mark.hazard("H06")
def test_three_machines_end_in_a_promise_and_the_caller_hears_none_of_them(hotdoc: World) -> None:
    hotdoc.everybody(voicemail())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("ring you back by", within=120).is_cut_off().never_heard("private voicemail")
    hotdoc.settle()
    ends_as(hotdoc.query(), "promise")


@on_sqlite
def test_who_answers_and_presses_nothing_is_passed_over(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, ignores())
    hotdoc.phones.behaves(BEN, accepts(talks_for=20))
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference is", within=120).is_cut_off()
    hotdoc.settle()
    assert offers(hotdoc.query()) == [("amara", "expired"), ("ben", "accepted")]


@on_sqlite
def test_a_wrong_key_hears_the_question_again(hotdoc: World) -> None:
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    amara.presses("5").hears("press 1 to accept").presses("1")
    hotdoc.phones.advance(1)
    assert amara.is_talking()
    amara.hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "talk")


@on_sqlite
def test_keys_pressed_in_the_greeting_skip_the_rest_of_it(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE).waits(1).presses("1")
    hotdoc.person(AMARA).is_rung(within=2)
    assert gp.heard()[0]["cut_short"]
    gp.hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "gone")


@on_sqlite
def test_the_greeting_takes_less_than_twelve_seconds(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE).waits(12)
    assert gp.heard()[0]["seconds"] < 12
    gp.hangs_up()
    hotdoc.settle()


@on_sqlite
@pytest.mark.hazard("H03")
def test_a_swap_that_begins_one_second_before_the_ring_rings_the_new_person(
    hotdoc: World,
) -> None:
    """The call comes at 10:00:00 and rings first after the greeting; the swap begins in between."""
    hotdoc.set_up(COVER.format(start="2026-11-23T10:00:06"))
    hotdoc.person(ELM_ROAD).rings(LINE).waits(6)
    assert hotdoc.phones.legs(AMARA) == hotdoc.phones.legs(BEN) == []
    hotdoc.person(BEN).is_rung(within=2)
    (leg,) = hotdoc.phones.legs(BEN)
    swapped = MONDAY_TEN + timedelta(seconds=6)
    assert swapped < datetime.fromisoformat(leg["created"]) <= swapped + timedelta(seconds=1)
    assert hotdoc.phones.legs(AMARA) == []
    hotdoc.person(ELM_ROAD).hangs_up()
    hotdoc.settle()


@pytest.mark.hazard("H03")
def test_a_cover_written_down_while_the_caller_waits_counts_at_the_next_hop(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE).waits(3)
    hotdoc.set_up(COVER.format(start="2026-11-23T09:00:00"))
    hotdoc.person(BEN).is_rung()
    assert hotdoc.phones.legs(AMARA) == []
    gp.hangs_up()
    hotdoc.settle()
    assert offers(hotdoc.query()) == [("ben", "withdrawn")]


@on_sqlite
def test_nobody_is_rung_twice_for_one_call(hotdoc: World) -> None:
    hotdoc.set_up(COVER.format(start="2026-11-23T09:00:00"))  # Ben is on tier 1 and on tier 2
    hotdoc.everybody(rings_out())
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120).is_cut_off()
    hotdoc.settle()
    assert offers(hotdoc.query()) == [("ben", "expired"), ("chidi", "expired")]


@pytest.mark.hazard("H03")
def test_a_hole_in_the_rota_is_a_promise_and_the_lead_hears_of_it_at_once(hotdoc: World) -> None:
    hotdoc.set_up(HOLE)
    hotdoc.phones.advance(timedelta(hours=9, minutes=30).total_seconds())  # 19:30: open, unmanned
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("Nobody is free").is_cut_off()
    hotdoc.settle()

    ends_as(hotdoc.query(), "promise")
    assert hotdoc.query()["offers"] == []
    assert any("A call back" in text for text in hotdoc.texts(CHIDI))


def test_all_in_other_advice_calls_is_a_promise_at_once(hotdoc: World) -> None:
    hotdoc.everybody(accepts())
    callers = [hotdoc.person(number) for number in (ELM_ROAD, OAK_LANE, OAK_LANE_MOBILE)]
    for caller in callers:
        caller.rings(LINE).waits(20)
        assert caller.is_talking()
    late = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=12)
    late.is_cut_off()
    assert all(caller.is_talking() for caller in callers)
    for caller in callers:
        caller.hangs_up()
    hotdoc.settle()

    *talks, promised = hotdoc.queries()
    assert [query["owner"] for query in talks] == ["amara", "ben", "chidi"]
    ends_as(promised, "promise")
    assert promised["offers"] == []


def test_who_has_finished_is_rung_again(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, accepts(talks_for=10))
    for number in (ELM_ROAD_MOBILE, OAK_LANE_MOBILE):
        hotdoc.person(number).rings(LINE).hears("Your reference is").is_cut_off()
    hotdoc.settle()
    assert [query["owner"] for query in hotdoc.queries()] == ["amara", "amara"]


@on_sqlite
def test_a_number_nobody_knows_is_served_all_the_same(hotdoc: World) -> None:
    hotdoc.person(STRANGER).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().hears("a number we do not know")
    amara.presses("2")
    hotdoc.person(STRANGER).hangs_up()
    hotdoc.settle()
    assert hotdoc.query()["requester"]["organisation"] is None
    assert tasks(hotdoc.query()) == [("ring_back", None)]


@on_sqlite
def test_a_withheld_number_that_is_keyed_names_its_practice(hotdoc: World) -> None:
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").presses("01632960102#")
    hotdoc.person(AMARA).is_rung().answers().hears("call from Oak Lane Surgery").presses("2")
    gp.hangs_up()
    hotdoc.settle()
    assert hotdoc.query()["requester"] == {
        "organisation": "Y99002",
        "identified_by": "keyed",
        "verified": False,
    }


@on_sqlite
def test_keys_that_are_no_number_are_asked_for_once_more_and_then_served(hotdoc: World) -> None:
    declines_all = declines()
    hotdoc.everybody(declines_all)
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").presses("12#")
    gp.hears("not a telephone number we can ring").presses("999#")
    gp.hears("We have no number to ring you back on. Please stay on the line")
    gp.hears("Please leave your number", within=120).hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "nameless")


@on_sqlite
def test_a_withheld_caller_who_keys_nothing_is_served_too(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, accepts(talks_for=20))
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").hears("Your reference is")
    gp.is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "talk", mobile=False)
