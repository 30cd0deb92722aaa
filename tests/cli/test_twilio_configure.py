"""`twilio configure`, against the strict carrier: calls come here, the fallback lives elsewhere."""

import pytest
from pydantic import SecretStr

from advice_line import pointing
from advice_line.errors import Misconfigured
from advice_line.settings import Settings
from integrations.sandbox.client import SandboxHttpClient
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.stories.world import HOTDOC, LINE, PUBLIC_URL, world

BIN = "https://handler.example.org/outage"
ROBOT = "+441632960998"
_PLAIN = HOTDOC.read_text(encoding="utf-8")
TESTED = _PLAIN.replace(
    f'number = "{LINE}"', f'number = "{LINE}"\ntest_call = {{ number = "{ROBOT}" }}', 1
)
TWO_LINES = (
    _PLAIN
    + """
[[lines]]
key = "other"
name = "Another line"
number = "+441632960002"
email = "other@example.org"
nation = "england"
open = { mon-fri = ["08:00-19:00"] }
switchboard = "+441632960999"
"""
)


def test_the_number_is_pointed_here_and_the_outage_document_dials_the_switchboard(
    database_url: str,
) -> None:
    with world(database_url) as hotdoc:
        (pointed,) = pointing.point_numbers(
            hotdoc.service.settings, BIN, twilio_http=SandboxHttpClient(hotdoc.carrier.rest)
        )
        number = hotdoc.carrier.network.numbers[LINE]
        assert number.voice_url.startswith(f"{PUBLIC_URL}/twilio/voice/incoming#")
        assert number.status_callback.startswith(f"{PUBLIC_URL}/twilio/voice/over")
        assert number.voice_fallback_url == BIN
        assert pointed.line == "hotdoc"
        assert "<Dial" in pointed.fallback
        assert "+441632960999" in pointed.fallback
        assert hotdoc.phones.faults() == []


def test_without_an_account_it_says_which_settings_to_give() -> None:
    settings = Settings(
        _env_file=None,
        secret_key=SecretStr(SECRET_KEY),
        data_keys=SecretStr(DATA_KEYS),
    )
    with pytest.raises(Misconfigured, match="TWILIO_ACCOUNT_SID"):
        pointing.point_numbers(settings, None)


def test_the_number_of_the_test_call_is_pointed_here_too(database_url: str) -> None:
    with world(database_url, setup=TESTED) as hotdoc:
        hotdoc.phones.own(ROBOT)
        (pointed,) = pointing.point_numbers(
            hotdoc.service.settings, None, twilio_http=SandboxHttpClient(hotdoc.carrier.rest)
        )
        assert pointed.tested is not None
        number = hotdoc.carrier.network.numbers[ROBOT]
        assert number.voice_url.startswith(f"{PUBLIC_URL}/twilio/voice/incoming#")


def test_the_outage_document_is_that_of_the_settings_as_they_are(database_url: str) -> None:
    with world(database_url) as hotdoc:
        settings = hotdoc.service.settings
        (found,) = pointing.outage_documents(settings)
        assert (found.line, "+441632960999" in found.document) == ("hotdoc", True)
        with pytest.raises(Misconfigured, match="no line nothing"):
            pointing.outage_documents(settings, "nothing")


def test_several_lines_cannot_share_one_outage_document(database_url: str) -> None:
    with world(database_url, setup=TWO_LINES) as hotdoc:
        client = SandboxHttpClient(hotdoc.carrier.rest)
        with pytest.raises(Misconfigured, match="--line"):
            pointing.point_numbers(hotdoc.service.settings, BIN, twilio_http=client)
        (pointed,) = pointing.point_numbers(
            hotdoc.service.settings, BIN, line_key="hotdoc", twilio_http=client
        )
        assert pointed.line == "hotdoc"
