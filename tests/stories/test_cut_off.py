"""A caller whose responder is gone in the middle of a talk is connected again by one key."""

from integrations.sandbox.phones import accepts, rings_out
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, hear_each_other
from tests.stories.outcomes import ends_as
from tests.stories.scene import AMARA, BEN
from tests.stories.test_in_call import talk

__all__ = ["talk"]

pytestmark = on_sqlite


def test_part_6_who_was_cut_off_is_connected_again_at_once(talk: Talk) -> None:
    talk.amara.hangs_up()
    talk.gp.hears("If you were cut off, press 1").presses("1").hears("We are connecting you again")
    talk.amara.hears("Your call with Elm Road Surgery was cut off. They are on the line")
    talk.world.phones.advance(8)
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "handed over")
    assert talk.world.query()["owner"] == "amara"


def test_who_cannot_be_connected_again_is_put_through_to_somebody_else(talk: Talk) -> None:
    talk.world.phones.behaves(AMARA, rings_out())
    talk.world.phones.behaves(BEN, accepts(talks_for=30))
    talk.amara.hangs_up()
    talk.gp.hears("If you were cut off, press 1").presses("1")
    talk.gp.hears("Your reference is", within=120).is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "handed over")
    assert talk.world.query()["owner"] == "ben"
