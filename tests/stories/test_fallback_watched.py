"""What the carrier plays while we cannot answer is looked at before it is needed: made from the
settings, it must say what they say now (part 9, Outage)."""

from collections.abc import Iterator

import pytest

from integrations.twilio.fallback import fallback_document
from tests.stories.conftest import on_sqlite
from tests.stories.world import BEN, CHIDI, HOTDOC, LINE, PUBLIC_URL, SWITCHBOARD, World, world

pytestmark = [pytest.mark.hazard("H13"), on_sqlite]
AN_HOUR = 3660
OTHER = "+441632960997"
STANDS = 'advice_line_alarms{kind="fallback"} '


@pytest.fixture
def hotdoc(database_url: str) -> Iterator[World]:
    """It has been looked at once."""
    with world(database_url) as house:
        house.wait(AN_HOUR)
        house.wait(AN_HOUR)
        yield house


def told(hotdoc: World, number: str = CHIDI) -> list[str]:
    return [words for words in hotdoc.texts(number) if "fallback" in words]


def stands(hotdoc: World) -> bool:
    return f"{STANDS}1" in hotdoc.browser.get("/metrics").text


def test_one_that_dials_the_switchboard_is_good(hotdoc: World) -> None:
    assert any("IncomingPhoneNumbers" in each.path for each in hotdoc.carrier.rest_log)
    assert told(hotdoc) == []
    assert not stands(hotdoc)
    assert hotdoc.browser.get("/readyz").json()["alarms"] == "none"
    assert hotdoc.phones.faults() == []


def test_one_made_before_the_switchboard_moved_is_stale_until_it_is_kept_anew(
    hotdoc: World,
) -> None:
    moved = HOTDOC.read_text(encoding="utf-8").replace(SWITCHBOARD, OTHER)
    hotdoc.set_up(moved, reason="the switchboard has moved")
    hotdoc.wait(AN_HOUR)
    hotdoc.wait(AN_HOUR)
    for number in (CHIDI, BEN):
        (words,) = told(hotdoc, number)
        assert "says something else than the settings" in words
    assert stands(hotdoc)
    assert hotdoc.browser.get("/readyz").json()["alarms"] == "fallback"
    hotdoc.phones.bin(FALLBACK, fallback_document(switchboard=OTHER, show=LINE))
    hotdoc.wait(AN_HOUR)
    assert not stands(hotdoc)


FALLBACK = "https://handler.example.org/outage"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "no fallback is written"),
        ("https://elsewhere.example.org/gone", "cannot be fetched"),
        (f"{PUBLIC_URL}/outage", "lives on this server"),
    ],
)
def test_one_that_cannot_be_relied_on_is_told(hotdoc: World, url: str, said: str) -> None:
    hotdoc.carrier.own(LINE, voice_fallback_url=url)
    hotdoc.wait(AN_HOUR)
    hotdoc.settle()
    (words,) = told(hotdoc)
    assert said in words
