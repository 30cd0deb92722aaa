"""Chance gives two queries, or their cases, the same reference: both are kept, each with its own
(H01). In a million of cases it does so hundreds of times."""

import secrets
from itertools import count

import pytest

from tests.stories.world import ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE, World

pytestmark = pytest.mark.hazard("H01")
CASE_OF, QUERY_OF = 6, 8  # so many characters have they


@pytest.mark.parametrize("length", [CASE_OF, QUERY_OF])
def test_a_reference_that_chance_gives_twice_loses_no_caller(
    hotdoc: World, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    chance_gives_each_twice(monkeypatch, length)
    for number in (ELM_ROAD_MOBILE, OAK_LANE_MOBILE):
        hotdoc.person(number).rings(LINE).hears("radiology advice").hangs_up()
        hotdoc.settle()
    assert {each.status for each in hotdoc.carrier.network.webhooks} <= {200, 204}
    kept = hotdoc.queries()
    assert len(kept) == len({each["reference"] for each in kept}) == 2
    assert len({each["case"]["reference"] for each in kept}) == 2


def chance_gives_each_twice(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    """Of references so long: 1, 1, 2, 2, 3, 3 and so on."""
    alike, real = (1 + number // 2 for number in count()), secrets.token_bytes

    def drawn(of: int | None = None) -> bytes:
        return bytes([next(alike)] * length) if of == length else real(of)

    monkeypatch.setattr(secrets, "token_bytes", drawn)
