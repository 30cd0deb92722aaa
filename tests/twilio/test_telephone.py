"""What we ask of the carrier, each request checked against the vendor's own description."""

import io
import wave
from collections.abc import Iterator
from datetime import timedelta

import pytest

from advice_line.errors import DeliveryDelayed, DeliveryFailed, DeliveryRefused
from advice_line.ports.calls import LegState, Placed, Telephone
from advice_line.ports.script import Connect, Step, StepName
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.phones import declines, rings_out
from integrations.sandbox.records import Recording
from integrations.twilio.addresses import OVERRIDES
from integrations.twilio.telephone import TwilioTelephone
from tests.twilio.conftest import NINE
from tests.twilio.desk import RecordingDesk
from tests.twilio.posting import AMARA, GP, LINE, PUBLIC

BEN = "+447700900002"
HUNTING = Connect(
    number=AMARA,
    ring_seconds=15,
    show_number=LINE,
    whisper=Step(name=StepName.WHISPER, ref="o1"),
    watch=Step(name=StepName.LEG, ref="o1"),
    then=Step(name=StepName.HOP_ENDED, ref="o1"),
)
WORDS = "Radiology advice: your reference is K7Q2-M9FX."


@pytest.fixture(autouse=True)
def _the_carrier_found_nothing_wrong(carrier: Carrier) -> Iterator[None]:
    """The carrier notes every request that its description does not know."""
    yield
    assert carrier.faults == []


def text(telephone: Telephone, to: str = AMARA, words: str = WORDS, outgoing: str = "x1") -> str:
    return telephone.send_sms(sender=LINE, to=to, words=words, outgoing=outgoing)


def ring_back(telephone: Telephone, to: str = AMARA, attempt: str = "a1") -> str:
    return telephone.place_call(show=LINE, to=to, ring_seconds=25, attempt=attempt)


def test_a_ring_for_a_question_asks_another_door(
    telephone: TwilioTelephone, carrier: Carrier, desk: RecordingDesk
) -> None:
    sid = telephone.place_call(
        show=LINE, to=AMARA, ring_seconds=15, attempt="a2", what=Placed.QUESTION
    )
    InProcessControl(carrier).behaves(AMARA, declines())
    carrier.advance(30)
    (answered,) = desk.heard("question_answered")
    (over,) = desk.heard("question_over")
    assert (answered.call, answered.attempt) == (sid, "a2")
    assert (over.call, over.attempt, over.state) == (sid, "a2", LegState.COMPLETED)
    assert desk.heard("back_answered") == []


def test_a_text_is_handed_over_and_its_fate_is_told(
    telephone: TwilioTelephone, carrier: Carrier, desk: RecordingDesk
) -> None:
    sid = text(telephone)
    carrier.advance(10)
    told = [(one.external_id, one.outgoing, one.delivered) for one in desk.heard("notice_moved")]
    assert told == [(sid, "x1", False), (sid, "x1", True)]
    (sent,) = carrier.rest_log
    assert dict(sent.form) == {
        "To": AMARA,
        "From": LINE,
        "Body": WORDS,
        "StatusCallback": f"{PUBLIC}/twilio/sms/status/x1{OVERRIDES}",
    }


def test_a_ring_back_asks_the_desk_what_to_say(
    telephone: TwilioTelephone, carrier: Carrier, desk: RecordingDesk
) -> None:
    sid = ring_back(telephone)
    InProcessControl(carrier).behaves(AMARA, declines())
    carrier.advance(30)
    (answered,) = desk.heard("back_answered")
    (over,) = desk.heard("back_over")
    assert (answered.call, answered.attempt) == (sid, "a1")
    assert (over.call, over.attempt, over.state) == (sid, "a1", LegState.COMPLETED)


@pytest.mark.hazard("H06")
def test_a_ring_back_stops_ringing_before_a_voicemail_answers(
    telephone: TwilioTelephone, carrier: Carrier, desk: RecordingDesk
) -> None:
    InProcessControl(carrier).behaves(AMARA, rings_out())
    sid = ring_back(telephone)
    carrier.advance(60)
    ((name, over),) = desk.events
    assert (name, over.state) == ("back_over", LegState.NO_ANSWER)
    leg = carrier.exchange.legs[sid]
    assert leg.started is not None
    assert leg.ended is not None
    assert leg.ended - leg.started <= timedelta(seconds=25)


def test_a_text_whose_answer_was_lost_is_found(
    telephone: TwilioTelephone, carrier: Carrier
) -> None:
    carrier.chaos.set("rest-timeout-after-success")
    began = carrier.clock.now()
    with pytest.raises(DeliveryDelayed) as caught:
        text(telephone)
    assert (caught.value.code, caught.value.maybe_sent) == ("no-answer", True)
    (made,) = carrier.network.messages
    assert telephone.find_sms(sender=LINE, to=AMARA, words=WORDS, since=began) == made


def test_other_texts_are_not_mistaken_for_it(telephone: TwilioTelephone, carrier: Carrier) -> None:
    text(telephone)
    carrier.advance(600)
    began = carrier.clock.now()
    text(telephone, to=BEN)
    text(telephone, words="Another text.")
    assert telephone.find_sms(sender=LINE, to=AMARA, words=WORDS, since=began) is None
    found = telephone.find_sms(sender=LINE, to=AMARA, words=WORDS, since=began - timedelta(hours=1))
    assert found is not None


def test_a_call_whose_answer_was_lost_is_found_even_before_it_rings(
    telephone: TwilioTelephone, carrier: Carrier
) -> None:
    """A call that waits its turn has no start yet, which the carrier's own filter goes by."""
    carrier.chaos.set("rest-timeout-after-success")
    with pytest.raises(DeliveryDelayed) as caught:
        ring_back(telephone)
    assert caught.value.maybe_sent
    (made,) = carrier.exchange.legs
    assert telephone.find_call(show=LINE, to=AMARA, since=NINE) == made
    assert telephone.find_call(show=LINE, to=BEN, since=NINE) is None


def test_a_hunts_leg_to_the_same_phone_is_no_ring_back(
    telephone: TwilioTelephone, configured: InProcessControl, carrier: Carrier, desk: RecordingDesk
) -> None:
    desk.says("arrived", HUNTING)
    configured.call(GP, LINE)
    configured.advance(10)
    assert [leg.to_number for leg in carrier.exchange.legs.values()] == [LINE, AMARA]
    assert telephone.find_call(show=LINE, to=AMARA, since=NINE) is None


def test_an_older_ring_back_is_not_mistaken_for_this_one(
    telephone: TwilioTelephone, carrier: Carrier
) -> None:
    ring_back(telephone)
    carrier.advance(600)
    assert telephone.find_call(show=LINE, to=AMARA, since=carrier.clock.now()) is None


def test_a_call_is_looked_up(telephone: TwilioTelephone, carrier: Carrier) -> None:
    sid = ring_back(telephone)
    waiting = telephone.look_up(sid)
    assert waiting is not None
    assert (waiting.state, waiting.seconds) == (LegState.INITIATED, 0)
    carrier.advance(120)
    seen = telephone.look_up(sid)
    assert seen is not None
    assert (seen.call, seen.state) == (sid, LegState.NO_ANSWER)
    assert seen.started_at == NINE
    assert telephone.look_up("CA" + "0f" * 16) is None


def test_the_leg_that_was_last_dialled_for_a_call_is_looked_up(
    telephone: TwilioTelephone, configured: InProcessControl, desk: RecordingDesk
) -> None:
    desk.says("arrived", HUNTING)
    call = configured.call(GP, LINE)
    configured.advance(10)
    (leg,) = configured.legs(AMARA)
    seen = telephone.look_up_dialled(call)
    assert seen is not None
    assert (seen.call, seen.state) == (leg["sid"], LegState.RINGING)
    assert telephone.look_up_dialled(leg["sid"]) is None
    assert telephone.look_up_dialled("CA" + "0f" * 16) is None


@pytest.mark.parametrize(
    ("switch", "code", "maybe_sent"), [("rest-429", "20429", False), ("rest-5xx", "20503", True)]
)
def test_a_carrier_in_trouble_is_asked_later(
    telephone: TwilioTelephone, carrier: Carrier, switch: str, code: str, maybe_sent: bool
) -> None:
    carrier.chaos.set(switch)
    for send in (text, ring_back):
        with pytest.raises(DeliveryDelayed) as caught:
            send(telephone)
        assert (caught.value.code, caught.value.maybe_sent) == (code, maybe_sent)
    assert text(telephone).startswith("SM")


def test_a_landline_takes_no_texts(telephone: TwilioTelephone) -> None:
    with pytest.raises(DeliveryRefused) as caught:
        text(telephone, to=GP)
    assert caught.value.code == "21614"


def test_a_recording_is_fetched_by_its_id_once_it_is_ready(
    telephone: TwilioTelephone, carrier: Carrier
) -> None:
    saved = Recording("RE" + "03" * 16, "CA" + "01" * 16, NINE, 3, "RecordVerb", "Please ring.")
    carrier.network.recordings[saved.sid] = saved
    with pytest.raises(DeliveryDelayed) as caught:
        telephone.fetch_recording(saved.sid)
    assert caught.value.code == "404"
    saved.status = "completed"
    with wave.open(io.BytesIO(telephone.fetch_recording(saved.sid))) as sound:
        assert sound.getnframes() == 3 * sound.getframerate()


@pytest.mark.parametrize(
    "given", ["", "RE", "../Messages", "RE1/../../x", "https://example.com/RE1"]
)
def test_an_id_that_is_an_address_is_never_asked_for(
    telephone: TwilioTelephone, carrier: Carrier, given: str
) -> None:
    with pytest.raises(DeliveryFailed):
        telephone.fetch_recording(given)
    assert carrier.rest_log == []
