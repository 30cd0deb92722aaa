"""Part 8, recording: where a line offers it, its responder pauses what is recorded by the star, and
goes on by it; nobody is left alone by that key, whoever hangs up meanwhile."""

from collections.abc import Iterator
from typing import Any

import pytest

from integrations.sandbox.phones import accepts, rings_out
from integrations.sandbox.story import Person
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, hear_each_other
from tests.stories.outcomes import ends_as, tasks
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, Scene
from tests.stories.world import World

pytestmark = on_sqlite


@pytest.fixture
def talk(starred: World) -> Iterator[Talk]:
    """In the room in which there is a star."""
    gp = starred.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = starred.person(AMARA).is_rung().answers()
    amara.hears("5 to talk unrecorded").presses("1")
    starred.settle(1)
    assert gp.is_talking()
    starred.settle(4)
    assert hear_each_other(amara, gp)
    yield Talk(starred, gp, amara)
    starred.settle()


def kept(world: Scene) -> str:
    """What stands on the one recording of the one call."""
    world.phones.advance(5)
    (there,) = world.phones.recordings()
    assert there["channels"] == 2
    return str(there["words"])


def presses_star(talk: Talk, hears: str) -> None:
    talk.amara.presses("*").hears(hears)
    talk.gp.hears(hears)
    talk.world.settle(2)
    assert hear_each_other(talk.amara, talk.gp)


@pytest.mark.hazard("H15")
def test_part_8_the_star_pauses_and_goes_on_and_both_hear_so(talk: Talk) -> None:
    talk.gp.says("It is about a knee").waits(2)
    presses_star(talk, "Not recorded from now on")
    assert talk.page().paused_at is not None
    talk.gp.says("Between ourselves").waits(2)
    presses_star(talk, "Recorded from now on")
    talk.amara.says("Order a film").waits(2)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is", within=10).is_cut_off()
    words = kept(talk.world)
    assert "It is about a knee" in words
    assert "Order a film" in words
    assert "Between ourselves" not in words
    talk.world.settle()
    ends_as(talk.world.query(), "talk")


def test_who_took_the_call_unrecorded_begins_by_the_star(starred: World) -> None:
    gp = starred.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = starred.person(AMARA).is_rung().answers().waits(8).presses("5")
    starred.settle(5)
    talk = Talk(starred, gp, amara)
    gp.says("Between ourselves").waits(2)
    presses_star(talk, "Recorded from now on")
    gp.says("For the record").waits(2)
    gp.hangs_up()
    starred.settle(1)
    words = kept(starred)
    assert "For the record" in words
    assert "Between ourselves" not in words
    starred.settle()


def test_they_can_be_held_and_joined_after_it(talk: Talk) -> None:
    presses_star(talk, "Not recorded from now on")
    talk.holds()
    talk.takes_back()
    assert hear_each_other(talk.amara, talk.gp)
    talk.brings_in("ben")
    ben = talk.world.person(BEN).is_rung().answers().waits(8).presses("1")
    talk.world.settle(3)
    assert hear_each_other(talk.amara, talk.gp, ben)
    talk.amara.presses("*").hears("Recorded from now on")
    talk.world.settle(3)
    assert hear_each_other(talk.amara, talk.gp, ben)
    talk.amara.hangs_up()
    talk.world.settle(3)
    assert hear_each_other(talk.gp, ben)
    ben.presses("*").hears("Not recorded from now on")
    talk.world.settle(3)
    assert hear_each_other(talk.gp, ben)
    ben.hangs_up()
    talk.gp.hears("Your reference is", within=20).is_cut_off()


def test_the_star_takes_a_caller_back_from_hold(talk: Talk) -> None:
    talk.holds()
    presses_star(talk, "Not recorded from now on")
    assert talk.page().held_since is None
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is", within=20).is_cut_off()


@pytest.mark.again
@pytest.mark.hazard("H01")
@pytest.mark.parametrize("who", ["caller", "responder"])
@pytest.mark.parametrize(
    ("network", "after"),
    [
        *(("", after) for after in (0.0, 0.7, 1.1, 2.2, 4.0)),
        *(("reorder-callbacks", after) for after in (0.0, 1.1, 2.2)),
        *(("drop-callbacks", after) for after in (0.0, 1.1, 2.2)),
    ],
)
def test_nobody_is_left_alone_who_hangs_up_after_a_star(
    talk: Talk, after: float, who: str, network: str
) -> None:
    talk.world.everybody(rings_out())
    if network:
        talk.world.phones.chaos(network)
    talk.amara.presses("*")
    talk.world.settle(after)
    leaves, stays = (talk.gp, talk.amara) if who == "caller" else (talk.amara, talk.gp)
    leaves.hangs_up()
    for _ in range(12):
        talk.world.settle(10)
    if who == "caller":
        assert not on_the_line(talk.world, stays)
    else:
        stays.is_cut_off()
        assert any("reference is" in each["text"] for each in stays.heard())
    talk.world.wait(301)
    assert tasks(talk.world.query())


@pytest.mark.again
@pytest.mark.hazard("H01")
@pytest.mark.parametrize("after", [0.0, 1.5, 2.1, 3.2, 4.0])
@pytest.mark.parametrize("who", ["caller", "responder"])
def test_nobody_is_left_alone_while_the_talk_moves_to_where_there_is_a_star(
    starred: World, after: float, who: str
) -> None:
    starred.phones.behaves(BEN, rings_out())
    gp = starred.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = starred.person(AMARA).is_rung().answers().waits(8).presses("1")
    starred.settle(after)
    (gp if who == "caller" else amara).hangs_up()
    for _ in range(20):
        starred.settle(10)
    assert not on_the_line(starred, amara)
    assert not on_the_line(starred, gp)
    assert tasks(starred.query())


def test_a_star_too_many_and_other_keys_change_nothing(talk: Talk) -> None:
    talk.amara.presses("1").presses("#").waits(1)
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.presses("*").presses("*")
    talk.world.settle(6)
    assert hear_each_other(talk.amara, talk.gp)
    talk.gp.presses("*").waits(2)
    assert hear_each_other(talk.amara, talk.gp)
    talk.gp.hangs_up()
    talk.world.settle(5)
    assert not on_the_line(talk.world, talk.amara)


def test_a_pause_by_the_star_holds_for_whom_the_call_is_handed_to(talk: Talk) -> None:
    presses_star(talk, "Not recorded from now on")
    talk.hands_over_to("ben")
    ben = talk.world.person(BEN).is_rung().answers().waits(8).presses("1")
    talk.world.settle(3)
    talk.amara.hangs_up()
    talk.world.settle(3)
    talk.gp.says("Between ourselves").waits(2)
    assert talk.page("ben").paused_at is not None
    ben.presses("*").hears("Recorded from now on")
    talk.world.settle(3)
    talk.gp.says("For the record").waits(2)
    ben.hangs_up()
    talk.gp.is_cut_off()
    words = kept(talk.world)
    assert "For the record" in words
    assert "Between ourselves" not in words


@pytest.mark.hazard("H01")
@pytest.mark.parametrize("after", [0.0, 0.7, 1.1, 2.2])
def test_nobody_is_left_alone_after_a_star_while_our_server_is_down(
    starred: World, talk: Talk, after: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.world.everybody(rings_out())
    talk.amara.presses("*")
    talk.world.phones.advance(after)
    monkeypatch.setattr(starred.carrier.hooks, "post", _unreachable)
    talk.world.phones.advance(20)
    _talks_or_hears_the_switchboard(talk)
    monkeypatch.undo()
    starred.carrier.network.faults.clear()  # of the requests in vain
    talk.amara.hangs_up()
    talk.gp.hangs_up()
    talk.world.wait(301)
    talk.world.settle()
    assert tasks(talk.world.query())


def _unreachable(*_: object) -> Any:
    raise ConnectionRefusedError


def _talks_or_hears_the_switchboard(talk: Talk) -> None:
    if not hear_each_other(talk.amara, talk.gp):
        talk.gp.hears("We are connecting you to the hospital switchboard")


def test_who_could_not_be_moved_talks_on_without_a_star(
    starred: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable = starred.carrier.rest.handle

    def refuses(method: str, target: str, *rest: object) -> object:
        if method == "POST" and "/Calls/" in target and "/Recordings" not in target:
            raise ConnectionRefusedError
        return reachable(method, target, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(starred.carrier.rest, "handle", refuses)
    gp = starred.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = starred.person(AMARA).is_rung().answers().waits(8).presses("1")
    for _ in range(20):
        starred.settle(10)
    assert hear_each_other(amara, gp)
    monkeypatch.undo()
    amara.hangs_up()
    gp.hears("Your reference is", within=20).is_cut_off()
    starred.settle()


def test_who_is_cut_off_and_connected_again_has_the_star_again(talk: Talk) -> None:
    talk.world.phones.behaves(AMARA, accepts())
    talk.amara.hangs_up()
    talk.gp.hears("If you were cut off, press 1").presses("1").waits(20)
    talk.world.settle(5)
    again = talk.world.person(AMARA)
    again.presses("*").hears("Not recorded from now on")
    talk.world.settle(3)
    assert hear_each_other(again, talk.gp)
    again.hangs_up()
    talk.gp.hears("Your reference is", within=20).is_cut_off()


def on_the_line(world: Scene, person: Person) -> bool:
    return any(leg["ended"] is None for leg in world.phones.legs(person.number))
