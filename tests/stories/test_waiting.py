"""Part 4, waiting: where everybody is busy a caller hears where in the queue they are, goes to who
gets free, keeps their place while they hang up, or is promised a time. Nobody who waits is lost
(H01, H10, H16)."""

from collections.abc import Iterator

import pytest

from advice_line.rules import queue_words
from integrations.sandbox.phones import accepts
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import FRONT_DOOR, on_sqlite
from tests.stories.outcomes import Query, ends_as, offers, tasks
from tests.stories.scene import (
    AMARA,
    BEN,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE_MOBILE,
    STRANGER,
    STRANGER_MOBILE,
)
from tests.stories.soundness import unsound
from tests.stories.world import World, world

_LINES = FRONT_DOOR.read_text(encoding="utf-8").splitlines()
AMARA_ALONE = "\n".join(
    each for each in _LINES if 'who = ["ben"]' not in each and 'who = ["chidi"]' not in each
)


@pytest.fixture
def alone(database_url: str) -> Iterator[World]:
    """Monday, ten o'clock, and only Amara is on duty, who takes each call for a minute."""
    with world(database_url, MONDAY_TEN, AMARA_ALONE) as opened:
        opened.phones.behaves(AMARA, accepts(talks_for=60))
        yield opened
        assert opened.phones.faults() == []
        assert unsound(opened) == []


def is_talking(hotdoc: World, number: str = ELM_ROAD_MOBILE) -> None:
    """Somebody has rung and Amara talks to them."""
    gp = hotdoc.person(number).rings(LINE).hears("press 1").presses("1")
    hotdoc.phones.advance(15)
    assert gp.is_talking()


def test_a_caller_waits_hears_their_place_and_is_put_through_when_she_is_free(alone: World) -> None:
    is_talking(alone)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears(f"{queue_words.QUEUE} You are first in the queue. {queue_words.RUNG_BACK}", within=3)
    alone.phones.advance(65)
    assert gp.is_talking()
    gp.hears("Your reference is").is_cut_off()
    alone.settle()
    for query in alone.queries():
        ends_as(query, "talk")
    assert len(alone.phones.legs(AMARA)) == 2


@on_sqlite
def test_who_waits_longer_is_put_through_first(alone: World) -> None:
    is_talking(alone)
    second = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    second.hears("You are first in the queue")
    third = alone.person(STRANGER_MOBILE).rings(LINE).hears("press 1").presses("1")
    third.hears("You are second in the queue")
    alone.phones.advance(62)
    assert second.is_talking()
    third.hears("You are first in the queue", within=12)
    assert not third.is_talking()
    second.hangs_up()
    third.waits(25)
    assert third.is_talking()
    third.hangs_up()
    alone.settle()
    for query in alone.queries():
        ends_as(query, "talk")


@on_sqlite
@pytest.mark.hazard("H01")
def test_a_patient_who_is_waiting_goes_before_whoever_said_nothing(alone: World) -> None:
    is_talking(alone)
    silent = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("0")
    silent.hears("You are first in the queue")
    urgent = alone.person(STRANGER_MOBILE).rings(LINE).hears("press 1").presses("1")
    urgent.hears("You are first in the queue")
    silent.hears("You are second in the queue", within=12)
    urgent.waits(62)
    assert urgent.is_talking()
    assert not silent.is_talking()
    urgent.hangs_up()
    silent.waits(25)
    assert silent.is_talking()
    silent.hangs_up()
    alone.settle()


@pytest.mark.hazard("H10")
def test_two_who_wait_never_ring_one_phone(alone: World) -> None:
    """Amara is free while both are told where they are, within the same second."""
    is_talking(alone)
    both = [
        alone.person(number).rings(LINE).waits(1).presses("1")
        for number in (OAK_LANE_MOBILE, STRANGER_MOBILE)
    ]
    alone.phones.behaves(AMARA, accepts(after=12, talks_for=30))
    alone.phones.advance(150)
    assert all(each.hears("Your reference is") for each in both)
    alone.settle()
    assert [leg["status"] for leg in alone.phones.legs(AMARA)] == ["completed"] * 3
    for query in alone.queries():
        ends_as(query, "talk")
        assert offers(query) == [("amara", "accepted")]


@on_sqlite
def test_one_key_keeps_the_place_of_who_cannot_hold(alone: World) -> None:
    is_talking(alone)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears("keep your place, press 1").presses("1")
    gp.hears("We will ring you back as soon as somebody is free, and by 10 3").is_cut_off()
    alone.service.deliver()
    assert "10:3" in gp.reads("ring you back")["body"]
    waited = next(each for each in alone.queries() if each["state"] == "waiting")
    assert waited["promises"][0]["state"] == "open"
    assert tasks(waited) == [("ring_back", None)]


@on_sqlite
@pytest.mark.hazard("H01")
def test_who_waits_too_long_is_promised_a_time(alone: World) -> None:
    alone.phones.behaves(AMARA, accepts(talks_for=600))
    is_talking(alone)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears("You are first in the queue").waits(110)
    gp.hears("We will ring you back by 10 3", within=25).is_cut_off()
    alone.settle()
    ends_as(waiting(alone), "queue")
    assert len(alone.phones.legs(AMARA)) == 1


def waiting(hotdoc: World) -> Query:
    """The query of who could not be put through."""
    (found,) = [each for each in hotdoc.queries() if each["state"] == "waiting"]
    return found


@on_sqlite
def test_without_a_number_the_last_resort_is_a_message(alone: World) -> None:
    alone.phones.behaves(AMARA, accepts(talks_for=600))
    is_talking(alone)
    gp = alone.person(STRANGER).rings(LINE, withheld=True).hears("press 1").presses("1")
    gp.hears("Your number is withheld").hears("You are first in the queue. Please hold")
    gp.never_heard("rung back and keep your place").waits(110)
    gp.hears("Nobody could take your call", within=25).hears("[beep]").waits(1)
    gp.says("This is Elm Road, please ring us").waits(8).hears("Your reference is").is_cut_off()
    alone.settle()
    ends_as(waiting(alone), "nameless message")


@pytest.mark.hazard("H01")
@pytest.mark.parametrize("after", [0.5, 7, 11])
def test_who_hangs_up_in_the_queue_is_owed_a_call(alone: World, after: float) -> None:
    is_talking(alone)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears("first in the queue").waits(after).hangs_up()
    alone.settle()
    ends_as(waiting(alone), "gone")


@on_sqlite
@pytest.mark.hazard("H16")
@pytest.mark.parametrize("switch", ["no-action-after-hangup", "delay-callbacks"])
def test_an_end_of_which_the_carrier_tells_only_half_is_an_end(alone: World, switch: str) -> None:
    is_talking(alone)
    alone.phones.chaos(switch)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears("first in the queue").waits(5).hangs_up()
    alone.phones.advance(90)
    alone.settle()
    ends_as(waiting(alone), "gone")


@on_sqlite
@pytest.mark.hazard("H03")
def test_who_goes_off_duty_meanwhile_is_not_waited_for(alone: World) -> None:
    alone.phones.behaves(AMARA, accepts(talks_for=600))
    is_talking(alone)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears("first in the queue")
    alone.set_up(BEN_TAKES_OVER, reason="Amara was called away")
    alone.phones.behaves(BEN, accepts(talks_for=20))
    gp.hears("Your reference is", within=110)
    alone.settle()
    assert len(alone.phones.legs(AMARA)) == 1
    assert len(alone.phones.legs(BEN)) == 1


BEN_TAKES_OVER = """
version = 1
[[covers]]
key = "from-soon"
line = "hotdoc"
from = 2026-11-23T10:01:00
to = 2026-11-23T19:00:00
tier = "1"
who = ["ben"]
"""


@on_sqlite
@pytest.mark.hazard("H16")
@pytest.mark.parametrize(
    "switch", ["duplicate-callbacks", "reorder-callbacks", "drop-callbacks", "retry-same-token"]
)
def test_the_queue_stands_what_a_carrier_does(alone: World, switch: str) -> None:
    alone.phones.chaos(switch)
    is_talking(alone)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears("first in the queue").waits(75)
    assert gp.is_talking()
    gp.hangs_up()
    alone.settle()


@on_sqlite
def test_claimed_on_a_page_while_they_wait_they_hear_who_rings_back(alone: World) -> None:
    alone.phones.behaves(AMARA, accepts(talks_for=600))
    is_talking(alone)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears("first in the queue")
    alone.records.claim(alone.responder("ben"), waiting(alone)["reference"])
    gp.hears("Ben Example has your query and will ring you back", within=15).is_cut_off()
    alone.settle()
    (claimed,) = [each for each in alone.queries() if each["owner"] == "ben"]
    ends_as(claimed, "claimed")


@on_sqlite
def test_the_wait_is_told_from_the_talks_of_today_and_not_made_up(alone: World) -> None:
    for number in (ELM_ROAD_MOBILE, OAK_LANE_MOBILE, STRANGER_MOBILE):
        gp = alone.person(number).rings(LINE).hears("press 1").presses("1")
        gp.hears("Your reference is", within=120).never_heard("The wait is about").is_cut_off()
        alone.settle()
    is_talking(alone)
    gp = alone.person(OAK_LANE_MOBILE).rings(LINE).hears("press 1").presses("1")
    gp.hears("You are first in the queue. The wait is about one minute.").hangs_up()
    alone.settle()
