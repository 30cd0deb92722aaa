"""A recording of which the carrier never tells us is looked for on its own lists (part 8,
Recording)."""

import pytest

from tests.messages.test_sounds_never_named import night_comes
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import talking
from tests.stories.outcomes import tasks
from tests.stories.test_recording import sounds
from tests.stories.world import World

pytestmark = on_sqlite


@pytest.mark.hazard("H16")
@pytest.mark.parametrize("moves", [False, True], ids=["dialled", "in a room"])
def test_a_recording_of_which_the_carrier_never_tells_is_found_on_its_list(
    recorded: World, *, moves: bool
) -> None:
    recorded.settle()
    recorded.phones.chaos("drop-callbacks")
    talk = talking(recorded)
    if moves:
        talk.holds()
        recorded.settle(3)
        talk.takes_back()
        recorded.settle(3)
    talk.gp.says("It is about a knee").waits(2)
    talk.amara.hangs_up()
    recorded.settle()
    recorded.wait(301)
    recorded.wait(60)
    found = sounds(recorded)
    assert len(found) == 1
    assert all(each.kept_at and each.let_go_at for each in found)
    assert all(each.retention == "recording" for each in found)
    assert recorded.phones.recordings() == []


@pytest.mark.hazard("H09")
def test_one_that_the_carrier_began_and_never_lists_becomes_somebody_s_task(
    recorded: World,
) -> None:
    recorded.settle()
    recorded.phones.chaos("drop-callbacks")
    talk = talking(recorded)
    recorded.settle(1)
    talk.amara.hangs_up()
    recorded.settle()
    recorded.carrier.network.recordings.clear()
    recorded.wait(301)
    night_comes(recorded)
    (expected,) = sounds(recorded)
    assert expected.kept_at is None
    for _ in range(5):
        recorded.wait(12 * 3600)
    assert ("lost_sound", None) in tasks(recorded.query())
