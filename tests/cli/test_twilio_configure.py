"""`twilio configure`, against the strict carrier: calls come here, the fallback lives elsewhere."""

import pytest
from pydantic import SecretStr

from advice_line import pointing
from advice_line.errors import Misconfigured
from advice_line.settings import Settings
from integrations.sandbox.client import SandboxHttpClient
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.stories.world import LINE, PUBLIC_URL, world

BIN = "https://handler.example.org/outage"


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
