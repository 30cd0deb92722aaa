"""In the call: a caller is held and taken back, a colleague joins or takes over; nobody is dropped
and nobody is left on hold for ever."""

import pytest

from advice_line.desk.in_call.during import DuringCalls
from advice_line.tables.columns import opaque
from integrations.sandbox.phones import Behaviour, accepts, busy, declines, rings_out, voicemail
from tests.stories.conftest import on_sqlite
from tests.stories.in_call import Talk, hear_each_other, talking
from tests.stories.outcomes import ends_as, offers, tasks
from tests.stories.scene import BEN
from tests.stories.world import HOTDOC, World

pytestmark = on_sqlite
SWITCHES = (
    "duplicate-callbacks",
    "delay-callbacks",
    "drop-callbacks",
    "reorder-callbacks",
    "retry-same-token",
    "rest-429",
    "rest-timeout-after-success",
)


@pytest.fixture
def talk(hotdoc: World) -> Talk:
    return talking(hotdoc)


def test_part_6_a_caller_is_held_and_taken_back(talk: Talk) -> None:
    talk.holds()
    talk.gp.hears("Please hold the line")
    assert not hear_each_other(talk.amara, talk.gp)
    assert talk.page().stage == "hold"
    talk.gp.hears("We have not forgotten you")
    talk.takes_back()
    assert hear_each_other(talk.amara, talk.gp)
    assert talk.page().stage == "talk"
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "talk")


def test_the_lines_own_music_is_heard_on_hold(hotdoc: World) -> None:
    """Words first, and again after it."""
    music = "https://www.example.org/hold.wav"
    line = HOTDOC.read_text(encoding="utf-8").partition("[[organisations]]")[0]
    hotdoc.set_up(f'{line}audio = {{ hold = "{music}" }}\n')
    talk = talking(hotdoc)
    talk.holds()
    talk.gp.hears("Please hold the line").hears(f"[plays {music}]").hears("not forgotten you")
    talk.gp.hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "talk")


def test_who_puts_down_the_phone_as_it_is_to_move_drops_nobody(talk: Talk) -> None:
    """The carrier finds no phone to move, and its news of that phone come late."""
    talk.world.phones.chaos("delay-callbacks")
    talk.world.phones.behaves(BEN, accepts(talks_for=30))
    DuringCalls(talk.world.ledger).hold(
        talk.world.responder("amara"), talk.world.query()["reference"], opaque()
    )
    talk.amara.hangs_up()
    talk.gp.hears("One moment")
    talk.world.settle(2)
    talk.gp.hears("left on hold").hears("Your reference is", within=90).is_cut_off()
    talk.world.wait(60)
    ends_as(talk.world.query(), "handed over")
    assert talk.page().stage is None


@pytest.mark.hazard("H01")
def test_nobody_is_left_on_hold_for_ever_though_no_worker_looks(hotdoc: World) -> None:
    """What the caller hears on hold looks itself."""
    talk = talking(hotdoc)
    talk.holds()
    for _ in range(40):
        hotdoc.phones.advance(6)
        hotdoc.service.deliver()
    assert hear_each_other(talk.amara, talk.gp)
    talk.gp.hangs_up()
    talk.world.settle()
    ends_as(talk.world.query(), "talk")


def test_nobody_is_left_on_hold_for_ever(talk: Talk) -> None:
    talk.holds()
    talk.world.wait(185)
    talk.world.settle(1)
    assert hear_each_other(talk.amara, talk.gp)
    talk.gp.hangs_up()
    talk.amara.hears("The caller has hung up").is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "talk")


def test_part_6_a_colleague_is_brought_in_and_the_caller_is_told(talk: Talk) -> None:
    talk.brings_in("ben")
    ben = talk.world.person(BEN).is_rung()
    talk.gp.hears("We are asking Ben Example to join us. Please hold the line")
    ben.answers().hears("Dr Amara Example asks you to join an advice call from Elm Road Surgery")
    ben.waits(6).presses("1")
    talk.world.settle(1)
    assert hear_each_other(talk.amara, talk.gp, ben)
    ben.hangs_up()
    talk.world.settle(1)
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "talk")
    assert talk.world.query()["owner"] == "amara"


@pytest.mark.hazard("H06")
@pytest.mark.parametrize(
    "phone", [rings_out(), busy(), declines(), voicemail(after=3)], ids=lambda each: each.kind
)
def test_who_does_not_come_leaves_nobody_on_hold(talk: Talk, phone: Behaviour) -> None:
    """A machine never gets into the room, and the caller never hears it."""
    talk.world.phones.behaves(BEN, phone)
    talk.brings_in("ben")
    for _ in range(9):
        talk.world.settle(2)
    assert hear_each_other(talk.amara, talk.gp)
    talk.gp.never_heard("private voicemail")
    talk.amara.never_heard("private voicemail")
    talk.gp.hears("Ben Example does not answer" if phone.kind != "answers" else "Ben Example")
    talk.amara.hears("Ben Example")
    (asked,) = talk.page().asked
    assert asked.state in ("unanswered", "declined")
    assert talk.page().stage == "talk"
    talk.amara.hangs_up()
    talk.world.settle()
    ends_as(talk.world.query(), "talk")


@pytest.mark.hazard("H10")
@pytest.mark.hazard("H09")
def test_part_6_the_call_is_handed_over_with_its_record(talk: Talk) -> None:
    talk.hands_over_to("ben")
    ben = talk.world.person(BEN).is_rung()
    assert talk.world.query()["owner"] == "amara"
    ben.answers().hears("hands over to you an advice call from Elm Road Surgery")
    assert talk.world.query()["owner"] == "amara", "ringing and answering are no acceptance"
    ben.waits(7).presses("1")
    talk.world.settle(1)
    assert talk.world.query()["owner"] == "ben"
    talk.amara.hangs_up()
    talk.world.settle(2)
    assert hear_each_other(ben, talk.gp)
    ben.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    talk.world.settle()
    query = talk.world.query()
    ends_as(query, "handed over")
    assert tasks(query) == [("write_said", "amara"), ("write_advice", "ben")]
    assert offers(query) == [("amara", "handed_over"), ("ben", "accepted")]


@pytest.mark.hazard("H10")
def test_who_declines_a_hand_over_leaves_it_where_it_was(talk: Talk) -> None:
    talk.world.phones.behaves(BEN, declines())
    talk.hands_over_to("ben")
    talk.world.settle(5)
    talk.world.settle(5)
    assert talk.world.query()["owner"] == "amara"
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.hangs_up()
    talk.world.settle()
    ends_as(talk.world.query(), "talk")
    assert talk.world.query()["tasks"][0]["owner"] == "amara"


def test_a_responder_who_is_gone_leaves_a_held_caller_to_somebody_else(talk: Talk) -> None:
    talk.world.phones.behaves(BEN, accepts(talks_for=30))
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold").hears("Your reference is", within=90).is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "handed over")
    assert talk.world.query()["owner"] == "ben"


@pytest.mark.again
@pytest.mark.hazard("H01")
@pytest.mark.parametrize("gives_up", [False, True])
@pytest.mark.parametrize("tenths", range(0, 36, 7))
def test_whoever_puts_down_the_phone_at_any_instant_of_a_hold_leaves_nobody_alone(
    hotdoc: World, tenths: int, gives_up: bool
) -> None:
    talk = talking(hotdoc)
    hotdoc.phones.behaves(BEN, accepts(talks_for=30))
    DuringCalls(hotdoc.ledger).hold(
        hotdoc.responder("amara"), hotdoc.query()["reference"], opaque()
    )
    for _ in range(tenths):
        hotdoc.phones.advance(0.1)
        hotdoc.service.deliver()
    talk.amara.hangs_up()
    for _ in range(20):
        hotdoc.phones.advance(0.1)
        hotdoc.service.deliver()
    if gives_up:
        talk.gp.hangs_up()
        hotdoc.settle()
        assert ("ring_back", None) in tasks(hotdoc.query())
        return
    talk.gp.hears("left on hold", within=12).hears("Your reference is", within=90).is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "handed over")


def test_a_caller_who_hangs_up_on_hold_has_talked(talk: Talk) -> None:
    talk.holds()
    talk.gp.hangs_up()
    talk.amara.hears("The caller has hung up").is_cut_off()
    talk.world.settle()
    ends_as(talk.world.query(), "talk")


def test_a_colleague_who_is_still_rung_for_who_hung_up_is_let_go_at_once(talk: Talk) -> None:
    talk.world.phones.behaves(BEN, rings_out())
    talk.brings_in("ben")
    ben = talk.world.person(BEN).is_rung()
    talk.gp.hangs_up()
    talk.world.settle(1)
    assert [leg["status"] for leg in talk.world.phones.legs(BEN)] == ["canceled"]
    ben.never_heard("press 1")
    ends_as(talk.world.query(), "talk")


@pytest.mark.hazard("H16")
def test_a_talk_that_moves_has_not_ended(talk: Talk) -> None:
    talk.brings_in("ben")
    (contact,) = talk.world.query()["contacts"]
    assert contact["ended"] is None
    assert [each["kind"] for each in talk.world.query()["tasks"]] == []
    talk.gp.never_heard("Your reference is")
    talk.gp.hangs_up()
    talk.world.settle()
    ends_as(talk.world.query(), "talk")


@pytest.mark.hazard("H16")
@pytest.mark.parametrize("switch", SWITCHES)
def test_a_bad_day_of_the_carrier_changes_no_hand_over(hotdoc: World, switch: str) -> None:
    talk = talking(hotdoc)
    hotdoc.phones.chaos(switch)
    hotdoc.phones.behaves(BEN, accepts(talks_for=120))
    talk.hands_over_to("ben")
    for _ in range(8):
        hotdoc.settle(3)
    assert hotdoc.query()["owner"] == "ben"
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is", within=120).is_cut_off()
    for _ in range(6):
        hotdoc.wait(60)
    ends_as(hotdoc.query(), "handed over")
    assert len(hotdoc.phones.legs(BEN)) == 1, "rung once"


@pytest.mark.hazard("H06")
@pytest.mark.parametrize("switch", ["drop-callbacks", "rest-5xx"])
def test_a_machine_on_a_bad_day_leaves_nobody_on_hold(hotdoc: World, switch: str) -> None:
    talk = talking(hotdoc)
    hotdoc.phones.chaos(switch)
    hotdoc.phones.behaves(BEN, voicemail(after=3))
    talk.brings_in("ben")
    for _ in range(14):
        hotdoc.wait(10)
    assert hear_each_other(talk.amara, talk.gp)
    talk.amara.hangs_up()
    for _ in range(4):
        hotdoc.wait(60)
    ends_as(hotdoc.query(), "talk")
