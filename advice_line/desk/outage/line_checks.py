"""The doors of the test call before a line opens: the telephone's, and the worker's that places it
and judges one that came to no end."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from advice_line.desk.carrier_door import CarrierDoor
from advice_line.desk.outage import checking
from advice_line.directory import lookups
from advice_line.errors import DeliveryDelayed, DeliveryFailed, NotFound
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.line_checks import CheckEvent, LineCaller
from advice_line.ports.script import Script
from advice_line.rules import line_checks, line_guards
from advice_line.rules.line_guards import MorningCall
from advice_line.staffing import on_duty
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line
from advice_line.tables.outage import LineCheck
from advice_line.trust.roles import SYSTEM, Action, require
from rota import columns, walltime

_PLACING = "placing"


class LineChecks(CarrierDoor):
    """Implements `ports.line_checks.LineCheckDesk`."""

    def keyed(self, event: CheckEvent) -> Script:
        return self._check(event, lambda work, check: checking.keyed(work, event, check))

    def whisper(self, event: CheckEvent) -> Script:
        return self._check(event, lambda _work, check: checking.whisper(check))

    def accepted(self, event: CheckEvent) -> Script:
        return self._check(event, lambda work, check: checking.accepted(work, event, check))

    def ended(self, event: CheckEvent) -> Script:
        return self._check(event, lambda work, check: checking.ended(work, event, check))

    def _check(self, event: CheckEvent, step: Callable[[Work, LineCheck], Script]) -> Script:
        def with_row(work: Work) -> Script:
            wanted = select(LineCheck).where(col(LineCheck.public_id) == event.check)
            check = work.session.exec(wanted).first()
            if check is None:
                raise NotFound("No such test call.")
            return step(work, check)

        return self._once(event.key, with_row)


class MorningCalls:
    """Places the test call before a line first opens on a day; any number of workers may."""

    def __init__(self, ledger: Ledger, caller: LineCaller) -> None:
        self._ledger = ledger
        self._caller = caller

    def place(self) -> int:
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as look:
            wanted = [each for each in _due(look) if not _there(look, *each)]
        for line, opens_at in wanted:
            self._begin(line, opens_at)
        return sum(self._ring(check) for check in self._unplaced())

    def judge(self) -> int:
        """One that has come to no end in time has failed at the step that is missing."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as look:
            late = list(look.session.exec(select(LineCheck.id).where(_late(look.now))))
        for check_id in late:
            with self._ledger.work(SYSTEM.label) as work:
                checking.failed(work, work.session.get_one(LineCheck, check_id))
        return len(late)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as look:
            found: datetime | None = look.session.exec(select(func.min(LineCheck.ends_at))).one()
            return found

    def _begin(self, line: Line, opens_at: datetime) -> None:
        with self._ledger.work(SYSTEM.label) as work:
            insert_once(
                work.session,
                LineCheck,
                ("line_id", "opens_at"),
                public_id=opaque(),
                line_id=line.id,
                opens_at=opens_at,
                began_at=work.now,
                ends_at=work.now + line_checks.SETTLED_WITHIN,
            )

    def _unplaced(self) -> list[int | None]:
        with self._ledger.look(SYSTEM.label) as look:
            return list(look.session.exec(select(LineCheck.id).where(_UNPLACED, _UNSETTLED)))

    def _ring(self, check_id: int | None) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            check = work.session.get_one(LineCheck, check_id)
            line = work.session.get_one(Line, check.line_id)
            test = line_guards.morning_call(line.test_call)
            if test is None or not work.update(check, _UNPLACED, placed_at=work.now):
                return 0
            work.let_go()
        self._placed(check, line, test)
        return 1

    def _placed(self, check: LineCheck, line: Line, test: MorningCall) -> None:
        most = line_checks.MOST_SECONDS
        try:
            call = self._caller.ring(number=test.number, line=line.number, most_seconds=most)
        except DeliveryFailed as error:
            self._not_placed(check, error)
            return
        with self._ledger.work(SYSTEM.label) as work:
            work.update(work.session.get_one(LineCheck, check.id), external_id=call)

    def _not_placed(self, check: LineCheck, error: DeliveryFailed) -> None:
        """What the carrier may have placed all the same shows itself; what it could not yet do is
        asked for again until the time is up."""
        if isinstance(error, DeliveryDelayed) and error.maybe_sent:
            return
        with self._ledger.work(SYSTEM.label) as work:
            row = work.session.get_one(LineCheck, check.id)
            work.update(row, placed_at=None)
            if not isinstance(error, DeliveryDelayed):
                checking.failed(work, row, _PLACING)


_UNPLACED = col(LineCheck.placed_at).is_(None)
_UNSETTLED = col(LineCheck.settled_at).is_(None)


def _late(now: datetime) -> ColumnElement[bool]:
    return col(LineCheck.ends_at) <= now


def _due(work: Work) -> list[tuple[Line, datetime]]:
    """The lines whose first opening of the day is near, or has just been."""
    found = []
    for line in lookups.lines(work.session):
        test = line_guards.morning_call(line.test_call)
        if test is None:
            continue
        opens_at = _first_opening(work, line)
        if opens_at is not None and line_checks.due(opens_at, test.minutes_before, work.now):
            found.append((line, opens_at))
    return found


def _first_opening(work: Work, line: Line) -> datetime | None:
    """Of the line's local day; None where it is open at midnight and only opens again later."""
    zone = columns.read_zone(line.time_zone)
    midnight = walltime.day_start(walltime.local_day(work.now, zone), zone)
    return on_duty.next_opening(work.session, line.key, midnight)


def _there(work: Work, line: Line, opens_at: datetime) -> bool:
    own = (col(LineCheck.line_id) == line.id, col(LineCheck.opens_at) == opens_at)
    return work.session.exec(select(LineCheck.id).where(*own)).first() is not None
