"""Asked for now by the form, late on a Friday: who asks reads at once whom to ring and by when it
is answered, a telephone rings, and as the line closes it is with a named person (H21)."""

from datetime import timedelta

import pytest

from advice_line.rules.phone_numbers import in_groups
from integrations.sandbox.phones import accepts, rings_out
from tests.questions.asking import Written
from tests.questions.clocked import Clocked
from tests.questions.test_arriving import FRIDAY_LATE
from tests.stories.world import AMARA, CHIDI, SWITCHBOARD
from tests.web.asking import ADDRESS, asks
from tests.web.people import Scene

pytestmark = pytest.mark.hazard("H21")
CLOSES = FRIDAY_LATE + timedelta(minutes=5)


@pytest.fixture
def line(scene: Scene) -> Clocked:
    scene.world.begin(FRIDAY_LATE)
    scene.world.everybody(rings_out())
    return Clocked(Written(scene.world, scene.mail))


def test_nobody_takes_it_before_closing(scene: Scene, line: Clocked) -> None:
    asks(scene.browser(), urgency_asked="now").sees("Monday 30 November", "01632 960999")
    line.passes(30)
    assert f"ring {in_groups(SWITCHBOARD)}" in scene.mails(ADDRESS)[0].text, "within a minute"
    assert len(line.world.phones.legs(AMARA)) == 1
    line.passes_until(CLOSES + timedelta(seconds=20))
    assert line.heard(CHIDI, "so it is with you") == 1
    assert line.owed()[0]["owner"] == "chidi"


def test_one_takes_it_by_the_key_and_nothing_rolls_over(scene: Scene, line: Clocked) -> None:
    line.world.phones.behaves(AMARA, accepts())
    asks(scene.browser(), urgency_asked="now")
    line.passes_until(CLOSES + timedelta(minutes=5))
    assert line.world.query()["owner"] == "amara"
    assert line.world.texts(CHIDI) == []
