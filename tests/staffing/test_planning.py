"""A fortnight's open sessions proposed with reasons, looked at, changed and accepted."""

from datetime import timedelta

import pytest

from advice_line.errors import (
    Conflict,
    Invalid,
    NotFound,
    ReasonNeeded,
)
from advice_line.ledger.work import Ledger
from advice_line.staffing.plans import planning
from advice_line.staffing.plans.planning import Planning
from advice_line.trust.roles import Actor
from rota import gaps, store
from rota.plans import planning_solver
from rota.values import Cover, Swap, Tier
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
    table,
)
from tests.stories.conftest import on_sqlite

__all__ = ["ben", "door", "site"]

pytestmark = on_sqlite


def test_what_nobody_has_is_proposed_with_reasons_and_changes_nothing(
    door: Planning, ben: Actor, site: Ledger
) -> None:
    away(site, "ben", MONDAY, MONDAY + 5 * DAY)
    before = table(site).rota
    shown = propose(door, ben)
    assert shown.state == "open"
    assert [(each.start.hour, each.person) for each in shown.sessions][:2] == [
        (13, "chris"),
        (13, "dana"),
    ]
    first = shown.sessions[0]
    assert first.why.startswith("With it Dr Chris Sample has ")
    assert {each.person: each.why for each in first.others}["ben"].startswith("Ben Example is away")
    assert table(site).rota == before
    assert sum(each.proposed for each in shown.figures) == len(shown.sessions) == 5
    had = {
        each.person: each
        for each in door.fairness(ben, line="hotdoc", first_day=FIRST, last_day=LAST)
    }
    for would in shown.figures:
        mine = [each for each in shown.sessions if each.person == would.person]
        alone = had.get(would.person)
        assert would.sessions == (alone.sessions if alone else 0) + len(mine)
        more = sum((each.end - each.start for each in mine), timedelta()) / timedelta(hours=1)
        assert would.hours == (alone.hours if alone else 0) + more


def test_accepting_it_is_one_change_that_leaves_no_hole(
    door: Planning, ben: Actor, site: Ledger
) -> None:
    away(site, "ben", MONDAY, MONDAY + 12 * DAY)
    assert gaps.unmanned(table(site), MONDAY, MONDAY + 12 * DAY)
    shown = propose(door, ben)
    assert shown.filled == len(shown.sessions) == 10
    door.accept(ben, shown.id)
    assert gaps.unmanned(table(site), MONDAY, MONDAY + 12 * DAY) == ()
    with site.look("test") as work:
        made = [each.made for each in store.of_line(work.session, "hotdoc", current=True)]
    (change,) = {each for each in made if each.act == "plan"}
    assert change.by == "responder:ben"
    assert door.shown(ben, shown.id).state == "accepted"
    for again in (lambda: door.accept(ben, shown.id), lambda: door.refuse(ben, shown.id)):
        with pytest.raises(Conflict, match="accepted already"):
            again()


def test_who_has_least_is_proposed_first(door: Planning, ben: Actor, site: Ledger) -> None:
    away(site, "ben", MONDAY, MONDAY + 12 * DAY)
    shown = propose(door, ben)
    totals = {each.person: each.sessions for each in shown.figures}
    # Amara has five mornings and the lead's five days; Ben is away.
    assert totals["amara"] == 10
    assert totals["chris"] + totals["dana"] == 10
    assert abs(totals["chris"] - totals["dana"]) <= 1


def test_a_person_chooses_somebody_else_and_says_why_where_a_rule_is_against_it(
    door: Planning, ben: Actor, site: Ledger
) -> None:
    away(site, "ben", MONDAY, MONDAY + 5 * DAY)
    shown = propose(door, ben)
    slot = shown.sessions[0].slot
    other = next(each for each in shown.sessions[0].could if each != "ben")
    changed = door.edit(ben, shown.id, slot=slot, person=other)
    assert changed.sessions[0].person == other
    assert changed.sessions[0].why == "Chosen by hand."
    assert changed.sessions[0].breaches == ()
    against = door.edit(ben, shown.id, slot=slot, person="ben")
    assert "Ben Example is away" in against.sessions[0].breaches[0]
    with pytest.raises(ReasonNeeded):
        door.accept(ben, shown.id)
    assert door.shown(ben, shown.id).state == "open"
    door.accept(ben, shown.id, reason="comes in for it")
    on = table(site).on_duty(against.sessions[0].start)
    assert ("1", "ben") in [(each.tier, each.person_ref) for each in on]


def test_who_is_on_duty_already_is_planned_with_a_reason_only(
    door: Planning, ben: Actor, site: Ledger
) -> None:
    away(site, "ben", MONDAY, MONDAY + DAY)
    afternoon = MONDAY + timedelta(hours=13), MONDAY + timedelta(hours=19)
    with changing(site) as change:
        change.put("hotdoc", Cover("second", Tier.SECOND, ("amara",), *afternoon))
    shown = propose(door, ben)
    chosen = door.edit(ben, shown.id, slot=shown.sessions[0].slot, person="amara")
    (against,) = chosen.sessions[0].breaches
    assert "Dr Amara Example is on duty already" in against
    with pytest.raises(ReasonNeeded) as refused:
        door.accept(ben, shown.id)
    assert refused.value.breaches == (against,)
    door.accept(ben, shown.id, reason="leads and answers")
    assert door.shown(ben, shown.id).state == "accepted"


def test_a_session_may_be_left_open_by_hand(door: Planning, ben: Actor, site: Ledger) -> None:
    away(site, "ben", MONDAY, MONDAY + DAY)
    shown = propose(door, ben)
    left = door.edit(ben, shown.id, slot=shown.sessions[0].slot, person=None)
    assert (left.filled, left.sessions[0].why) == (0, "Left open by hand.")
    done = door.accept(ben, shown.id)
    assert done.notes == ("Nothing was changed: nobody is proposed for what is to come.",)
    with pytest.raises(NotFound):
        door.edit(ben, propose(door, ben).id, slot="1-none", person=None)


def test_where_nobody_can_it_is_said_of_each_why(door: Planning, ben: Actor, site: Ledger) -> None:
    for who in ("amara", "ben", "chris", "dana"):
        away(site, who, MONDAY, MONDAY + DAY)
    shown = by_start(propose(door, ben))[MONDAY + timedelta(hours=8)]
    assert (shown.person, shown.why, shown.could) == (None, "Nobody can take it.", ())
    assert sorted(each.person for each in shown.others) == ["amara", "ben", "chris", "dana"]
    assert all("is away" in each.why for each in shown.others)


def test_the_same_rota_is_planned_the_same(door: Planning, ben: Actor, site: Ledger) -> None:
    away(site, "ben", MONDAY, MONDAY + 5 * DAY)
    assert propose(door, ben, None).sessions == propose(door, ben, None).sessions


def test_without_a_solver_it_is_shared_out_one_by_one(
    door: Planning, ben: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning_solver, "installed", lambda: False)
    assert propose(door, ben, solver=None).solver == planning.GREEDY
    with pytest.raises(Invalid, match=r"pip install 'advice-line\[plan\]'"):
        propose(door, ben, solver=planning.ORTOOLS)


def test_the_figures_tell_how_duty_was_shared(door: Planning, ben: Actor, site: Ledger) -> None:
    away(site, "amara", MONDAY, MONDAY + DAY)
    with changing(site) as change:
        change.put("hotdoc", Swap("s", Tier.FIRST, "ben", "chris", MONDAY + DAY, MONDAY + 2 * DAY))
    found = {
        each.person: each
        for each in door.fairness(ben, line="hotdoc", first_day=FIRST, last_day=LAST)
    }
    assert (found["ben"].sessions, found["ben"].hours) == (9, 79.0)
    assert (found["ben"].swaps_given, found["chris"].swaps_taken) == (1, 1)
    assert (found["chris"].sessions, found["chris"].unsocial) == (1, 0)
    assert found["amara"].days_away == 1
    assert found["amara"].sessions == 9
    assert door.fairness(ben, line=None, first_day=FIRST, last_day=LAST) == tuple(found.values())
