"""Whether who is first on for a day can be reached: asked by a text before their shift, and told to
others where no answer comes. A line says how long before; 0 is never.

One question a line, day and person: whoever comes to be first on meanwhile is asked too, and of who
is first on no longer nothing is told.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import col, func, select

from advice_line.directory import lookups
from advice_line.ledger import due
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.staffing import on_duty, telling
from advice_line.tables.directory import Line, Responder
from advice_line.tables.watch import ReachCheck
from advice_line.trust.roles import SYSTEM, Action, require
from rota import columns, store, walltime
from rota.duty import Timetable
from rota.values import Tier

ANSWER_WITHIN = timedelta(minutes=15)
_LOOKED_AHEAD = timedelta(days=7)
_MOST = 100
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class First:
    """Who is first on for a line's local day, and from when."""

    line: Line
    day: date
    starts: datetime
    person: Responder

    @property
    def ask_at(self) -> datetime:
        return self.starts - timedelta(minutes=self.line.reach_check_minutes)


class Reachability:
    def __init__(self, ledger: Ledger, channels: Collection[OutChannel]) -> None:
        """`channels` are those by which messages can leave: nobody is asked where no text can."""
        self._ledger = ledger
        self._on = OutChannel.SMS in channels

    def ask(self) -> int:
        """Ask whom it is time to ask; returns how many were."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            due_now = [each for each in self._coming(work) if each.ask_at <= work.now]
        return sum(self._ask(each) for each in due_now)

    def alarm(self) -> int:
        """Tell of who has not answered in time; returns how many those are."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            ids = due.rows(work.session, ReachCheck, "act_at", work.now, _MOST)
        return sum(self._alarm(each) for each in ids)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            answer = work.session.exec(select(func.min(ReachCheck.act_at))).one()
            asks = [each.ask_at for each in self._coming(work)]
        return min((at for at in (answer, *asks) if at is not None), default=None)

    def _coming(self, work: Work) -> list[First]:
        """Of every line's next day those who were not asked yet."""
        lines = [each for each in lookups.lines(work.session) if each.reach_check_minutes]
        found = [_next(work, line) for line in lines] if self._on else []
        return [each for each in found if each is not None and not _asked(work, each)]

    def _ask(self, first: First) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            answer_by = work.now + ANSWER_WITHIN
            new = insert_once(
                work.session,
                ReachCheck,
                ("line_id", "day", "person_id"),
                line_id=first.line.id,
                day=first.day,
                person_id=first.person.id,
                starts_at=first.starts,
                asked_at=work.now,
                act_at=answer_by,
            )
            check = _asked(work, first)
            if not new or check is None:
                return False
            telling.person(
                work, NoticeKind.REACH_CHECK, first.person, once=str(check.id), subject=check.id
            )
            work.record("reach.asked", subject=f"reach_check:{check.id}", line=first.line.key)
            return True

    def _alarm(self, check_id: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            check = work.session.get_one(ReachCheck, check_id)
            silent = check.answered_at is None and _still_first(work, check)
            told_at = work.now if silent else None
            still_due = col(ReachCheck.act_at) <= work.now
            if not work.update(check, still_due, act_at=None, told_at=told_at):
                return False
            if silent:
                for each in _concerned(work, check):
                    once, kind = str(check.id), NoticeKind.REACH_UNANSWERED
                    telling.person(work, kind, each, once=once, subject=check.id)
                work.record("reach.unanswered", subject=f"reach_check:{check.id}")
            return True


def first_on(
    timetable: Timetable, day: date, people: Collection[str]
) -> tuple[datetime, str] | None:
    """From when on the local day somebody of `people` is on tier 1 of the open line by a duty that
    begins on that day, and who: of a line that never closes, the first who comes on."""
    zone = columns.read_zone(timetable.rota.calendar.time_zone)
    start, end = walltime.day_start(day, zone), walltime.day_start(day + _DAY, zone)
    for span in timetable.timeline(start, end):
        for duty in span.duties if span.open else ():
            begins = duty.tier is Tier.FIRST and duty.start >= start
            if begins and duty.person_ref in people:
                return span.start, duty.person_ref
    return None


def _next(work: Work, line: Line) -> First | None:
    """The first shift of the next day on which anybody is on; None where none is for a week."""
    people = dict(_may_be_rung(work, line))
    timetable = store.timetable(work.session, line.key)
    day = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    for ahead in range(_LOOKED_AHEAD.days):
        found = first_on(timetable, day + ahead * _DAY, people)
        if found is not None and found[0] > work.now:
            return First(line, day + ahead * _DAY, found[0], people[found[1]])
    return None


def _may_be_rung(work: Work, line: Line) -> Iterator[tuple[str, Responder]]:
    for each in lookups.responders(work.session):
        if lookups.may_be_rung(each, line.key):
            yield each.key, each


def _asked(work: Work, first: First) -> ReachCheck | None:
    statement = select(ReachCheck).where(
        col(ReachCheck.line_id) == first.line.id,
        col(ReachCheck.day) == first.day,
        col(ReachCheck.person_id) == first.person.id,
    )
    return work.session.exec(statement).first()


def _still_first(work: Work, check: ReachCheck) -> bool:
    line = work.session.get_one(Line, check.line_id)
    people = {key: each.id for key, each in _may_be_rung(work, line)}
    found = first_on(store.timetable(work.session, line.key), check.day, people)
    return found is not None and people[found[1]] == check.person_id


def _concerned(work: Work, check: ReachCheck) -> list[Responder]:
    """The rota managers and tier 2 of that shift; the lead where they are but the person asked."""
    line = work.session.get_one(Line, check.line_id)
    on = on_duty.who(work.session, line.key, check.starts_at)
    second = [each.responder for each in on if each.tier == Tier.SECOND]
    managing = telling.managers(work, line.key)
    for group in (managing + second, on_duty.leads(work.session, line.key, work.now)):
        people = {each.id: each for each in group if each.id != check.person_id}
        if people:
            return list(people.values())
    return []
