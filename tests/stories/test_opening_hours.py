"""Who calls is answered by the clock on the wall: to the second at closing, on the Mondays after
the clocks changed, and never on a bank holiday (H05)."""

from datetime import UTC, datetime

import pytest

from tests.stories.outcomes import is_left_as
from tests.stories.scene import AMARA, ELM_ROAD, LINE
from tests.stories.world import World

pytestmark = pytest.mark.hazard("H05")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param("2026-11-23T08:00:00", id="as it opens"),
        pytest.param("2026-11-23T18:59:59", id="in the last second"),
        pytest.param("2026-03-30T07:00:00", id="eight on the Monday after the clocks went forward"),
        pytest.param("2026-03-30T17:59:59", id="the last second of that Monday"),
        pytest.param("2026-10-26T08:00:00", id="eight on the Monday after the clocks went back"),
        pytest.param("2026-10-26T18:59:59", id="the last second of that Monday too"),
        pytest.param("2026-12-29T08:00:00", id="the day after the bank holidays of Christmas"),
    ],
)
def test_open_a_phone_is_rung(one_house: World, call: str) -> None:
    one_house.begin(at(call))
    gp = one_house.person(ELM_ROAD).rings(LINE)
    one_house.person(AMARA).is_rung(within=10)
    gp.hangs_up()
    one_house.settle()
    is_left_as(one_house, "gone")


@pytest.mark.parametrize(
    ("call", "opens", "due"),
    [
        pytest.param(
            "2026-11-23T19:00:00",
            "tomorrow, Tuesday 24 November, at 8 a m",
            "2026-11-24T08:00:00Z",
            id="as it closes",
        ),
        pytest.param(
            "2026-11-23T07:59:59", "at 8 a m", "2026-11-23T08:00:00Z", id="a second too early"
        ),
        pytest.param(
            "2026-03-29T00:30:00",
            "tomorrow, Monday 30 March, at 8 a m",
            "2026-03-30T07:00:00Z",
            id="in the night the clocks go forward",
        ),
        pytest.param(
            "2026-03-30T06:59:59",
            "at 8 a m",
            "2026-03-30T07:00:00Z",
            id="a second before eight on the Monday after",
        ),
        pytest.param(
            "2026-03-30T18:00:00",
            "tomorrow, Tuesday 31 March, at 8 a m",
            "2026-03-31T07:00:00Z",
            id="seven in the evening of that Monday",
        ),
        pytest.param(
            "2026-10-25T00:30:00",
            "tomorrow, Monday 26 October, at 8 a m",
            "2026-10-26T08:00:00Z",
            id="in the night the clocks go back",
        ),
        pytest.param(
            "2026-10-26T07:59:59",
            "at 8 a m",
            "2026-10-26T08:00:00Z",
            id="a second before eight on the Monday after that",
        ),
        pytest.param(
            "2026-12-24T10:00:00",
            "on Tuesday 29 December, at 8 a m",
            "2026-12-29T08:00:00Z",
            id="on a day on which the site is closed",
        ),
        pytest.param(
            "2026-12-28T10:00:00",
            "tomorrow, Tuesday 29 December, at 8 a m",
            "2026-12-29T08:00:00Z",
            id="on the bank holiday that stands in for Boxing Day",
        ),
    ],
)
def test_closed_the_caller_hears_when_it_opens_and_is_owed_a_call_then(
    one_house: World, call: str, opens: str, due: str
) -> None:
    one_house.begin(at(call))
    gp = one_house.person(ELM_ROAD).rings(LINE).hears(f"It opens {opens}.")
    gp.hears("after the tone").hangs_up()
    one_house.settle()
    is_left_as(one_house, "closed")
    assert one_house.query()["tasks"][0]["due_at"] == due
    assert one_house.phones.legs(AMARA) == []
