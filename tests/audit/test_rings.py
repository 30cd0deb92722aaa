"""How often a phone rang is what its own responder sees, and what the carrier has of it (H18)."""

from collections.abc import Iterable, Iterator

import pytest
from pydantic import SecretStr

from advice_line.desk.interruptions.quiet_windows import QuietWindows
from integrations.sandbox.mail import MailServer
from integrations.sandbox.phones import accepts, declines, rings_out
from tests.audit.counted import Counted
from tests.stories.conftest import FRONT_DOOR, on_sqlite
from tests.stories.front_calls import MENU
from tests.stories.in_call import talking
from tests.stories.scene import BEN, RESPONDERS
from tests.stories.world import world

# Until the keys of both who were rung.
BOTH_RINGS = 30

pytestmark = pytest.mark.hazard("H18")


def own_counts(counted: Counted, people: Iterable[str] = ("amara", "ben", "chidi")) -> int:
    """How often each was rung, as their own page says."""
    pages = [
        QuietWindows(counted.world.ledger).stretch(counted.world.responder(who)) for who in people
    ]
    return sum(each.interruptions.rings for each in pages if each)


@pytest.fixture
def with_menu(database_url: str, mail_server: MailServer) -> Iterator[Counted]:
    """Where a caller who waits hears that the next one is rung, before they are."""
    smtp, setup = SecretStr(f"smtp://127.0.0.1:{mail_server.port}"), FRONT_DOOR.read_text("utf-8")
    with world(database_url, setup=setup, smtp_url=smtp) as made:
        yield Counted(made, mail_server)


@on_sqlite
def test_a_phone_that_was_to_be_rung_as_the_caller_left_has_not_rung(with_menu: Counted) -> None:
    world = with_menu.world
    world.everybody(rings_out())
    gp = with_menu.rings().hears(MENU).presses("1")
    while not any(leg["ended"] for leg in world.phones.legs(BEN)):
        world.phones.advance(0.25)
    gp.waits(1).hangs_up()
    world.settle()
    with_menu.counts()
    rung = [len(world.phones.legs(each)) for each in RESPONDERS]
    assert rung == [1, 1, 0]
    assert with_menu.fact().rings == own_counts(with_menu) == sum(rung)


def test_each_ring_of_a_colleague_counts_as_on_their_own_page(counted: Counted) -> None:
    counted.counts()
    talk = talking(counted.world)
    counted.world.phones.behaves(BEN, declines())
    talk.brings_in("ben")
    for _ in range(4):
        counted.world.settle(3)
    counted.fits()
    assert counted.fact().rings == own_counts(counted) == 2
    counted.long_after()
    counted.world.phones.behaves(BEN, accepts(talks_for=120))
    talk.hands_over_to("ben")
    counted.world.settle(10)
    talk.amara.hangs_up()
    counted.world.wait(240)
    counted.fits()
    assert counted.fact().rings == own_counts(counted) == 3


def test_who_joins_and_stays_is_away_for_as_long(counted: Counted) -> None:
    talk = talking(counted.world)
    counted.world.settle(60)
    counted.world.phones.behaves(BEN, accepts(talks_for=None))
    talk.brings_in("ben")
    counted.world.settle(100)
    talk.amara.hangs_up()
    talk.gp.hangs_up()
    counted.world.settle(10)
    counted.fits()
    whole = counted.calls()[0].talk
    assert whole is not None
    # Two talked for the last two hundred seconds.
    assert counted.fact().answer_seconds > whole + 190


def test_whoever_hands_over_was_rung_until_their_key_and_no_longer(counted: Counted) -> None:
    talk = talking(counted.world)
    counted.world.settle(60)
    counted.world.phones.behaves(BEN, accepts(talks_for=60))
    talk.hands_over_to("ben")
    counted.world.settle(10)
    talk.amara.hangs_up()
    counted.world.wait(120)
    counted.fits()
    whole = counted.calls()[0].talk
    assert whole is not None
    assert whole < counted.fact().answer_seconds < whole + BOTH_RINGS


def test_who_talked_and_is_promised_a_call_by_another_was_answered(counted: Counted) -> None:
    talk = talking(counted.world)
    counted.world.settle(60)
    counted.world.phones.behaves(BEN, rings_out())
    talk.says_outside_scope("msk", advised=False)
    for _ in range(6):
        counted.world.settle(3)
    talk.amara.hangs_up()
    talk.gp.hears("We will ring you back by", within=60).is_cut_off()
    counted.world.settle()
    counted.fits()
    (call,) = counted.calls()
    assert (call.answered, call.abandoned, call.back_asked) == (True, False, True)
    assert call.wait is not None
    assert call.wait < BOTH_RINGS
