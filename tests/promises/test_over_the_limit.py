"""Who was promised a call back because many calls had come is rung as everybody is, by the system
and in time; and a line that is flooded with calls does not flood others (parts 5 and 10)."""

from collections.abc import Iterator

import pytest

from integrations.sandbox.phones import accepts, rings_out
from tests.promises.scene import AUTOMATIC, Kept
from tests.stories.outcomes import ends_as
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE

TALK = accepts(key="", talks_for=90)
LIMITED = AUTOMATIC.replace("number = 100, line = 10000", "number = 2, line = 10000", 1)


@pytest.fixture
def calls(line: Kept) -> Iterator[Kept]:
    line.world.set_up(LIMITED)
    line.world.everybody(rings_out())
    gp = line.world.person(ELM_ROAD_MOBILE)
    for _ in range(2):
        gp.rings(LINE).waits(2).hangs_up()
    line.works()
    yield line
    line.world.set_up(AUTOMATIC)


def is_over_the_limit(calls: Kept, times: int = 1) -> None:
    for _ in range(times):
        gp = calls.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("Many calls have come")
        gp.hears("We will ring you back by", within=40).is_cut_off()
    calls.works()


def promises(calls: Kept) -> list[str]:
    return [each["state"] for query in calls.world.queries() for each in query["promises"]]


@pytest.mark.hazard("H01")
def test_who_was_over_the_limit_is_rung_before_the_time_they_were_told(calls: Kept) -> None:
    is_over_the_limit(calls)
    ends_as(calls.world.queries()[-1], "over the limit")
    calls.world.phones.behaves(AMARA, accepts())
    calls.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    calls.until(lambda: promises(calls) != ["open"])
    assert promises(calls) == ["kept"]


@pytest.mark.hazard("H15")
def test_nobody_outside_is_rung_unless_a_responder_has_pressed_a_key(calls: Kept) -> None:
    is_over_the_limit(calls, times=3)
    calls.passes(29)
    assert calls.rung(AMARA) > 3, "each is put before somebody"
    assert calls.rung(ELM_ROAD_MOBILE) == 0


@pytest.mark.hazard("H15")
def test_a_number_is_rung_no_more_often_than_we_are_rung_by_it(calls: Kept) -> None:
    is_over_the_limit(calls, times=3)
    calls.world.phones.behaves(AMARA, accepts())
    calls.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    calls.until(lambda: promises(calls).count("kept") == 2)
    taken_first = calls.now
    calls.passes(5)
    assert calls.rung(ELM_ROAD_MOBILE) == 2
    calls.until(lambda: calls.rung(ELM_ROAD_MOBILE) == 3)
    assert (calls.now - taken_first).total_seconds() > 6 * 60
