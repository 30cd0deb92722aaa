"""Whoever is asked into a talk is interrupted by it as well (H18)."""

from collections.abc import Iterable

import pytest

from advice_line.desk.interruptions.quiet_windows import QuietWindows
from integrations.sandbox.phones import accepts, declines
from tests.audit.counted import Counted
from tests.stories.in_call import talking
from tests.stories.scene import BEN

pytestmark = pytest.mark.hazard("H18")


def own_counts(counted: Counted, people: Iterable[str] = ("amara", "ben", "chidi")) -> int:
    """How often each was rung, as their own page says."""
    pages = [
        QuietWindows(counted.world.ledger).stretch(counted.world.responder(who)) for who in people
    ]
    return sum(each.interruptions.rings for each in pages if each)


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
