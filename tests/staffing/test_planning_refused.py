"""What is not planned: a rota that moved, what has begun, what somebody refused or may not ask."""

from datetime import timedelta

import pytest

from advice_line.clock import SetClock
from advice_line.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    RotaMoved,
)
from advice_line.ledger.work import Ledger
from advice_line.staffing.plans.planning import Planning
from advice_line.trust.roles import Actor
from rota.values import Cover, Tier
from tests.staffing.acting import acting
from tests.staffing.fortnight import (
    DAY,
    FIRST,
    LAST,
    MONDAY,
    away,
    ben,
    by_start,
    changing,
    door,
    propose,
    site,
)
from tests.stories.conftest import on_sqlite

__all__ = ["ben", "door", "site"]

pytestmark = on_sqlite


def test_a_rota_that_moved_meanwhile_is_not_planned_over(
    door: Planning, ben: Actor, site: Ledger
) -> None:
    away(site, "ben", MONDAY, MONDAY + DAY)
    shown = propose(door, ben)
    later = MONDAY + 28 * DAY
    with changing(site) as change:
        change.put("hotdoc", Cover("x", Tier.SECOND, ("amara",), later, later + DAY))
    assert door.shown(ben, shown.id).state == "open"
    taken = MONDAY + timedelta(hours=13)
    with changing(site) as change:
        end = taken + timedelta(hours=6)
        change.put("hotdoc", Cover("y", Tier.FIRST, ("amara",), taken, end))
    assert door.shown(ben, shown.id).state == "moved"
    with pytest.raises(Conflict, match="Ask for a new proposal"):
        door.edit(ben, shown.id, slot=shown.sessions[0].slot, person=None)
    with pytest.raises(RotaMoved):
        door.accept(ben, shown.id)


def test_what_has_begun_is_not_planned(
    door: Planning, ben: Actor, site: Ledger, clock: SetClock
) -> None:
    away(site, "ben", MONDAY, MONDAY + 5 * DAY)
    clock.instant = MONDAY + DAY + timedelta(hours=14)
    assert min(by_start(propose(door, ben))) == MONDAY + 2 * DAY + timedelta(hours=13)


def test_a_refusal_is_kept_with_its_reason(door: Planning, ben: Actor) -> None:
    shown = propose(door, ben)
    door.refuse(ben, shown.id, reason="too many for Chris")
    assert door.shown(ben, shown.id).state == "refused"
    with pytest.raises(Conflict, match="refused already"):
        door.accept(ben, shown.id)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"last_day": FIRST - DAY}, "must not come before the first"),
        ({"last_day": FIRST + 400 * DAY}, "at most a year"),
        ({"tiers": ["3"]}, "is not a tier"),
        ({"solver": "oracle"}, "is no solver"),
    ],
)
def test_bad_input_is_a_sentence(
    door: Planning, ben: Actor, asked: dict[str, object], said: str
) -> None:
    wanted = {"line": "hotdoc", "first_day": FIRST, "last_day": LAST, **asked}
    with pytest.raises(Invalid, match=said):
        door.propose(ben, **wanted)  # type: ignore[arg-type]


def test_only_who_may_change_the_rota_plans(door: Planning, site: Ledger) -> None:
    amara = acting(site, "amara")
    with pytest.raises(NotAllowed):
        propose(door, amara)
    with pytest.raises(NotAllowed):
        door.fairness(amara, line=None, first_day=FIRST, last_day=LAST)
