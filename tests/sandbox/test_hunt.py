"""A hunted call from the first ring to the last callback, in the vendor's order."""

import pytest

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.phones import (
    Behaviour,
    accepts,
    busy,
    declines,
    off,
    rejects,
    rings_out,
    voicemail,
)
from integrations.sandbox.story import Person
from tests.sandbox.conftest import AMARA, LINE, TinyApp

WHISPER = (
    '<Gather numDigits="1" timeout="8" action="/accept">'
    "<Say>Radiology advice call, press 1 to accept.</Say></Gather><Hangup/>"
)
DIAL = (
    f'<Dial action="/hop" timeout="15" callerId="{LINE}">'
    '<Number url="/whisper" statusCallback="/leg/status"'
    ' statusCallbackEvent="initiated ringing answered completed">'
    f"{AMARA}</Number></Dial>"
)


@pytest.fixture(autouse=True)
def _hunting(app: TinyApp) -> None:
    app.says("/voice", "<Say>If life is at immediate risk hang up and call 999.</Say>", DIAL)
    app.says("/whisper", WHISPER)
    app.pages["/accept"] = lambda form: (
        "<Response/>" if form["Digits"] == "1" else "<Response><Hangup/></Response>"
    )
    app.says("/hop", "<Say>Nobody is free.</Say>")


def test_an_accepted_call_goes_through_the_documented_order(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.behaves(AMARA, accepts(talks_for=60))
    gp.rings(LINE).hears("999").waits(120)

    steps = [(path, form["CallStatus"]) for path, form in app.asked]
    assert steps == [
        ("/voice", "ringing"),
        ("/leg/status", "initiated"),
        ("/leg/status", "ringing"),
        ("/leg/status", "in-progress"),
        ("/whisper", "in-progress"),
        ("/accept", "in-progress"),
        ("/leg/status", "completed"),
        ("/hop", "in-progress"),
        ("/number/status", "completed"),
    ]
    assert [form["SequenceNumber"] for form in app.forms("/leg/status")] == ["0", "1", "2", "3"]
    hop = app.forms("/hop")[0]
    assert (hop["DialCallStatus"], hop["DialBridged"]) == ("completed", "true")
    assert hop["DialCallSid"] == app.forms("/whisper")[0]["CallSid"]
    assert not control.faults()


def test_nobody_answers_within_the_time_plus_five_seconds(
    app: TinyApp, carrier: Carrier, control: InProcessControl, gp: Person
) -> None:
    control.behaves(AMARA, rings_out())
    gp.rings(LINE).hears("Nobody is free")

    statuses = [form["CallStatus"] for form in app.forms("/leg/status")]
    assert statuses == ["initiated", "ringing", "no-answer"]
    hop = app.forms("/hop")[0]
    assert (hop["DialCallStatus"], hop["DialBridged"]) == ("no-answer", "false")
    assert "DialCallDuration" not in hop
    dialled, ended = carrier.exchange.legs.values()
    assert ended.ended is not None
    assert (ended.ended - ended.created).total_seconds() == 20
    assert dialled.live


@pytest.mark.parametrize(("how", "status"), [(busy(), "busy"), (off(), "failed")])
def test_a_phone_that_cannot_ring_is_never_reported_as_ringing(
    app: TinyApp, control: InProcessControl, gp: Person, how: Behaviour, status: str
) -> None:
    control.behaves(AMARA, how)
    gp.rings(LINE).hears("Nobody is free")
    assert [form["CallStatus"] for form in app.forms("/leg/status")] == ["initiated", status]
    assert app.forms("/hop")[0]["DialCallStatus"] == status


def test_the_red_button_ends_the_ringing_as_busy(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.behaves(AMARA, rejects(after=2))
    gp.rings(LINE).hears("Nobody is free")
    statuses = [form["CallStatus"] for form in app.forms("/leg/status")]
    assert statuses == ["initiated", "ringing", "busy"]


def test_a_declined_whisper_was_answered_but_never_bridged(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.behaves(AMARA, declines())
    gp.rings(LINE).hears("Nobody is free")
    hop = app.forms("/hop")[0]
    assert (hop["DialCallStatus"], hop["DialBridged"]) == ("completed", "false")


def test_a_voicemail_that_answers_is_not_heard_by_the_caller(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.behaves(AMARA, voicemail(after=10, says="This is the private phone of Amara."))
    gp.rings(LINE).hears("Nobody is free").never_heard("private phone")
    assert app.forms("/hop")[0]["DialBridged"] == "false"
    assert "/accept" not in app.paths()


def test_without_a_whisper_the_voicemail_wins_and_the_caller_hears_it(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.says("/voice", f"<Dial timeout='15' callerId='{LINE}'>{AMARA}</Dial>")
    control.behaves(AMARA, voicemail(after=10, says="This is the private phone of Amara."))
    gp.rings(LINE).hears("private phone")


def test_the_caller_hangs_up_while_it_rings(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.behaves(AMARA, rings_out())
    gp.rings(LINE).waits(8).hangs_up()
    assert app.paths()[-3:] == ["/leg/status", "/hop", "/number/status"]
    assert app.forms("/leg/status")[-1]["CallStatus"] == "canceled"
    assert app.forms("/hop")[0]["CallStatus"] == "completed"
    assert not control.faults()


def test_the_caller_hangs_up_during_the_whisper(app: TinyApp, gp: Person, amara: Person) -> None:
    gp.rings(LINE)
    amara.is_rung().answers().hears("press 1")
    gp.hangs_up()
    amara.is_cut_off()
    assert app.forms("/leg/status")[-1]["CallStatus"] == "completed"
    assert app.forms("/hop")[0]["DialBridged"] == "false"


def test_either_side_may_end_the_talk(app: TinyApp, gp: Person, amara: Person) -> None:
    gp.rings(LINE)
    amara.is_rung().answers().hears("press 1").presses("1")
    assert gp.is_talking()
    gp.says("A question about a knee.")
    amara.hears("about a knee").waits(30)
    gp.hangs_up()
    amara.is_cut_off(within=0)
    hop = app.forms("/hop")[0]
    assert hop["DialBridged"] == "true"
    assert int(hop["DialCallDuration"]) >= 30
    number = app.forms("/number/status")[0]
    assert (number["CallStatus"], number["SequenceNumber"]) == ("completed", "0")
    assert int(number["CallDuration"]) > int(hop["DialCallDuration"])
    assert number["Duration"] == "1"


def test_a_phone_on_a_call_is_engaged_for_the_next_one(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.behaves(AMARA, accepts())
    gp.rings(LINE).waits(30)
    second = Person(control, "+441632960102")
    second.rings(LINE).hears("Nobody is free")
    assert app.forms("/hop")[0]["DialCallStatus"] == "busy"


def test_of_several_phones_the_first_to_accept_is_joined_and_the_rest_stop(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    ben = "+447700900002"
    numbers = "".join(f'<Number url="/whisper">{one}</Number>' for one in (AMARA, ben))
    app.says("/voice", f'<Dial action="/hop" callerId="{LINE}">{numbers}</Dial>')
    control.behaves(AMARA, accepts(after=6))
    control.behaves(ben, accepts(after=2))
    gp.rings(LINE).waits(15)
    assert [leg["status"] for leg in control.legs(ben)] == ["in-progress"]
    assert [leg["status"] for leg in control.legs(AMARA)] == ["completed"]


def test_every_voice_request_carries_the_documented_fields(
    app: TinyApp, carrier: Carrier, gp: Person
) -> None:
    gp.rings(LINE)
    form = app.forms("/voice")[0]
    assert form["CallSid"].startswith("CA")
    assert len(form["CallSid"]) == 34
    assert form["AccountSid"] == carrier.account.sid
    assert (form["From"], form["To"]) == ("+441632960101", LINE)
    assert (form["Caller"], form["Called"]) == ("+441632960101", LINE)
    assert (form["Direction"], form["ApiVersion"]) == ("inbound", "2010-04-01")
    for end in ("Called", "Caller", "From", "To"):
        for part in ("City", "State", "Zip", "Country"):
            assert form[end + part] == ""


def test_the_dialled_leg_names_its_parent_and_shows_the_line(app: TinyApp, gp: Person) -> None:
    gp.rings(LINE).waits(5)
    status = app.forms("/leg/status")[0]
    assert status["ParentCallSid"] == app.forms("/voice")[0]["CallSid"]
    assert (status["From"], status["To"]) == (LINE, AMARA)
    assert status["Direction"] == "outbound-dial"
    assert status["CallbackSource"] == "call-progress-events"
    assert status["Timestamp"].startswith("Mon, 23 Nov 2026 09:00:")


def test_a_withheld_number_is_anonymous(app: TinyApp, gp: Person) -> None:
    gp.rings(LINE, withheld=True).hears("999")
    assert app.forms("/voice")[0]["From"] == "anonymous"


def test_a_caller_id_that_is_not_ours_is_a_fault(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.says("/voice", f'<Dial callerId="+441632960555">{AMARA}</Dial>')
    gp.rings(LINE)
    assert [fault["kind"] for fault in control.faults()] == ["caller id"]
