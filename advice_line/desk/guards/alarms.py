"""What is wrong with the service itself: raised once, told to those who can mend it, ended when it
is right again. An alarm holds numbers and codes; who reads it looks the rest up on a page."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlmodel import col, or_, select

from advice_line.call_kinds import AlarmKind
from advice_line.directory import lookups
from advice_line.ledger import outbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.staffing import on_duty, telling
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line, Responder
from advice_line.tables.outage import Alarm
from advice_line.trust.roles import SYSTEM, Action, require

# Of these the people who are on hear too: it is their work.
_THEIRS = frozenset({AlarmKind.DURING_OUTAGE, AlarmKind.LINE_OVER_LIMIT})
# How long what has merely happened is shown.
SHOWN_FOR = timedelta(days=1)
_UNTOLD = col(Alarm.told_at).is_(None)


def happened(
    work: Work, kind: AlarmKind, once: str, line: Line | None = None, **facts: int | str
) -> bool:
    """Tell of it; False where the same `once` was told already."""
    return _put(work, kind, once, line, facts, gone_at=work.now)


def counts(work: Work, kind: AlarmKind, line: Line, what: str) -> None:
    """One more of `what` has happened: told with those that nobody was told of yet."""
    there = work.session.exec(
        select(Alarm).where(col(Alarm.kind) == kind, col(Alarm.line_id) == line.id, _UNTOLD)
    ).first()
    if there is not None:
        counted = {**there.facts, what: int(there.facts.get(what, 0)) + 1}
        if work.update(there, _UNTOLD, facts=counted):
            return
    happened(work, kind, f"{line.key}:{what}:{work.now.isoformat()}", line, **{what: 1})


def stands(work: Work, kind: AlarmKind, line: Line, **facts: int | str) -> bool:
    """It is wrong from now on; False where it was, as it is now, already."""
    there = standing(work, kind, line)
    if there is not None and there.facts == facts:
        return False
    ended(work, kind, line)
    return _put(work, kind, f"{line.key}:{work.now.isoformat()}", line, facts, gone_at=None)


def ended(work: Work, kind: AlarmKind, line: Line) -> None:
    own = (col(Alarm.kind) == kind, col(Alarm.line_id) == line.id, col(Alarm.gone_at).is_(None))
    if work.change(Alarm, *own, gone_at=work.now):
        work.record("alarm.ended", subject=f"line:{line.key}", kind=kind)


def standing(work: Work, kind: AlarmKind, line: Line) -> Alarm | None:
    statement = select(Alarm).where(
        col(Alarm.kind) == kind, col(Alarm.line_id) == line.id, col(Alarm.gone_at).is_(None)
    )
    return work.session.exec(statement).first()


def shown(work: Work) -> list[Alarm]:
    """What stands, and what has happened since yesterday; the newest first."""
    statement = (
        select(Alarm)
        .where(or_(col(Alarm.gone_at).is_(None), col(Alarm.raised_at) > work.now - SHOWN_FOR))
        .order_by(col(Alarm.id).desc())
    )
    return list(work.session.exec(statement))


def _put(
    work: Work, kind: AlarmKind, once: str, line: Line | None, facts: dict[str, Any], **ends: Any
) -> bool:
    made = insert_once(
        work.session,
        Alarm,
        ("once",),
        public_id=opaque(),
        kind=kind.value,
        line_id=line.id if line else None,
        once=f"{kind}:{once}",
        facts=facts,
        raised_at=work.now,
        told_at=None,
        **ends,
    )
    if made:
        work.record("alarm.raised", subject=f"line:{line.key}" if line else None, kind=kind)
    return made


class Alarms:
    """Tells each alarm once, by the channels that are on, to those whom it concerns."""

    def __init__(self, ledger: Ledger, *, mail: bool) -> None:
        self._ledger = ledger
        self._channels = (OutChannel.SMS, OutChannel.EMAIL) if mail else (OutChannel.SMS,)

    def tell(self) -> int:
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as look:
            untold = list(look.session.exec(select(Alarm.id).where(_UNTOLD)))
        return sum(self._tell(each) for each in untold)

    def _tell(self, alarm_id: int | None) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            alarm = work.session.get_one(Alarm, alarm_id)
            if not work.update(alarm, _UNTOLD, told_at=work.now):
                return 0
            for person in _concerned(work, alarm):
                self._put(work, alarm, person)
            return 1

    def _put(self, work: Work, alarm: Alarm, person: Responder) -> None:
        for channel in self._channels:
            outbox.put(
                work,
                NoticeKind.SERVICE_ALARM,
                once=f"{NoticeKind.SERVICE_ALARM}:{alarm.public_id}:{person.id}:{channel}",
                channel=channel,
                recipient=Recipient.RESPONDER,
                person=person.id,
                subject=alarm.id,
            )


def _concerned(work: Work, alarm: Alarm) -> Iterable[Responder]:
    """Rota managers and whoever leads the line, or every line where it is of none."""
    people: list[Responder] = []
    for line in lookups.lines(work.session):
        if alarm.line_id in (None, line.id):
            people = [*people, *telling.managers(work, line.key)]
            people = [*people, *on_duty.leads(work.session, line.key, work.now)]
            if alarm.kind in _THEIRS:
                people = [*people, *on_duty.first_tier(work.session, line.key, work.now)]
    return {each.id: each for each in people}.values()
