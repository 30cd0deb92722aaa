"""The rota to look at: days of a line, somebody's own shifts, who is on now, who was on then."""

from calendar import monthrange
from datetime import date, timedelta

from advice_line.errors import NotFound
from advice_line.staffing.rostering import laying_out
from advice_line.staffing.rostering.reader import reader_of
from advice_line.staffing.rostering.shown import Days, OnNow, OwnShifts
from advice_line.staffing.rota_door import RotaDoor, line_of, lines_of
from advice_line.trust.roles import Action, Actor, require
from rota import store
from rota.history import History

WEEKS_AHEAD = 8


class Views(RotaDoor):
    def week(self, actor: Actor, line: str, monday: date) -> Days:
        """The seven days from that Monday, or from the Monday before where it is none. Raises
        `errors.NotFound`."""
        first = monday - timedelta(days=monday.weekday())
        return self._days(actor, line, first, 7)

    def month(self, actor: Actor, line: str, first: date) -> Days:
        """Every day of the month that holds `first`. Raises `errors.NotFound`."""
        count = monthrange(first.year, first.month)[1]
        return self._days(actor, line, first.replace(day=1), count)

    def _days(self, actor: Actor, key: str, first: date, count: int) -> Days:
        require(actor, Action.SEE_ROTA, key)
        with self._ledger.look(actor.label) as work:
            line = line_of(work, key)
            history = store.history(work.session, key, work.now)
            return Days(
                line=key,
                line_name=line.name,
                time_zone=line.time_zone,
                version=store.load(work.session, key).version,
                days=laying_out.days(history, key, first, count, reader_of(work, actor, key)),
                may_change=actor.may(Action.CHANGE_ROTA, key),
                now=work.now,
            )

    def shifts_of(
        self, actor: Actor, person: str | None = None, *, weeks: int = WEEKS_AHEAD
    ) -> OwnShifts:
        """The actor's own from now on; another's where a `person` is named. Raises
        `errors.NotFound` for a person who is not known."""
        require(actor, Action.SEE_ROTA)
        with self._ledger.look(actor.label) as work:
            seen = reader_of(work, actor)
            who = person or seen.key
            if who is None or who not in seen.people:
                raise NotFound("Nobody of this name is on the rota.")
            tables = [store.timetable(work.session, each.key) for each in lines_of(work, actor)]
            until = work.now + timedelta(weeks=weeks)
            return laying_out.own(tables, who, work.now, until, seen)

    def now(self, actor: Actor, line: str) -> OnNow:
        """Who is on a line, and who follows. Raises `errors.NotFound`."""
        require(actor, Action.SEE_ROTA, line)
        with self._ledger.look(actor.label) as work:
            name, timetable = line_of(work, line).name, store.timetable(work.session, line)
            return laying_out.on_now(timetable, name, work.now, reader_of(work, actor, line))

    def history(self, actor: Actor, line: str) -> History:
        """Everything that was ever known of the line's rota, to be asked who was on at an instant
        and why. Raises `errors.NotFound`."""
        require(actor, Action.SEE_ROTA, line)
        with self._ledger.look(actor.label) as work:
            line_of(work, line)
            return store.history(work.session, line, work.now)
