"""An account that may have two calls at once, as one without an approved business profile: whoever
cannot be put through is promised a call back, and people are told (part 10, Cost and abuse)."""

from collections.abc import Iterator

import pytest

from integrations.sandbox.phones import accepts
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import offers
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, CHIDI, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE, World, world

pytestmark = on_sqlite


@pytest.fixture
def hotdoc(database_url: str) -> Iterator[World]:
    with world(database_url) as house:
        house.carrier.network.most_legs = 2
        yield house
        assert house.phones.faults() == []
        assert unsound(house) == []


def test_while_two_talk_the_next_caller_is_promised_a_time(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, accepts())
    first = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.phones.advance(40)
    assert first.is_talking()
    second = hotdoc.person(OAK_LANE_MOBILE).rings(LINE)
    second.hears("ring you back by", within=60).is_cut_off()
    first.hangs_up()
    hotdoc.settle()
    talked, promised = hotdoc.queries()
    assert offers(talked) == [("amara", "accepted")]
    assert {state for _, state in offers(promised)} == {"failed"}
    assert [each["state"] for each in promised["promises"]] == ["open"]


def test_a_ring_back_that_the_carrier_has_no_room_for_is_told_and_tried_again(
    hotdoc: World,
) -> None:
    hotdoc.person(OAK_LANE_MOBILE).rings(LINE).waits(2).hangs_up()
    hotdoc.settle()
    hotdoc.claims("amara")
    reference = hotdoc.query()["reference"]
    hotdoc.carrier.network.most_legs = 0
    hotdoc.records.ring_back(hotdoc.responder("amara"), reference, "token")
    hotdoc.settle()
    hotdoc.settle()
    assert any("as many are going on" in words for words in hotdoc.texts(CHIDI))
    hotdoc.carrier.network.most_legs = None
    for _ in range(6):
        hotdoc.wait(20)
    placed = [leg for leg in hotdoc.phones.legs() if leg["direction"] == "outbound-api"]
    assert AMARA in {leg["to_number"] for leg in placed}
