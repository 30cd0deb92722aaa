"""During a shift: somebody takes a tier at once, or is not to be rung for a while."""

from collections.abc import Collection
from datetime import datetime, timedelta

from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.staffing.changes.amending import Act, Done, amend, every_rota, once
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.rostering import left_to_ring
from advice_line.staffing.rota_door import (
    RotaDoor,
    first_zone,
    line_of,
    person_of,
    they_are,
    zone_of,
)
from advice_line.staffing.wall_clock import WallClock
from advice_line.tables.columns import opaque
from advice_line.trust.roles import Action, Actor, require
from rota import store
from rota.changing import Changing
from rota.duty import Timetable
from rota.facts import Kind
from rota.values import Duty, Pause, TakeOver, Tier

LONGEST = timedelta(hours=24)
LONGEST_PAUSE = timedelta(hours=12)


class TakingOver(RotaDoor):
    def take_over(
        self,
        actor: Actor,
        *,
        line: str,
        tier: str,
        instead_of: str | None = None,
        until: datetime | None = None,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        person: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """From now, from one person or from all who have the tier, until the end of what they take
        where no `until` is given. A rota manager may say which `person` takes it."""
        require(actor, Action.CHANGE_OWN_DUTY, line)

        def step(work: Work) -> Done:
            taker = person_of(work, actor, person, line)
            clock = WallClock(zone_of(line_of(work, line)), work.now)
            taken = Tier.read(tier)
            timetable = store.timetable(work.session, line)
            if _alone_on(timetable, taken, taker.key, work.now):
                said = f"{they_are(actor, taker)} on this tier already, alone."
                raise Invalid([Problem("tier", said)])
            ends = _end(timetable, taken, instead_of, work.now)
            since, end = clock.stretch(work.now, until or ends, longest=LONGEST, what="A take-over")
            take_over = TakeOver(opaque(8), taken, taker.key, since, end, instead_of)
            named = (Named(taker.key, since, end),)
            act = Act("take_over.begun", reason=reason, judged=True, named=named, shown=breaches)
            notes = amend(work, actor, act, lambda change: change.put(line, take_over))
            return Done((*clock.notes, *notes), take_over.key)

        return once(self._ledger, actor, form_key, step)

    def give_back(
        self,
        actor: Actor,
        *,
        line: str,
        key: str,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        form_key: str | None = None,
    ) -> Done:
        """A take-over ends now. Raises `errors.NotFound`."""
        require(actor, Action.CHANGE_OWN_DUTY, line)

        def step(work: Work) -> Done:
            line_of(work, line)
            there = store.load(work.session, line).take_overs
            found = next((each for each in there if each.key == key), None)
            if found is None or found.end <= work.now:
                raise NotFound("There is no such take-over, or it is over.")
            person_of(work, actor, found.taker, line)
            act = Act("take_over.ended", reason=reason, judged=True, shown=breaches)
            notes = amend(work, actor, act, lambda change: change.end(line, Kind.TAKE_OVER, key))
            return Done(notes, key)

        return once(self._ledger, actor, form_key, step)

    def pause(
        self,
        actor: Actor,
        *,
        until: datetime,
        person: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Not to be rung before `until`: calls go to the next tier meanwhile."""
        require(actor, Action.CHANGE_OWN_DUTY)

        def step(work: Work) -> Done:
            who = person_of(work, actor, person).key
            clock = WallClock(first_zone(work), work.now)
            since, end = clock.stretch(work.now, until, longest=LONGEST_PAUSE, what="A pause")
            pause = Pause(opaque(8), who, since, end)

            def make(change: Changing) -> None:
                _end_pauses(work, change, who)
                change.put(None, pause)

            notes = amend(work, actor, Act("pause.begun"), make)
            return Done((*clock.notes, *notes, *left_to_ring.said(work, who, end)), pause.key)

        return once(self._ledger, actor, form_key, step)

    def unpause(
        self, actor: Actor, *, person: str | None = None, form_key: str | None = None
    ) -> Done:
        """To be rung again, now. Raises `errors.NotFound` where there is no pause."""
        require(actor, Action.CHANGE_OWN_DUTY)

        def step(work: Work) -> Done:
            who = person_of(work, actor, person)
            if not _pauses(work, who.key):
                raise NotFound(f"{they_are(actor, who)} not paused: calls come already.")
            act = Act("pause.ended")
            return Done(amend(work, actor, act, lambda change: _end_pauses(work, change, who.key)))

        return once(self._ledger, actor, form_key, step)


def _alone_on(timetable: Timetable, tier: Tier, person: str, now: datetime) -> bool:
    there = [each.person_ref for each in timetable.on_duty(now) if each.tier is tier]
    return there == [person]


def _end(timetable: Timetable, tier: Tier, instead_of: str | None, now: datetime) -> datetime:
    """When what is taken ends: the first of those duties; where nobody has the tier, when anything
    changes next. Raises `errors.Invalid` where there is nothing to take."""
    there = [each for each in timetable.on_duty(now) if each.tier is tier]
    given = _given(there, instead_of)
    if given:
        return min(each.end for each in given)
    return min(timetable.next_change(now) or now + LONGEST, now + LONGEST)


def _given(there: list[Duty], instead_of: str | None) -> list[Duty]:
    if instead_of is None:
        return there
    found = [each for each in there if each.person_ref == instead_of]
    if not found:
        said = "They are not on this tier now, so that nothing can be taken from them."
        raise Invalid([Problem("instead_of", said)])
    return found


def _pauses(work: Work, person: str) -> dict[str, Pause]:
    rotas = every_rota(work).values()
    every = {each.key: each for timetable in rotas for each in timetable.rota.pauses}
    return {
        key: each
        for key, each in every.items()
        if each.person_ref == person and each.end > work.now
    }


def _end_pauses(work: Work, change: Changing, person: str) -> None:
    for key in _pauses(work, person):
        change.end(None, Kind.PAUSE, key)
