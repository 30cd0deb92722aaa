"""Signatures are the vendor's: pinned to the vector its own libraries publish."""

from collections.abc import Mapping

from twilio.request_validator import (  # type: ignore[import-untyped] # the SDK has no types
    RequestValidator,
)

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.network import Account
from integrations.sandbox.signing import signature, signed_headers
from integrations.sandbox.story import Person
from tests.sandbox.conftest import GP, LINE, NINE, PUBLIC, Form, TinyApp

# twilio-python, tests/unit/test_request_validator.py
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
VECTOR: Form = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
    ("Caller", "+14158675309"),
]


def test_the_published_vector() -> None:
    assert signature("12345", URL, VECTOR, "HMAC_SHA1") == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_the_published_vector_with_a_repeated_field() -> None:
    form = [("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234")]
    assert signature("12345", URL, form, "HMAC_SHA1") == "IK+Dwps556ElfBT0I3Rgjkr1wJU="


def test_the_newer_algorithm_is_named_in_a_header_and_validates() -> None:
    headers = signed_headers("12345", URL, VECTOR, "HMAC_SHA256")
    assert headers["X-Twilio-Webhooks-Signature-Settings"].endswith("algorithm=HMAC_SHA256")
    validator = RequestValidator("12345")
    assert validator.validate(URL, dict(VECTOR), headers["X-Twilio-Signature"], "HMAC_SHA256")
    assert not validator.validate(URL, dict(VECTOR), headers["X-Twilio-Signature"])


def test_webhooks_of_a_shared_key_account_carry_the_settings_header(app: TinyApp) -> None:
    account = Account(algorithm="HMAC_SHA256", secret="a-shared-key")
    carrier = Carrier(NINE, app, account=account)
    app.secret = "a-shared-key"
    app.says("/voice", "<Say>Hello.</Say>")
    carrier.own(LINE, voice_url=f"{PUBLIC}/voice")
    Person(InProcessControl(carrier), GP).rings(LINE).hears("Hello")
    assert "X-Twilio-Webhooks-Signature-Settings" in carrier.webhooks[0].headers


def test_the_fragment_is_neither_sent_nor_signed() -> None:
    seen: list[str] = []

    def post(
        url: str, _form: Form, _headers: Mapping[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        seen.append(url)
        return 200, {"Content-Type": "text/xml"}, b"<Response/>"

    carrier = Carrier(NINE, post)
    carrier.own(LINE, voice_url=f"{PUBLIC}/voice?line=1#rc=2&rp=5xx")
    InProcessControl(carrier).call(GP, LINE)
    assert seen == [f"{PUBLIC}/voice?line=1"]


def test_a_forged_request_is_sent_as_it_is(
    app: TinyApp, carrier: Carrier, control: InProcessControl
) -> None:
    app.says("/voice", "<Say>Hello.</Say>")
    form = [("CallSid", "CA" + "0" * 32), ("AccountSid", carrier.account.sid)]
    assert control.forge(f"{PUBLIC}/voice", form, signed=False) == 403
    assert not control.faults()


def test_a_forged_request_may_be_properly_signed(app: TinyApp, control: InProcessControl) -> None:
    app.says("/voice", "<Say>Hello.</Say>")
    other = [("CallSid", "CA" + "0" * 32), ("AccountSid", "AC" + "0" * 32)]
    assert control.forge(f"{PUBLIC}/voice", other, signed=True) == 200
    assert app.forms("/voice")[0]["AccountSid"] == "AC" + "0" * 32
