"""Only numbers that somebody vouched for are dialled, in countries that the site allows; whatever
is not is told to those who can mend it (part 10, Cost and abuse)."""

from collections.abc import Iterator

import pytest

from advice_line.tables.directory import Responder
from integrations.sandbox.phones import accepts
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import offers
from tests.stories.soundness import unsound
from tests.stories.world import BEN, CHIDI, ELM_ROAD_MOBILE, LINE, World, world

pytestmark = [pytest.mark.hazard("H15"), on_sqlite]
IRISH, PREMIUM = "+353871234567", "+449098790001"


@pytest.fixture
def hotdoc(database_url: str) -> Iterator[World]:
    with world(database_url) as house:
        yield house
        assert house.phones.faults() == []
        assert unsound(house) == []


def mobile_is(hotdoc: World, key: str, number: str) -> None:
    """Whoever can write to the database can write this."""
    with hotdoc.ledger.work("test") as work:
        work.change(Responder, Responder.key == key, mobile=number)


@pytest.mark.parametrize("number", [IRISH, PREMIUM])
def test_a_number_far_away_or_dear_is_passed_over_and_the_next_is_rung(
    hotdoc: World, number: str
) -> None:
    mobile_is(hotdoc, "amara", number)
    hotdoc.phones.behaves(BEN, accepts(talks_for=30))
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("Your reference is", within=90).is_cut_off()
    hotdoc.settle()
    assert offers(hotdoc.query()) == [("amara", "failed"), ("ben", "accepted")]
    dialled = {leg["to_number"] for leg in hotdoc.phones.legs()}
    assert number not in dialled
    assert any("a number was not dialled" in words for words in hotdoc.texts(CHIDI))


def test_it_is_told_once_a_day_however_often_it_is_tried(hotdoc: World) -> None:
    mobile_is(hotdoc, "amara", PREMIUM)
    for _ in range(3):
        hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).waits(30).hangs_up()
        hotdoc.settle()
    assert sum("not dialled" in words for words in hotdoc.texts(CHIDI)) == 1


def test_a_site_that_allows_the_country_rings_it(database_url: str) -> None:
    with world(database_url, dial_countries="+44,+353") as house:
        mobile_is(house, "amara", IRISH)
        house.phones.behaves(IRISH, accepts(talks_for=30))
        gp = house.person(ELM_ROAD_MOBILE).rings(LINE)
        gp.hears("Your reference is", within=90).is_cut_off()
        house.settle()
        assert offers(house.query()) == [("amara", "accepted")]


def test_a_ring_back_to_such_a_number_is_not_placed(hotdoc: World) -> None:
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).waits(2).hangs_up()
    hotdoc.settle()
    hotdoc.claims("amara")
    mobile_is(hotdoc, "amara", IRISH)
    amara, reference = hotdoc.responder("amara"), hotdoc.query()["reference"]
    hotdoc.records.ring_back(amara, reference, "token")
    hotdoc.settle()
    assert not any(leg["to_number"] == IRISH for leg in hotdoc.phones.legs())
    (call,) = [each for each in hotdoc.query()["outgoing"] if each["channel"] == "call"]
    assert call["state"] == "dead"
