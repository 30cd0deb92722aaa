"""Part 5, promises: whoever is rung for one and presses another key than was asked for is asked
once more; what they then say counts."""

from integrations.sandbox.phones import accepts
from tests.promises.scene import Kept
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, ELM_ROAD_MOBILE


def test_a_wrong_key_is_asked_once_more_before_anybody_is_connected(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA)
    line.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=90))
    line.until(lambda: line.rung(AMARA) == 2)
    amara = line.world.person(AMARA).is_rung().answers().hears("Press 1 to connect").presses("7")
    amara.hears("Press 1 to connect").presses("1")
    line.passes(3)
    assert (line.promise(), line.tries()) == ("kept", [("amara", "spoke")])


def test_a_wrong_key_is_asked_once_more_whether_they_have_spoken(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=12))
    line.until(lambda: line.rung(ELM_ROAD_MOBILE) == 1)
    amara = line.world.person(AMARA).hears("If you have spoken to them, press 1").presses("7")
    amara.hears("If you have spoken to them, press 1").presses("1")
    line.passes(1)
    assert (line.promise(), tasks(line.query)) == ("kept", [("write_advice", "amara")])
