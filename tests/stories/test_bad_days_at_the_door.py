"""What a telephone network does on its bad days changes nothing of what a menu leads to (H16)."""

from datetime import timedelta

import pytest

from advice_line.rules.deadlines import LOOK_AFTER
from tests.stories import front_calls
from tests.stories.base import Told
from tests.stories.outcomes import tells
from tests.stories.world import World

pytestmark = [pytest.mark.hazard("H16", "H24"), pytest.mark.again]

# Each request comes twice, and of no end anybody is told: the carrier has to be asked.
SWITCHES = ("retry-same-token", "extra-fields", "drop-callbacks", "no-action-after-hangup")
ASKED = LOOK_AFTER + timedelta(minutes=2)


@pytest.mark.parametrize("told", front_calls.EVERY, ids=str)
def test_each_question_comes_twice_and_no_end_is_told(house_with_menu: World, told: Told) -> None:
    tells(house_with_menu, told, *SWITCHES, after=ASKED)
