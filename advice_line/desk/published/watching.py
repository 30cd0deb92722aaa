"""What a monitor asks: whether the service can work, and what stands wrong. Numbers only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, col, func, select

from advice_line.call_kinds import STANDING, AlarmKind
from advice_line.desk.owed import attaining, tasks
from advice_line.desk.published import due_work
from advice_line.desk.published.due_work import DueWork, Outbox
from advice_line.directory import lookups
from advice_line.errors import Busy
from advice_line.kinds import QueryState, TaskState
from advice_line.ledger import upkeep
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from advice_line.rota_kinds import FindingKind
from advice_line.staffing import on_duty
from advice_line.tables.ledger import Outgoing
from advice_line.tables.mails import Mailbox
from advice_line.tables.outage import Alarm
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.tables.watch import RotaFinding

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
    """`due` is what a worker would do now. `mail_read` is when the mailbox that was not read for
    longest was read, None where none has been or is to be. `wrong` is what the watch has found on
    the rotas, by its kind; a gap is always among them, be it 0. So are all `alarms` that can stand.
    """

    due: DueWork
    outbox: Outbox
    mail_read: datetime | None
    open_lines: int
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
    def __init__(
        self, ledger: Ledger, channels: tuple[OutChannel, ...], mailboxes: tuple[str, ...]
    ) -> None:
        """`channels` are on, `mailboxes` names those that are read; of one that was once nobody
        hears."""
        self._ledger = ledger
        self._channels = channels
        self._mailboxes = mailboxes

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
                due=due_work.standing(work, self._channels),
                outbox=due_work.outbox(work, self._channels),
                mail_read=_mail_read(work, self._mailboxes),
                open_lines=_open_lines(work),
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


def _mail_read(work: Work, mailboxes: tuple[str, ...]) -> datetime | None:
    """One that was never read counts from when it was first tried."""
    read_at = func.coalesce(Mailbox.polled_at, Mailbox.first_seen_at)
    wanted = select(func.min(read_at)).where(col(Mailbox.mailbox).in_(mailboxes))
    return work.session.exec(wanted).one()


def _open_lines(work: Work) -> int:
    lines = lookups.lines(work.session)
    return sum(on_duty.is_open(work.session, line.key, work.now) for line in lines)


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
    """Every state is there, be it 0: what is absent cannot be seen to rise."""
    counted = select(col(table.state), func.count()).group_by(col(table.state))
    states = QueryState if table is Query else OutgoingState
    return {state.value: 0 for state in states} | dict(work.session.exec(counted).all())
