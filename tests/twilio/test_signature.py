"""The vendor's signature, pinned to what the vendor published."""

import json
from hashlib import sha256
from urllib.parse import parse_qsl

import pytest
from starlette.testclient import TestClient

from integrations.sandbox.signing import signature
from integrations.twilio.signature import requested_url, signed_body, signed_form
from tests.twilio.desk import RecordingDesk
from tests.twilio.posting import PUBLIC, TOKEN, Twilio, voice_form

# From the vendor's documentation and the tests of its own libraries.
VECTOR_SECRET = "12345"
VECTOR_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
VECTOR_FORM = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+14158675309"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
]
VECTOR_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
REPEATED = [
    ("Sid", "CA123"),
    ("SidAccount", "AC123"),
    ("Digits", "5678"),
    ("Digits", "1234"),
    ("Digits", "1234"),
]
REPEATED_SIGNATURE = "IK+Dwps556ElfBT0I3Rgjkr1wJU="


def test_the_vendors_published_vector_is_genuine() -> None:
    assert signed_form(VECTOR_SECRET, VECTOR_URL, VECTOR_FORM, VECTOR_SIGNATURE, "")


def test_the_vendors_vector_with_repeated_keys_is_genuine() -> None:
    assert signed_form(VECTOR_SECRET, VECTOR_URL, REPEATED, REPEATED_SIGNATURE, "")


@pytest.mark.parametrize("changed", range(len(VECTOR_FORM)))
def test_a_changed_field_is_not(changed: int) -> None:
    form = list(VECTOR_FORM)
    form[changed] = (form[changed][0], form[changed][1] + "0")
    assert not signed_form(VECTOR_SECRET, VECTOR_URL, form, VECTOR_SIGNATURE, "")


def test_an_added_field_and_a_changed_query_are_not() -> None:
    longer = [*VECTOR_FORM, ("Extra", "1")]
    assert not signed_form(VECTOR_SECRET, VECTOR_URL, longer, VECTOR_SIGNATURE, "")
    elsewhere = VECTOR_URL.replace("bar=2", "bar=3")
    assert not signed_form(VECTOR_SECRET, elsewhere, VECTOR_FORM, VECTOR_SIGNATURE, "")


def test_blank_fields_are_signed_too() -> None:
    body = "CallSid=CA1&FromCity=&FromZip="
    kept = parse_qsl(body, keep_blank_values=True)
    url = f"{PUBLIC}/twilio/voice/incoming"
    given = signature(TOKEN, url, [*kept, ("Z", "1")], "HMAC_SHA1")
    assert signed_form(TOKEN, url, [*kept, ("Z", "1")], given, "")
    assert not signed_form(TOKEN, url, [("CallSid", "CA1"), ("Z", "1")], given, "")


def test_an_address_signed_with_its_port_is_genuine() -> None:
    url = f"{PUBLIC}/twilio/voice/incoming"
    given = signature(TOKEN, f"{PUBLIC}:443/twilio/voice/incoming", VECTOR_FORM, "HMAC_SHA1")
    assert signed_form(TOKEN, url, VECTOR_FORM, given, "")


def test_the_header_names_the_algorithm() -> None:
    settings = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    given = signature(TOKEN, VECTOR_URL, VECTOR_FORM, "HMAC_SHA256")
    assert signed_form(TOKEN, VECTOR_URL, VECTOR_FORM, given, settings)
    assert not signed_form(TOKEN, VECTOR_URL, VECTOR_FORM, given, "")
    unknown = settings.replace("SHA256", "MD5")
    assert not signed_form(TOKEN, VECTOR_URL, VECTOR_FORM, given, unknown)


@pytest.mark.parametrize("given", ["", "x", VECTOR_SIGNATURE[:-1], "ünïcode"])
def test_a_signature_of_another_length_or_alphabet_is_refused(given: str) -> None:
    assert not signed_form(VECTOR_SECRET, VECTOR_URL, VECTOR_FORM, given, "")


def test_a_body_that_is_no_form_needs_its_hash_in_the_address() -> None:
    body = json.dumps({"CallSid": "CA1"}).encode()
    bare = f"{PUBLIC}/twilio/voice/over"
    assert not signed_body(TOKEN, bare, body, signature(TOKEN, bare, [], "HMAC_SHA1"), "")
    hashed = f"{bare}?bodySHA256={sha256(body).hexdigest()}"
    given = signature(TOKEN, hashed, [], "HMAC_SHA1")
    assert signed_body(TOKEN, hashed, body, given, "")
    assert not signed_body(TOKEN, hashed, body + b" ", given, "")


def test_the_address_is_the_configured_one_with_the_bytes_that_came() -> None:
    url = requested_url("https://advice.example.org/", b"/twilio/a%2Fb", b"x=%41&y=")
    assert url == "https://advice.example.org/twilio/a%2Fb?x=%41&y="


def test_forwarded_headers_change_nothing(
    client: TestClient, desk: RecordingDesk, twilio: Twilio
) -> None:
    """Behind a proxy we see another host; what the carrier signed is our public address."""
    client.headers["Host"] = "10.0.0.7:8000"
    client.headers["X-Forwarded-Host"] = "elsewhere.example.com"
    client.headers["X-Forwarded-Proto"] = "http"
    assert twilio.posts("/twilio/voice/incoming", voice_form()).status_code == 200
    assert len(desk.events) == 1


def test_a_shared_key_signs_a_webhook(twilio: Twilio) -> None:
    answer = twilio.posts("/twilio/voice/incoming", voice_form(), algorithm="HMAC_SHA256")
    assert answer.status_code == 200
