"""What the carrier charges in a day is watched where the site has said how much it may be (part 10,
Cost and abuse)."""

from decimal import Decimal

from tests.stories.conftest import on_sqlite
from tests.stories.world import CHIDI, ELM_ROAD_MOBILE, LINE, World, world

pytestmark = on_sqlite


def rings(hotdoc: World, times: int) -> None:
    for _ in range(times):
        hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).waits(2).hangs_up()
        hotdoc.settle()


def told(hotdoc: World) -> list[str]:
    return [words for words in hotdoc.texts(CHIDI) if "charged" in words]


def test_more_than_the_limit_is_told_once_a_day(database_url: str) -> None:
    with world(database_url, daily_spend_limit=Decimal("0.10")) as house:
        rings(house, 1)
        assert told(house) == []
        rings(house, 6)
        (words,) = told(house)
        assert "USD today, over the limit of 0.10" in words
        rings(house, 2)
        assert len(told(house)) == 1
        house.wait(86_400)
        rings(house, 7)
        assert len(told(house)) == 2
        assert house.phones.faults() == []


def test_without_a_limit_nobody_asks(database_url: str) -> None:
    with world(database_url) as house:
        rings(house, 3)
        assert not any("Usage" in each.path for each in house.carrier.rest_log)
