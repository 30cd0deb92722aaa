"""What a monitor asks: whether the service can work, and what waits to be done. Numbers only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, and_, col, func, or_, select

from advice_line.call_kinds import STANDING, AlarmKind
from advice_line.desk.owed import attaining, tasks
from advice_line.errors import Busy
from advice_line.kinds import PromiseState, QueryState, TaskState
from advice_line.ledger import upkeep
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from advice_line.rota_kinds import FindingKind, HandOverState, SwapState
from advice_line.tables.clocks import QuestionRing
from advice_line.tables.ledger import CalendarJob, Outgoing
from advice_line.tables.mails import Mail
from advice_line.tables.outage import Alarm, LineCheck
from advice_line.tables.queries import Contact, Query
from advice_line.tables.sounds import Sound
from advice_line.tables.swaps import SwapRequest
from advice_line.tables.tasks import HandOver, Promise, Task
from advice_line.tables.watch import ReachCheck, RotaFinding

# A worker that lives beats once a pass, every few seconds.
WORKER_SILENT_AFTER = timedelta(minutes=2)
_UNCLAIMED = (QueryState.RECEIVED, QueryState.WAITING, QueryState.OFFERED)


@dataclass(frozen=True)
class Readiness:
    """`heartbeat` is when any worker last finished a pass; None: never. `alarms` are what stands
    wrong with the service though it is ready."""

    database: bool
    migrations: bool
    heartbeat: datetime | None
    now: datetime
    alarms: tuple[AlarmKind, ...] = ()

    @property
    def worker(self) -> bool:
        return self.heartbeat is not None and self.now - self.heartbeat <= WORKER_SILENT_AFTER

    @property
    def ready(self) -> bool:
        return self.database and self.migrations and self.worker


@dataclass(frozen=True)
class Standing:
    """`due` counts what a worker would do now, by what it is: all 0 when drained. `wrong` is what
    the watch has found on the rotas, by its kind; a gap is always among them, be it 0. So are all
    `alarms` that can stand."""

    due: dict[str, int]
    queries: dict[str, int]
    outgoing: dict[str, int]
    oldest_unclaimed: datetime | None
    answers: dict[str, int]
    unwritten: int
    wrong: dict[str, int]
    alarms: dict[AlarmKind, int]
    heartbeat: datetime | None
    now: datetime


class Watching:
    def __init__(self, ledger: Ledger, channels: tuple[OutChannel, ...]) -> None:
        """`channels` are on; what waits for another is not due, however long it waits."""
        self._ledger = ledger
        self._channels = channels

    def readiness(self) -> Readiness:
        """Never raises for a database that is away: that is one of the answers."""
        try:
            current = not self._ledger.db.behind()
            with self._ledger.look("public") as work:
                if not current:
                    return Readiness(True, current, None, work.now)
                stand = tuple(kind for kind, count in _alarms(work).items() if count)
                beat = upkeep.last_beat(work.session)
                return Readiness(True, current, beat, work.now, stand)
        except (Busy, DBAPIError):
            return Readiness(False, False, None, self._ledger.clock.now())

    def standing(self) -> Standing:
        with self._ledger.look("public") as work:
            return Standing(
                due=_due(work, self._channels),
                queries=_by_state(work, Query),
                outgoing=_by_state(work, Outgoing),
                oldest_unclaimed=work.session.exec(
                    select(func.min(Query.received_at)).where(col(Query.state).in_(_UNCLAIMED))
                ).one(),
                answers=attaining.counts(work),
                unwritten=_unwritten(work),
                wrong=_wrong(work),
                alarms=_alarms(work),
                heartbeat=upkeep.last_beat(work.session),
                now=work.now,
            )


def _due(work: Work, channels: tuple[OutChannel, ...]) -> dict[str, int]:
    now = work.now
    open_task = col(Task.state) == TaskState.OPEN
    open_promise = col(Promise.state) == PromiseState.OPEN
    open_request = col(SwapRequest.state) == SwapState.OPEN
    open_hand_over = col(HandOver.state) == HandOverState.OPEN
    wrong = col(RotaFinding.gone_at).is_(None)
    on = col(Outgoing.channel).in_(channels)
    waiting = col(Outgoing.state) == OutgoingState.WAITING
    sending = col(Outgoing.state) == OutgoingState.SENDING
    old = col(Sound.deleted_at).is_(None)
    come = and_(waiting, col(Outgoing.next_try_at) <= now)
    abandoned = and_(sending, col(Outgoing.claimed_until) <= now)
    return {
        "tasks": _count(work, Task, open_task, col(Task.act_at) <= now),
        "promises": _count(
            work,
            Promise,
            open_promise,
            col(Promise.due_at) < now,
            col(Promise.answered_at).is_(None),
        ),
        "ring_backs": _count(work, Promise, open_promise, col(Promise.ring_at) <= now),
        "question_rings": _count(work, QuestionRing, col(QuestionRing.act_at) <= now),
        "silent_calls": _count(work, Contact, col(Contact.look_at) <= now),
        "mails": _count(work, Mail, col(Mail.read_at) <= now),
        "swaps": _count(work, SwapRequest, open_request, col(SwapRequest.act_at) <= now),
        "hand_overs": _count(work, HandOver, open_hand_over, col(HandOver.act_at) <= now),
        "rota_notices": _count(work, RotaFinding, wrong, col(RotaFinding.due_at) <= now),
        "reach_checks": _count(work, ReachCheck, col(ReachCheck.act_at) <= now),
        "alarms": _count(work, Alarm, col(Alarm.told_at).is_(None)),
        "test_calls": _count(work, LineCheck, col(LineCheck.ends_at) <= now),
        "sounds": _count(work, Sound, col(Sound.act_at) <= now),
        "old_sounds": _count(work, Sound, old, col(Sound.delete_after) <= now),
        "calendar": _count(work, CalendarJob, col(CalendarJob.next_due) <= now),
        "outgoing": _count(work, Outgoing, on, or_(come, abandoned)),
    }


def _unwritten(work: Work) -> int:
    return _count(
        work,
        Task,
        col(Task.state) == TaskState.OPEN,
        col(Task.kind).in_(tasks.UNWRITTEN),
    )


def _wrong(work: Work) -> dict[str, int]:
    kind, open_ones = col(RotaFinding.kind), col(RotaFinding.gone_at).is_(None)
    to_come = col(RotaFinding.ends_at) > work.now
    counted = select(kind, func.count()).where(open_ones, to_come).group_by(kind)
    return {FindingKind.UNMANNED.value: 0, **dict(work.session.exec(counted).all())}


def _alarms(work: Work) -> dict[AlarmKind, int]:
    stand = select(Alarm.kind, func.count()).where(col(Alarm.gone_at).is_(None))
    counted = dict(work.session.exec(stand.group_by(col(Alarm.kind))).all())
    return {kind: counted.get(kind, 0) for kind in STANDING}


def _count(work: Work, table: type[SQLModel], *where: ColumnElement[bool]) -> int:
    return work.session.exec(select(func.count()).select_from(table).where(*where)).one()


def _by_state(work: Work, table: type[Query] | type[Outgoing]) -> dict[str, int]:
    counted = select(col(table.state), func.count()).group_by(col(table.state))
    return dict(work.session.exec(counted).all())
