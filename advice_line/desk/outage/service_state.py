"""The service itself, as staff see it: what stands wrong with it, how its lines were tested,
whether the carrier's lists are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.directory import within
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import alarm_notices, line_guards
from advice_line.tables.directory import Line
from advice_line.tables.outage import Alarm, CarrierReading, LineCheck
from advice_line.trust.roles import Action, Actor, require

MOST_CHECKS = 14


@dataclass(frozen=True)
class AlarmSeen:
    sentence: str
    raised_at: datetime
    stands: bool


@dataclass(frozen=True)
class CheckSeen:
    """`passed` is None while it is going on; `failure` says in words what was not reached."""

    began_at: datetime
    passed: bool | None
    failure: str | None


@dataclass(frozen=True)
class LineSeen:
    """`tested` says whether a test call is set up; `read_until` is up to when the carrier's list of
    calls is known, None before the first reading."""

    key: str
    name: str
    switchboard: str
    tested: bool
    checks: Sequence[CheckSeen]
    read_until: datetime | None


@dataclass(frozen=True)
class ServiceSeen:
    alarms: Sequence[AlarmSeen]
    lines: Sequence[LineSeen]
    now: datetime


class ServiceState:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def seen(self, by: Actor) -> ServiceSeen:
        require(by, Action.SEE_SERVICE)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_SERVICE)
            own = {None, *(each.id for each in lines)}
            return ServiceSeen(
                alarms=[_alarm(each, lines) for each in alarms.shown(work) if each.line_id in own],
                lines=[_line(work, each) for each in lines],
                now=work.now,
            )


def _alarm(alarm: Alarm, lines: Sequence[Line]) -> AlarmSeen:
    name = next((each.name for each in lines if each.id == alarm.line_id), None)
    said = alarm_notices.sentence(AlarmKind(alarm.kind), name, alarm.facts)
    return AlarmSeen(said, alarm.raised_at, stands=alarm.gone_at is None)


def _line(work: Work, line: Line) -> LineSeen:
    checks = work.session.exec(
        select(LineCheck)
        .where(col(LineCheck.line_id) == line.id)
        .order_by(col(LineCheck.id).desc())
        .limit(MOST_CHECKS)
    ).all()
    reading = work.session.exec(
        select(CarrierReading).where(col(CarrierReading.line_id) == line.id)
    ).first()
    return LineSeen(
        key=line.key,
        name=line.name,
        switchboard=line.switchboard,
        tested=line_guards.morning_call(line.test_call) is not None,
        checks=[_check(each) for each in checks],
        read_until=reading.read_until if reading else None,
    )


def _check(check: LineCheck) -> CheckSeen:
    failure = alarm_notices.failure_of_test_call(check.failure) if check.failure else None
    return CheckSeen(check.began_at, check.passed, failure)
