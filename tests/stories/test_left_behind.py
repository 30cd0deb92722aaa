"""Whoever is left on hold is looked after like any caller: somebody takes them over from a page,
says when they ring back, or is asked for nothing that they cannot give (part 6, In the call)."""

import pytest

from advice_line.desk.in_call.during import DuringCalls
from advice_line.desk.interruptions.quiet_windows import QuietWindows
from advice_line.ports.script import Step
from advice_line.tables.columns import opaque
from integrations.sandbox.phones import accepts, rings_out
from integrations.twilio.live_calls import TwilioLiveCalls
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, talking
from tests.stories.outcomes import ends_as
from tests.stories.queue_calls import EVERYBODY
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, STRANGER
from tests.stories.soundness import unsound
from tests.stories.world import HOTDOC, World

pytestmark = [on_sqlite, pytest.mark.hazard("H09", "H10")]

LEFT = "Your call was left on hold"
WITH_QUEUE = HOTDOC.read_text(encoding="utf-8").replace("queue_seconds = 0", "queue_seconds = 60")


def left(hotdoc: World, caller: str = ELM_ROAD_MOBILE, *, withheld: bool = False) -> Talk:
    """Amara has put down the telephone on a caller on hold; whoever is rung next lets it ring."""
    hotdoc.phones.behaves(AMARA, accepts(), rings_out())
    gp = hotdoc.person(caller).rings(LINE, withheld=withheld)
    talk = Talk(hotdoc, gp, hotdoc.person(AMARA).is_rung())
    hotdoc.phones.advance(10)
    assert gp.is_talking()
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears(LEFT)
    return talk


def ended(talk: Talk) -> dict[str, object]:
    talk.world.settle()
    return talk.world.query()


def test_somebody_takes_it_on_their_page_and_rings_back(hotdoc: World) -> None:
    talk = left(hotdoc)
    hotdoc.claims("ben")
    talk.gp.hears("Ben Example has your query and will ring you back", within=120).is_cut_off()
    ends_as(ended(talk), "claimed")


def test_somebody_takes_it_on_their_page_and_the_caller_hangs_up(hotdoc: World) -> None:
    talk = left(hotdoc)
    hotdoc.claims("ben")
    talk.gp.hangs_up()
    ends_as(ended(talk), "claimed, gone")


def test_the_next_says_when_they_ring_back(hotdoc: World) -> None:
    hotdoc.phones.behaves(BEN, accepts(key="3"))
    talk = left(hotdoc)
    talk.gp.hears("Ben Example", within=60).is_cut_off()
    ends_as(ended(talk), "rings back")


def test_the_next_says_when_they_ring_back_and_the_caller_is_gone(hotdoc: World) -> None:
    talk = left(hotdoc)
    ben = hotdoc.person(BEN).is_rung().answers().waits(4)
    ben.presses("3")
    talk.gp.hangs_up()
    ends_as(ended(talk), "rings back, gone")


def test_a_withheld_number_is_asked_for_a_message(hotdoc: World) -> None:
    talk = left(hotdoc, STRANGER, withheld=True)
    talk.gp.hears("we have no number to ring you back on", within=120).hears("[beep]").waits(1)
    talk.gp.says("This is Elm Road, please ring us").waits(8).hears("Your message is kept")
    talk.gp.is_cut_off()
    ends_as(ended(talk), "nameless message")


def test_a_withheld_number_that_hangs_up_is_traced(hotdoc: World) -> None:
    talk = left(hotdoc, STRANGER, withheld=True)
    talk.gp.hangs_up()
    ends_as(ended(talk), "nameless")


@pytest.fixture
def queued(hotdoc: World) -> Talk:
    """Amara talks, nobody else may be rung just now, and the carrier tells of no phone."""
    hotdoc.set_up(WITH_QUEUE)
    hotdoc.phones.chaos("drop-callbacks")
    talk = talking(hotdoc)
    for key in EVERYBODY:
        QuietWindows(hotdoc.ledger).begin(hotdoc.responder(key), 3, key)
    return talk


def stays_queued(talk: Talk) -> None:
    """Rather than being fetched back to a talk with nobody."""
    talk.gp.hears(LEFT).hears("first in the queue")
    talk.world.settle(3)
    assert unsound(talk.world) == []
    talk.gp.hears("ring you back by", within=600).is_cut_off()
    ends_as(ended(talk), "left behind")


@pytest.mark.hazard("H01")
def test_who_waits_in_the_queue_by_then_stays_there_when_a_second_room_comes_to_nothing(
    hotdoc: World, queued: Talk
) -> None:
    """The responder's phone was down, and the first room came to nothing. What their page asked
    then opened a second, which nobody closed as the caller was left behind."""
    page, amara = DuringCalls(hotdoc.ledger), hotdoc.responder("amara")
    reference = hotdoc.query()["reference"]
    page.hold(amara, reference, opaque())
    queued.amara.hangs_up()
    hotdoc.service.deliver()
    page.ask(amara, reference, "ben", opaque(), takes_over=False)
    hotdoc.carrier.chaos.clear()
    stays_queued(queued)


@pytest.mark.hazard("H01")
def test_who_waits_in_the_queue_by_then_stays_there_when_the_carrier_refuses_late(
    hotdoc: World, queued: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = TwilioLiveCalls.send_on

    def late(carrier: TwilioLiveCalls, call: str, then: Step) -> None:
        hotdoc.phones.advance(8)
        asked(carrier, call, then)

    monkeypatch.setattr(TwilioLiveCalls, "send_on", late)
    DuringCalls(hotdoc.ledger).hold(
        hotdoc.responder("amara"), hotdoc.query()["reference"], opaque()
    )
    queued.amara.hangs_up()
    hotdoc.carrier.chaos.clear()
    hotdoc.service.deliver()
    stays_queued(queued)
