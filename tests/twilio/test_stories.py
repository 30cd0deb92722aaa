"""Whole calls through the carrier: its fields, its order and its bad days, seen from the desk."""

from collections.abc import Iterator
from typing import Any

import pytest

from advice_line.errors import Busy
from advice_line.ports.calls import LegState
from advice_line.ports.script import (
    Ask,
    Connect,
    GoTo,
    HangUp,
    Join,
    Record,
    Say,
    Step,
    StepName,
)
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.phones import accepts, declines, rings_out, voicemail
from integrations.sandbox.story import Person
from tests.twilio.desk import RecordingDesk
from tests.twilio.posting import AMARA, GP, LINE


@pytest.fixture(autouse=True)
def _the_carrier_found_nothing_wrong(carrier: Carrier) -> Iterator[None]:
    yield
    assert [fault for fault in carrier.faults if fault.kind != "webhook"] == []


@pytest.fixture
def control(configured: InProcessControl, desk: RecordingDesk) -> InProcessControl:
    """A line whose desk hunts one responder and then says that nobody is free."""
    desk.says("arrived", Say(words="You are through."), _ring("o1"))
    desk.says(
        "whisper",
        Ask(words=("Press 1 to accept.",), seconds=8, then=_step(StepName.WHISPER_KEYED, "o1")),
        HangUp(),
    )
    desk.says("whisper_keyed", Join())
    desk.says("hop_ended", Say(words="Nobody is free."), HangUp())
    return configured


@pytest.fixture
def gp(control: InProcessControl) -> Person:
    return Person(control, GP)


def _step(name: StepName, ref: str = "") -> Step:
    return Step(name=name, ref=ref)


def _ring(offer: str) -> Connect:
    return Connect(
        number=AMARA,
        ring_seconds=15,
        show_number=LINE,
        whisper=_step(StepName.WHISPER, offer),
        watch=_step(StepName.LEG, offer),
        then=_step(StepName.HOP_ENDED, offer),
    )


def names(desk: RecordingDesk) -> list[str]:
    return [name for name, _ in desk.events]


def legs(desk: RecordingDesk) -> list[LegState]:
    return [event.state for event in desk.heard("leg_moved")]


def only(events: list[Any]) -> Any:
    assert len(events) == 1, events
    return events[0]


def test_a_call_that_is_accepted(
    control: InProcessControl, desk: RecordingDesk, gp: Person
) -> None:
    control.behaves(AMARA, accepts(talks_for=60))
    gp.rings(LINE).hears("through").waits(120)
    assert names(desk) == [
        "arrived",
        "leg_moved",
        "leg_moved",
        "leg_moved",
        "whisper",
        "whisper_keyed",
        "leg_moved",
        "hop_ended",
        "over",
    ]
    arrived, keyed = only(desk.heard("arrived")), only(desk.heard("whisper_keyed"))
    assert (arrived.caller, arrived.called) == (GP, LINE)
    assert (keyed.call, keyed.offer, keyed.keys) == (arrived.call, "o1", "1")
    assert {event.leg for event in desk.heard("leg_moved")} == {keyed.leg}
    hop, over = only(desk.heard("hop_ended")), only(desk.heard("over"))
    assert (hop.bridged, hop.caller_gone, hop.offer) == (True, False, "o1")
    assert (over.call, over.state) == (arrived.call, LegState.COMPLETED)
    assert over.seconds >= hop.seconds >= 60


@pytest.mark.hazard("H06")
def test_a_voicemail_is_never_joined_to_the_caller(
    control: InProcessControl, desk: RecordingDesk, gp: Person
) -> None:
    control.behaves(AMARA, voicemail(after=8))
    gp.rings(LINE).hears("Nobody is free", within=40).never_heard("voicemail")
    assert only(desk.heard("hop_ended")).bridged is False
    assert desk.heard("whisper_keyed") == []


@pytest.mark.hazard("H06")
def test_a_phone_that_nobody_answers_is_left_within_its_seconds(
    control: InProcessControl, desk: RecordingDesk, gp: Person
) -> None:
    control.behaves(AMARA, rings_out())
    gp.rings(LINE).hears("Nobody is free", within=20)
    assert legs(desk) == [LegState.INITIATED, LegState.RINGING, LegState.NO_ANSWER]
    assert only(desk.heard("hop_ended")).state is LegState.NO_ANSWER


@pytest.mark.parametrize("reported", ["declined-reported-completed", "declined-reported-no-answer"])
def test_a_declined_call_is_not_bridged_whatever_it_is_called(
    control: InProcessControl, desk: RecordingDesk, gp: Person, carrier: Carrier, reported: str
) -> None:
    carrier.chaos.set(reported)
    desk.says("whisper_keyed", HangUp())
    control.behaves(AMARA, declines())
    gp.rings(LINE).hears("Nobody is free")
    assert only(desk.heard("whisper_keyed")).keys == "2"
    assert only(desk.heard("hop_ended")).bridged is False


def test_a_caller_who_hangs_up_while_it_rings_is_gone(
    control: InProcessControl, desk: RecordingDesk, gp: Person, carrier: Carrier
) -> None:
    carrier.chaos.set("action-after-hangup")
    control.behaves(AMARA, rings_out())
    gp.rings(LINE).waits(8).hangs_up().waits(5)
    assert only(desk.heard("hop_ended")).caller_gone is True
    assert only(desk.heard("over")).state is LegState.COMPLETED


@pytest.mark.hazard("H16")
def test_a_request_whose_answer_was_lost_comes_again_as_the_same_event(
    control: InProcessControl, desk: RecordingDesk, gp: Person, carrier: Carrier
) -> None:
    carrier.chaos.set("retry-same-token")
    carrier.chaos.set("extra-fields")
    control.behaves(AMARA, accepts(talks_for=20))
    gp.rings(LINE).hears("through").waits(60)
    for door in ("arrived", "whisper", "whisper_keyed", "hop_ended"):
        first, second = desk.heard(door)
        assert first == second


@pytest.mark.hazard("H16")
def test_statuses_that_come_twice_have_the_same_key(
    control: InProcessControl, desk: RecordingDesk, gp: Person, carrier: Carrier
) -> None:
    carrier.chaos.set("duplicate-callbacks")
    control.behaves(AMARA, accepts(talks_for=20))
    gp.rings(LINE).hears("through").waits(60)
    keys = [event.key for event in desk.heard("leg_moved") + desk.heard("over")]
    assert len(keys) == 10
    assert len(set(keys)) == 5


def test_a_withheld_number_is_no_number(desk: RecordingDesk, gp: Person) -> None:
    given = _step(StepName.NUMBER_GIVEN, "1")
    desk.says("arrived", Ask(words=("Please key in your number.",), keys=None, then=given))
    gp.rings(LINE, withheld=True).hears("key in").presses("01632960101#").waits(5)
    assert only(desk.heard("arrived")).caller is None
    event, attempt = only(desk.heard("number_given"))
    assert (event.keys, attempt) == ("01632960101", "1")


def test_who_presses_nothing_falls_through(desk: RecordingDesk, gp: Person) -> None:
    greeted = _step(StepName.GREETED)
    desk.says("arrived", Ask(words=("Press 1.",), seconds=3, then=greeted), GoTo(then=greeted))
    desk.says("greeted", Say(words="Goodbye."), HangUp())
    gp.rings(LINE).hears("Goodbye", within=15)
    assert only(desk.heard("greeted")).keys == ""


def test_a_message_is_left_and_told_when_it_can_be_fetched(desk: RecordingDesk, gp: Person) -> None:
    left, ready = _step(StepName.MESSAGE_LEFT), _step(StepName.MESSAGE_READY)
    desk.says("arrived", Record(then=left, ready=ready), HangUp())
    gp.rings(LINE).hears("beep").waits(1).says("Please ring Elm Road Surgery.").hangs_up().waits(9)
    message, media = only(desk.heard("message_left")), only(desk.heard("message_ready"))
    assert message.call == media.call
    assert media.recording.startswith("RE")
    assert media.seconds == message.seconds > 0


def test_a_busy_database_is_heard_and_the_call_goes_on(
    control: InProcessControl, desk: RecordingDesk, gp: Person
) -> None:
    desk.failing = [Busy()]
    control.behaves(AMARA, accepts(talks_for=20))
    gp.rings(LINE).hears("One moment please").hears("through").waits(60)
    assert only(desk.heard("hop_ended")).bridged is True


def test_a_busy_database_in_the_middle_of_accepting_loses_no_key(
    control: InProcessControl, desk: RecordingDesk, gp: Person
) -> None:
    control.behaves(AMARA, accepts(key_after=2, talks_for=20))
    gp.rings(LINE).hears("through")
    while not desk.heard("whisper"):
        gp.waits(0.5)
    desk.failing = [Busy()]
    gp.waits(60)
    keyed = only(desk.heard("whisper_keyed"))
    assert keyed.keys == "1"
    assert only(desk.heard("hop_ended")).bridged is True


def test_a_ring_back_connects_the_responder_with_the_requester(
    configured: InProcessControl, desk: RecordingDesk, telephone: Any
) -> None:
    keyed, ended = _step(StepName.BACK_KEYED, "a1"), _step(StepName.BACK_ENDED, "a1")
    desk.says("back_answered", Ask(words=("Press 1 to connect.",), then=keyed), HangUp())
    desk.says(
        "back_keyed",
        Connect(
            number=GP,
            ring_seconds=40,
            show_number=LINE,
            whisper=None,
            watch=_step(StepName.BACK_LEG, "a1"),
            then=ended,
        ),
    )
    configured.behaves(AMARA, accepts(talks_for=60))
    configured.behaves(GP, accepts(key="", talks_for=30))
    placed = telephone.place_call(show=LINE, to=AMARA, ring_seconds=25, attempt="a1")
    configured.advance(120)
    assert {event.call for _, event in desk.events} == {placed}
    joined = [event.state for event in desk.heard("back_leg")]
    assert LegState.ANSWERED in joined
    assert only(desk.heard("back_keyed")).keys == "1"
    assert only(desk.heard("back_ended")).bridged is True
    assert only(desk.heard("back_over")).state is LegState.COMPLETED
