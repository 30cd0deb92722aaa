"""An application that is down, slow or wrong: retries, the fallback, the apology."""

import pytest

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.overrides import BadOverride, read_overrides
from integrations.sandbox.story import Person
from tests.sandbox.conftest import LINE, PUBLIC, RETRIES, TinyApp

OUTAGE = "https://handler.example.org/outage"
SWITCHBOARD = "+441632960999"
STATIC = f"<Response><Say>One moment.</Say><Dial>{SWITCHBOARD}</Dial></Response>"


def test_an_application_that_is_down_is_asked_again_then_excused(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.down = True
    gp.rings(LINE).hears("application error").is_cut_off()
    voice = [hook for hook in control.webhooks() if hook["kind"] == "voice"]
    assert len(voice) == 3
    tokens = {hook["headers"]["I-Twilio-Idempotency-Token"] for hook in voice}
    assert len(tokens) == 1
    assert control.faults()


def test_the_static_document_at_the_carrier_dials_the_switchboard(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.own(LINE, voice_fallback_url=OUTAGE)
    control.bin(OUTAGE, STATIC)
    app.down = True
    switchboard = Person(control, SWITCHBOARD)
    gp.rings(LINE).hears("One moment")
    switchboard.is_rung().answers()
    assert gp.is_talking()
    fallback = next(hook for hook in control.webhooks() if hook["kind"] == "fallback")
    assert fallback["form"][-2:] == [["ErrorCode", "11205"], ["ErrorUrl", f"{PUBLIC}/voice"]]


def test_a_server_error_is_asked_again_where_the_address_says_so(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    answers = iter([(500, ""), (200, "<Response><Say>Back again.</Say></Response>")])
    app.pages["/voice"] = lambda _form: next(answers)
    gp.rings(LINE).hears("Back again")
    assert not control.faults()


def test_without_a_fragment_only_a_lost_connection_is_asked_again(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.own(LINE, voice_url=f"{PUBLIC}/voice")
    app.pages["/voice"] = (500, "")
    gp.rings(LINE).hears("application error")
    assert len(app.forms("/voice")) == 1


def test_a_refused_request_is_never_asked_again(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.pages["/voice"] = (403, "")
    gp.rings(LINE).hears("application error")
    assert len(app.forms("/voice")) == 1
    assert "answered 403" in control.faults()[0]["message"]


def test_a_failing_action_goes_to_the_fallback_too(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.own(LINE, voice_fallback_url=OUTAGE)
    control.bin(OUTAGE, STATIC)
    app.says("/voice", "<Redirect>/gone</Redirect>")
    gp.rings(LINE).hears("One moment")


def test_a_failing_fallback_ends_in_the_apology(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    control.own(LINE, voice_fallback_url=f"{PUBLIC}/fallback")
    app.down = True
    gp.rings(LINE).hears("application error").is_cut_off()


def test_a_refused_status_callback_is_a_fault(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.says("/voice", "<Say>Hello.</Say>")
    app.pages["/number/status"] = (500, "")
    gp.rings(LINE).is_cut_off()
    assert "answered 500" in control.faults()[0]["message"]


def test_the_whole_fragment_is_understood() -> None:
    read = read_overrides(f"{PUBLIC}/voice?line=1{RETRIES}")
    assert read.url == f"{PUBLIC}/voice?line=1"
    assert (read.retries, read.connect_timeout, read.read_timeout) == (2, 2.0, 4.0)
    assert read.repeats_after("5xx")
    assert not read.repeats_after("4xx")


@pytest.mark.parametrize("fragment", ["rc=9", "rc=many", "rp=6xx", "retries=2", "rt=99999"])
def test_a_fragment_the_vendor_does_not_know_is_named(
    app: TinyApp, control: InProcessControl, gp: Person, fragment: str
) -> None:
    with pytest.raises(BadOverride, match="fragment"):
        read_overrides(f"{PUBLIC}/voice#{fragment}")
    app.says("/voice", "<Say>Hello.</Say>")
    control.own(LINE, voice_url=f"{PUBLIC}/voice#{fragment}")
    gp.rings(LINE).hears("application error")
    assert control.faults()[0]["kind"] == "address"


def test_an_exception_of_the_application_is_not_swallowed(app: TinyApp, carrier: Carrier) -> None:
    def page(_form: dict[str, str]) -> str:
        raise RuntimeError("a bug")

    app.pages["/voice"] = page
    control = InProcessControl(carrier)
    with pytest.raises(RuntimeError, match="a bug"):
        control.call("+441632960101", LINE)
    control.advance(1)


def test_a_number_without_an_address_is_a_fault(control: InProcessControl, gp: Person) -> None:
    control.own("+441632960001")
    gp.rings("+441632960001").hears("application error")
    assert "no address of the web" in control.faults()[0]["message"]
