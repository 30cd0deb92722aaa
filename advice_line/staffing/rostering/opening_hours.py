"""When a line is open, changed by hand: closed at once, a date's own hours, bank holidays."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from advice_line.directory import lookups
from advice_line.directory.numbers import normalise
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.rules import wording, written
from advice_line.rules.notices import stretch
from advice_line.staffing.changes.amending import Act, Done, amend, once
from advice_line.staffing.rota_door import RotaDoor, a_day, line_of, zone_of
from advice_line.staffing.wall_clock import WallClock
from advice_line.tables.columns import opaque
from advice_line.trust.roles import Action, Actor, require
from rota import store, walltime
from rota.changing import Changing
from rota.facts import Kind
from rota.opening import ClosedDay, Closure, DayHours, HolidayByHand, read_periods
from rota.stretches import touch

LONGEST = timedelta(days=31)
_OF_A_DATE = (Kind.CLOSED_DAY, Kind.DAY_HOURS, Kind.HOLIDAY)


class OpeningByHand(RotaDoor):
    def close(
        self,
        actor: Actor,
        *,
        line: str,
        end: datetime,
        reason: str,
        start: datetime | None = None,
        greeting: str | None = None,
        divert_to: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Close the line, at once where no `start` is given. Callers hear `greeting` and are put
        through to `divert_to` (a telephone number) where they are given. Whoever is on duty stays
        so. Where two closures meet, what the newer one says holds."""
        require(actor, Action.CHANGE_ROTA, line)

        def step(work: Work) -> Done:
            clock = WallClock(zone_of(line_of(work, line)), work.now)
            since, until = clock.stretch(start or work.now, end, longest=LONGEST, what="A closure")
            said, number = _greeting(greeting), _number(work, divert_to)
            closure = Closure(opaque(8), since, until, _reason(reason), said, number)
            act = Act("line.closed", reason=reason)
            notes = amend(work, actor, act, lambda change: change.put(line, closure))
            return Done((*clock.notes, *notes), closure.key)

        return once(self._ledger, actor, form_key, step)

    def reopen(self, actor: Actor, *, line: str, key: str, form_key: str | None = None) -> Done:
        """`Done.notes` are the other closures that meet it: the line stays closed for these. Raises
        `errors.NotFound` for a closure that is over."""
        require(actor, Action.CHANGE_ROTA, line)

        def step(work: Work) -> Done:
            zone = line_of(work, line).time_zone
            closures = store.load(work.session, line).calendar.closures
            ended = next((each for each in closures if each.key == key), None)
            if ended is None or ended.end <= work.now:
                raise NotFound("There is no such closure, or it is over.")
            act = Act("line.reopened")
            notes = amend(work, actor, act, lambda change: change.end(line, Kind.CLOSURE, key))
            return Done((*notes, *_still_closed(closures, ended, work.now, zone)), key)

        return once(self._ledger, actor, form_key, step)

    def hours_on(
        self,
        actor: Actor,
        *,
        line: str,
        day: date,
        open: Sequence[str],
        reason: str,
        breaches: Collection[str] | None = None,
        form_key: str | None = None,
    ) -> Done:
        """That date's own hours, such as ["08:00-12:30"], whatever its weekday says."""

        def make(change: Changing) -> None:
            # Before a closed day nothing else of the date would count.
            change.end(line, Kind.CLOSED_DAY, day.isoformat())
            change.put(line, DayHours(day, read_periods(open), _reason(reason)))

        act = Act("day.hours", reason=reason, judged=True, shown=breaches)
        return self._on_date(actor, line, day, act, make, form_key)

    def close_day(
        self, actor: Actor, *, line: str, day: date, reason: str, form_key: str | None = None
    ) -> Done:
        """Closed that whole day, and nobody on duty."""

        def make(change: Changing) -> None:
            change.put(line, ClosedDay(day, _reason(reason)))

        return self._on_date(actor, line, day, Act("day.closed", reason=reason), make, form_key)

    def usual_day(
        self,
        actor: Actor,
        *,
        line: str,
        day: date,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Take back what was said of that date by hand: its hours, its closing, its being a bank
        holiday or none. Raises `errors.NotFound`."""

        def make(change: Changing) -> None:
            ended = [change.end(line, kind, day.isoformat()) for kind in _OF_A_DATE]
            if not any(ended):
                raise NotFound("That day is as usual already.")

        act = Act("day.usual", reason=reason, judged=True, shown=breaches)
        return self._on_date(actor, line, day, act, make, form_key)

    def holiday(
        self,
        actor: Actor,
        *,
        line: str,
        day: date,
        name: str | None,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        form_key: str | None = None,
    ) -> Done:
        """That date counts as a bank holiday of this name; with no name, a bank holiday of the list
        does not count on this line."""

        def make(change: Changing) -> None:
            change.put(line, HolidayByHand(day, None if name is None else _reason(name)))

        act = Act("holiday.set", reason=reason, judged=True, shown=breaches)
        return self._on_date(actor, line, day, act, make, form_key)

    def _on_date(
        self,
        actor: Actor,
        line: str,
        day: date,
        act: Act,
        make: Callable[[Changing], object],
        form_key: str | None,
    ) -> Done:
        require(actor, Action.CHANGE_ROTA, line)

        def step(work: Work) -> Done:
            _to_come(work, line, day)
            return Done(amend(work, actor, act, make))

        return once(self._ledger, actor, form_key, step)


def _to_come(work: Work, line: str, day: date) -> None:
    """Raises `errors.NotFound` for an unknown line, `errors.Invalid` for a day that is over."""
    today = walltime.local_day(work.now, zone_of(line_of(work, line)))
    a_day("day", day)
    if day < today:
        raise Invalid([Problem("day", f"{day} is over. The past stays as it was.")])


def _still_closed(
    closures: Sequence[Closure], ended: Closure, now: datetime, zone: str
) -> Iterator[str]:
    left = max(ended.start, now), ended.end
    for each in closures:
        if each is not ended and touch((each.start, each.end), left):
            span = stretch(max(each.start, now), each.end, zone)
            when = f"until {written.when(each.end, zone)}" if each.start <= now else span
            yield f"The line is still closed {when}, for another reason: {each.reason}."


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid([Problem("reason", "Say why: it is shown beside the day.")])
    return text.strip()


def _greeting(text: str | None) -> str | None:
    said = (text or "").strip()
    if wording.spoken(said) > wording.LONGEST_FIRST_WORDS:
        sentence = "This takes longer than 12 seconds to say. Make it shorter."
        raise Invalid([Problem("greeting", sentence)])
    return said or None


def _number(work: Work, text: str | None) -> str | None:
    """E.164. Raises `errors.Invalid` for what is none, for a number of a line, which would ring
    itself, and for a responder's mobile."""
    if not (text or "").strip():
        return None
    number = normalise(text or "")
    if number is None:
        sentence = "This is not a telephone number. Give it with its area code."
        raise Invalid([Problem("divert_to", sentence)])
    if number in {each.number for each in lookups.lines(work.session)}:
        raise Invalid([Problem("divert_to", "This is an advice line. Give another number.")])
    if lookups.responder_by_mobile(work.session, number) is not None:
        sentence = "This is a responder's mobile; its voicemail would answer callers."
        raise Invalid([Problem("divert_to", f"{sentence} Give another number.")])
    return number
