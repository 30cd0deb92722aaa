"""How many people an act would text, said on its form before it is done. They are those of
`changes/concerned.py`; whoever does it sees it on the page, and is none of them."""

from datetime import datetime, timedelta

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.staffing import telling
from advice_line.staffing.rota_door import RotaDoor, line_of, zone_of
from advice_line.staffing.wall_clock import WallClock
from advice_line.trust.roles import Action, Actor, require
from rota import store

_INSTANT = timedelta(microseconds=1)
_LONGEST = timedelta(days=31)


class ToldAhead(RotaDoor):
    def told_of_closing(
        self, actor: Actor, *, line: str, start: datetime | None, end: datetime | None
    ) -> int:
        """The rota managers, and whoever is on duty from then (or now) until then; without an end,
        who is on as it begins. Raises `errors.Invalid` for times that cannot be."""
        require(actor, Action.CHANGE_ROTA, line)
        with self._ledger.look(actor.label) as work:
            clock = WallClock(zone_of(line_of(work, line)), work.now)
            since = clock.instant(start, "start") if start else work.now
            until = clock.instant(end, "end") if end else since
            until = min(max(until, since + _INSTANT), since + _LONGEST)
            spans = store.timetable(work.session, line).timeline(since, until)
            on = {duty.person_ref for span in spans for duty in span.duties}
            return len(_others(work, actor, on | _managers(work, line)))

    def told_of_absence(self, actor: Actor) -> int:
        """The rota managers, who hear of what a responder does; nobody of what one of them does."""
        require(actor, Action.CHANGE_OWN_DUTY)
        with self._ledger.look(actor.label) as work:
            heard = set() if actor.may(Action.CHANGE_ROTA) else _managers(work, None)
            return len(_others(work, actor, heard))


def _managers(work: Work, line: str | None) -> set[str]:
    return {each.key for each in telling.managers(work, line)}


def _others(work: Work, actor: Actor, keys: set[str]) -> set[str]:
    people = lookups.responders_by_key(work.session, list(keys)).values()
    return {each.key for each in people if each.id != actor.responder_id}
