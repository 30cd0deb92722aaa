"""Somebody is away, on every line: recorded, shortened, taken back."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.rules import rota_limits
from advice_line.staffing.changes.amending import Act, Done, amend, every_rota, once
from advice_line.staffing.rota_door import RotaDoor, first_zone, person_of, they_are
from advice_line.staffing.wall_clock import WallClock
from advice_line.tables.columns import opaque
from advice_line.trust.roles import Action, Actor, require
from rota import swaps
from rota.changing import Changing
from rota.facts import Kind
from rota.values import Absence, AbsenceKind


class Absences(RotaDoor):
    def absent(
        self,
        actor: Actor,
        *,
        person: str,
        kind: AbsenceKind,
        start: datetime,
        end: datetime,
        reason: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """From now on where `start` has passed. What they had stays empty until somebody takes it:
        nothing falls back silently. `kind` and `reason` are shown to the person and to rota
        managers only."""
        require(actor, Action.CHANGE_OWN_DUTY)

        def step(work: Work) -> Done:
            who = person_of(work, actor, person)
            clock = WallClock(first_zone(work), work.now)
            since, until = clock.stretch(start, end, longest=rota_limits.ABSENCE, what="An absence")
            absence = Absence(opaque(8), who.key, kind, since, until)
            act = Act("absence.recorded", reason=reason)
            notes = amend(work, actor, act, lambda change: change.put(None, absence))
            return Done((*clock.notes, *notes), absence.key)

        return once(self._ledger, actor, form_key, step)

    def back(
        self,
        actor: Actor,
        *,
        key: str,
        at: datetime | None = None,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        form_key: str | None = None,
    ) -> Done:
        """They are back at `at`, or now; an absence that has not begun by then is taken back whole.
        Raises `errors.NotFound` for one that is over."""
        require(actor, Action.CHANGE_OWN_DUTY)

        def step(work: Work) -> Done:
            absence = _absence(work, key)
            who = person_of(work, actor, absence.person_ref)
            clock = WallClock(first_zone(work), work.now)
            from_then = work.now if at is None else clock.instant(at, "at")
            if not work.now <= from_then < absence.end:
                back = f"{they_are(actor, who)} back then anyway"
                said = f"{back}, or it has passed. Give a time in between."
                raise Invalid([Problem("at", said)])
            act = Act("absence.shortened", reason=reason, judged=True, shown=breaches)
            notes = amend(work, actor, act, lambda change: _end_at(change, absence, from_then))
            return Done((*clock.notes, *notes), key)

        return once(self._ledger, actor, form_key, step)


def make_way(work: Work, change: Changing, person: str, start: datetime, end: datetime) -> None:
    """They are there in this stretch all the same: it is cut out of their absences."""
    for absence in absences(work).values():
        if absence.person_ref == person and absence.start < end and start < absence.end:
            left = list(swaps.cut(absence, start, end, opaque(8)))
            if absence.key not in {each.key for each in left}:
                change.end(None, Kind.ABSENCE, absence.key)
            for each in left:
                change.put(None, each)


def absences(work: Work) -> dict[str, Absence]:
    """Everybody's, by key: they hold on every line."""
    rotas = every_rota(work).values()
    return {each.key: each for timetable in rotas for each in timetable.rota.absences}


def _absence(work: Work, key: str) -> Absence:
    found = absences(work).get(key)
    if found is None or found.end <= work.now:
        raise NotFound("There is no such absence, or it is over.")
    return found


def _end_at(change: Changing, absence: Absence, at: datetime) -> None:
    if at <= absence.start:
        change.end(None, Kind.ABSENCE, absence.key)
    else:
        change.put(None, replace(absence, end=at))
