"""Writing a number's addresses, the static fallback, and what `check` says is missing."""

from typing import Any

import pytest

from advice_line.errors import Misconfigured
from advice_line.ports.checks import Check
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.client import SandboxHttpClient
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.story import Person
from integrations.sandbox.twiml import read, spoken
from integrations.twilio.addresses import OVERRIDES
from integrations.twilio.check import check
from integrations.twilio.client import client
from integrations.twilio.fallback import fallback_document
from integrations.twilio.numbers import configure
from tests.twilio.desk import RecordingDesk
from tests.twilio.posting import ACCOUNT, API, GP, LINE, PUBLIC, TOKEN

BIN = "https://handler.twilio.com/twiml/EH0123"
SWITCHBOARD = "+441632960999"
OTHER = "+441632960997"


def configured(http: SandboxHttpClient, number: str = LINE, fallback: str | None = None) -> str:
    asked = client(account_sid=ACCOUNT, auth_token=TOKEN, api_url=API, http=http)
    return configure(asked, number=number, public_url=PUBLIC, fallback_url=fallback)


def checked(
    http: SandboxHttpClient | None,
    *numbers: str,
    token: str = TOKEN,
    public_url: str = PUBLIC,
    api_url: str = API,
    **beside: Any,
) -> list[Check]:
    return check(
        account_sid=ACCOUNT,
        auth_token=token,
        public_url=public_url,
        api_url=api_url,
        numbers=numbers,
        http=http,
        **beside,
    )


def missing(found: list[Check]) -> list[str]:
    return [each.sentence for each in found if not each.ok]


def test_a_number_is_given_our_addresses(carrier: Carrier, http: SandboxHttpClient) -> None:
    said = configured(http, fallback=BIN)
    number = carrier.network.numbers[LINE]
    assert number.voice_url == f"{PUBLIC}/twilio/voice/incoming{OVERRIDES}"
    assert number.status_callback == f"{PUBLIC}/twilio/voice/over{OVERRIDES}"
    assert number.sms_url == f"{PUBLIC}/twilio/sms/incoming{OVERRIDES}"
    assert number.voice_fallback_url == BIN
    assert said == f"{LINE} now sends its calls and texts to {PUBLIC}."
    assert carrier.faults == []


def test_a_fallback_that_stands_is_kept(carrier: Carrier, http: SandboxHttpClient) -> None:
    carrier.own(LINE, voice_fallback_url=BIN)
    said = configured(http)
    assert carrier.network.numbers[LINE].voice_fallback_url == BIN
    assert said.endswith("Its fallback address was left as it was.")


def test_a_number_of_somebody_else_is_not_touched(http: SandboxHttpClient) -> None:
    with pytest.raises(Misconfigured, match=r"does not own \+441632960001"):
        configured(http, "+441632960001")


def test_all_is_well(carrier: Carrier, http: SandboxHttpClient) -> None:
    configured(http, fallback=BIN)
    found = checked(http, LINE)
    assert missing(found) == []
    assert len(found) == 5
    assert any("2 calls at once" in each.sentence for each in found)
    assert carrier.faults == []


def test_a_fresh_number_needs_its_addresses_and_a_fallback(http: SandboxHttpClient) -> None:
    addresses, fallback = missing(checked(http, LINE))
    assert "does not send its calls, ends of calls, texts to us" in addresses
    assert "advice-line twilio configure" in addresses
    assert "has no fallback" in fallback


@pytest.mark.hazard("H13")
@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (fallback_document(switchboard=SWITCHBOARD, show=LINE), None),
        (fallback_document(switchboard=OTHER, show=LINE), "says something else than the settings"),
        (None, "cannot be fetched"),
    ],
)
def test_the_fallback_is_read_where_it_lies(
    carrier: Carrier, http: SandboxHttpClient, kept: str | None, said: str | None
) -> None:
    configured(http, fallback=BIN)
    if kept is not None:
        carrier.bin(BIN, kept)
    wrong = missing(checked(http, LINE, switchboards={LINE: SWITCHBOARD}))
    assert [said in each for each in wrong if said] == ([True] if said else [])
    assert len(wrong) == (1 if said else 0)


def test_the_number_of_a_test_call_must_be_ours_and_point_here(http: SandboxHttpClient) -> None:
    configured(http, fallback=BIN)
    (not_ours,) = missing(checked(http, LINE, tests=[OTHER]))
    assert f"does not own the test number {OTHER}" in not_ours


@pytest.mark.hazard("H13")
def test_a_fallback_on_this_server_is_none(http: SandboxHttpClient) -> None:
    configured(http, fallback=f"{PUBLIC}/fallback.xml")
    (said,) = missing(checked(http, LINE))
    assert said == f"The fallback of {LINE} lives on this server and would be down with it."


def test_each_line_is_looked_at(http: SandboxHttpClient) -> None:
    configured(http, fallback=BIN)
    (said,) = missing(checked(http, LINE, "+441632960001"))
    assert said.startswith("The account does not own +441632960001.")
    assert missing(checked(http)) == ["No line has a number yet. Run: advice-line setup FILE.toml"]


def test_a_wrong_token_says_that_each_region_has_its_own(http: SandboxHttpClient) -> None:
    (said,) = missing(checked(http, LINE, token="of-another-region"))
    assert "TWILIO_AUTH_TOKEN" in said
    assert "of-another-region" not in said


def test_a_carrier_out_of_reach_says_where_it_was_looked_for() -> None:
    (said,) = missing(checked(None, LINE, api_url="http://127.0.0.1:1"))
    assert said.startswith("http://127.0.0.1:1 cannot be reached (no-connection).")


@pytest.mark.parametrize(
    ("public_url", "fine"),
    [
        ("https://advice.example.org", True),
        ("http://localhost:8000", True),
        ("http://advice.example.org", False),
    ],
)
def test_the_carrier_must_be_able_to_reach_us(
    http: SandboxHttpClient, public_url: str, fine: bool
) -> None:
    (said,) = [one for one in checked(http, public_url=public_url) if public_url in one.sentence]
    assert said.ok == fine


@pytest.mark.hazard("H13")
def test_the_static_document_dials_the_switchboard_and_says_so() -> None:
    document = fallback_document(switchboard=SWITCHBOARD, show=LINE)
    first, dial, after, last = read(document.encode(), "text/xml", BIN).verbs()
    assert spoken(first).startswith("If life is at immediate risk hang up and call 999.")
    assert "hospital switchboard" in spoken(first)
    assert (dial.text, dial.get("callerId")) == (SWITCHBOARD, LINE)
    assert "0 1 6 3 2 9 6 0 9 9 9" in spoken(after)
    assert "999" in spoken(last)


@pytest.mark.hazard("H13")
def test_while_our_server_fails_a_caller_reaches_the_switchboard(
    carrier: Carrier, http: SandboxHttpClient, desk: RecordingDesk
) -> None:
    carrier.bin(BIN, fallback_document(switchboard=SWITCHBOARD, show=LINE))
    configured(http, fallback=BIN)
    desk.failing = [RuntimeError("down")] * 3
    control = InProcessControl(carrier)
    Person(control, GP).rings(LINE).hears("hospital switchboard")
    Person(control, SWITCHBOARD).is_rung().answers()
    control.advance(2)
    assert Person(control, GP).is_talking()
    incoming = [hook.status for hook in carrier.webhooks if hook.kind == "voice"]
    assert incoming == [500, 500, 500]
