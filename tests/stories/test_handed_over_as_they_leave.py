"""Part 6, in the call: who hands a call over may put down the phone at any instant of it, before or
after the colleague's key: the caller goes on with that colleague, and is never left alone."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from advice_line.errors import DeliveryDelayed
from integrations.sandbox.phones import accepts, rings_out
from integrations.twilio.live_calls import TwilioLiveCalls
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, talking
from tests.stories.outcomes import tasks
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, BEN, World, world

pytestmark = [pytest.mark.hazard("H01", "H10"), on_sqlite]


@pytest.fixture
def talk(database_url: str) -> Iterator[Talk]:
    with world(database_url) as hotdoc:
        yield talking(hotdoc)
        assert hotdoc.phones.faults() == []
        assert unsound(hotdoc) == []


def passes(talk: Talk, tenths: int) -> None:
    """What is to be asked of the carrier meanwhile is asked at once."""
    world = talk.world
    assert isinstance(world, World)
    for _ in range(tenths):
        world.phones.advance(0.1)
        world.service.deliver()


@pytest.mark.parametrize("tenths", [0, 3, 15])
@pytest.mark.parametrize("first", ["the phone is put down", "the key is pressed"])
def test_the_caller_goes_on_with_the_colleague_and_is_never_alone(
    talk: Talk, first: str, tenths: int
) -> None:
    talk.hands_over_to("ben")
    ben = talk.world.person(BEN).is_rung().answers().hears("press 1")
    talk.world.phones.behaves(AMARA, rings_out())
    talk.world.phones.behaves(BEN, accepts(talks_for=300))
    if first == "the key is pressed":
        ben.presses("1")
        passes(talk, tenths)
    talk.amara.hangs_up()
    if first == "the phone is put down":
        passes(talk, tenths)
        with suppress(LookupError):  # let go meanwhile: rung anew, as anybody on duty is
            ben.presses("1")
    passes(talk, 300)
    assert talk.gp.is_talking()
    assert ben.is_talking()
    assert talk.world.query()["owner"] == "ben"
    talk.gp.hangs_up()
    talk.world.settle()
    assert tasks(talk.world.query()) == [("write_said", "amara"), ("write_advice", "ben")]


@pytest.mark.parametrize("takes_over", [True, False])
@pytest.mark.parametrize("first", ["responder", "caller"])
def test_a_colleague_is_not_left_alone_in_a_room_into_which_the_call_never_moved(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, first: str, *, takes_over: bool
) -> None:
    """The carrier could not be asked to fetch the responder's phone, and rang the colleague."""

    def nobody_is_fetched(*_asked: object) -> None:
        raise DeliveryDelayed("http_503")

    monkeypatch.setattr(TwilioLiveCalls, "send_on", nobody_is_fetched)
    talk.world.everybody(rings_out())
    (talk.hands_over_to if takes_over else talk.brings_in)("ben")
    ben = talk.world.person(BEN).is_rung().answers().hears("press 1").presses("1")
    passes(talk, 10)
    leaves = talk.amara if first == "responder" else talk.gp
    leaves.hangs_up()
    passes(talk, 100)
    ben.is_cut_off()
