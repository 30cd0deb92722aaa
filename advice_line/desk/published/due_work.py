"""What a worker would do now, by what it is: how much, and since when the oldest of it is due."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import SQLModel, case, col, func, select

from advice_line.kinds import PromiseState, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from advice_line.rota_kinds import HandOverState, SwapState
from advice_line.tables.advice import Advice
from advice_line.tables.alerts import Alert
from advice_line.tables.chat import ChatEnvelope
from advice_line.tables.clocks import QuestionRing
from advice_line.tables.ledger import CalendarJob, Outgoing
from advice_line.tables.mails import Mail
from advice_line.tables.outage import Alarm, LineCheck
from advice_line.tables.passing import PassOn
from advice_line.tables.queries import Contact
from advice_line.tables.rooms import Room
from advice_line.tables.rota_exchange import RotaSource
from advice_line.tables.sounds import Sound
from advice_line.tables.swaps import SwapRequest
from advice_line.tables.tasks import HandOver, Promise, Task
from advice_line.tables.tracers import Tracer
from advice_line.tables.watch import ReachCheck, RotaFinding
from advice_line.written_kinds import MailFate, PassOnState

_NONE = timedelta(0)


@dataclass(frozen=True)
class DueWork:
    """`counts` has every kind, be it 0; all are 0 when drained. `lag` is how long the oldest of
    all has been due."""

    counts: dict[str, int]
    lag: timedelta


@dataclass(frozen=True)
class Outbox:
    """What should have left and has not: how many, and for how long the oldest of them."""

    waiting: int
    oldest: timedelta


@dataclass(frozen=True)
class _Kind:
    """Rows of `table` are due from the instant in `at` on, where `only` holds."""

    name: str
    table: type[SQLModel]
    at: Mapped[Any] | ColumnElement[Any]
    only: tuple[ColumnElement[bool], ...] = ()


def standing(work: Work, channels: Collection[OutChannel]) -> DueWork:
    """`channels` are on; what waits for another is not due, however long it waits."""
    counts, oldest = {}, work.now
    for kind in _kinds(channels, work.now):
        due = select(func.count(), func.min(kind.at)).select_from(kind.table)
        counts[kind.name], since = work.session.exec(
            due.where(kind.at <= work.now, *kind.only)
        ).one()
        oldest = min(oldest, since or oldest)
    return DueWork(counts, work.now - oldest)


def outbox(work: Work, channels: Collection[OutChannel]) -> Outbox:
    """A message that is tried again counts from its first try: its next one is always to come. One
    that is meant for later counts from then."""
    meant = func.coalesce(Outgoing.first_tried_at, Outgoing.next_try_at)
    wanted = select(func.count(), func.min(meant)).where(*_leaving(channels), meant <= work.now)
    count, since = work.session.exec(wanted).one()
    return Outbox(count, work.now - since if count else _NONE)


def _leaving(channels: Collection[OutChannel]) -> tuple[ColumnElement[bool], ...]:
    before_sent = (OutgoingState.WAITING, OutgoingState.SENDING)
    return col(Outgoing.state).in_(before_sent), col(Outgoing.channel).in_(channels)


def _kinds(channels: Collection[OutChannel], now: datetime) -> Iterator[_Kind]:
    yield from _owed(now)
    yield from _said_and_sent(channels)
    yield from _of_the_house()


def _owed(now: datetime) -> Iterator[_Kind]:
    """What somebody was promised, asked or told to do, and what follows when they do not."""
    promised = col(Promise.state) == PromiseState.OPEN
    yield _Kind("tasks", Task, col(Task.act_at), (col(Task.state) == TaskState.OPEN,))
    # It is broken once its time has passed, not as it comes.
    late = (promised, col(Promise.answered_at).is_(None), col(Promise.due_at) < now)
    yield _Kind("promises", Promise, col(Promise.due_at), late)
    yield _Kind("ring_backs", Promise, col(Promise.ring_at), (promised,))
    yield _Kind("question_rings", QuestionRing, col(QuestionRing.act_at))
    yield _Kind("receipts", Advice, col(Advice.act_at))
    yield _Kind("alerts", Alert, col(Alert.act_at))
    yield _Kind("tracers", Tracer, col(Tracer.act_at))
    offered = col(PassOn.state) == PassOnState.OPEN
    yield _Kind("pass_ons", PassOn, col(PassOn.act_at), (offered,))
    left = col(HandOver.state) == HandOverState.OPEN
    yield _Kind("hand_overs", HandOver, col(HandOver.act_at), (left,))


def _said_and_sent(channels: Collection[OutChannel]) -> Iterator[_Kind]:
    """Calls, sounds, mails and messages."""
    yield _Kind("holds", Room, col(Room.act_at))
    yield _Kind("silent_calls", Contact, col(Contact.look_at))
    yield _Kind("sounds", Sound, col(Sound.act_at))
    here = col(Sound.deleted_at).is_(None)
    yield _Kind("old_sounds", Sound, col(Sound.delete_after), (here,))
    yield _Kind("mails", Mail, col(Mail.read_at))
    uncleared = (col(Mail.fate) == MailFate.QUARANTINE, col(Mail.cleared_at).is_(None))
    yield _Kind("mails_uncleared", Mail, col(Mail.act_at), uncleared)
    # Of one that is being sent the end is looked for when its claim has run out.
    sending = col(Outgoing.state) == OutgoingState.SENDING
    at = case((sending, col(Outgoing.claimed_until)), else_=col(Outgoing.next_try_at))
    yield _Kind("outgoing", Outgoing, at, _leaving(channels))
    if OutChannel.CHAT in channels:
        yield _Kind("chat_envelopes", ChatEnvelope, col(ChatEnvelope.again_at))


def _of_the_house() -> Iterator[_Kind]:
    """The rota's, and the service's own."""
    asked = col(SwapRequest.state) == SwapState.OPEN
    yield _Kind("swaps", SwapRequest, col(SwapRequest.act_at), (asked,))
    wrong = col(RotaFinding.gone_at).is_(None)
    yield _Kind("rota_notices", RotaFinding, col(RotaFinding.due_at), (wrong,))
    yield _Kind("reach_checks", ReachCheck, col(ReachCheck.act_at))
    yield _Kind("calendars", RotaSource, col(RotaSource.next_due))
    yield _Kind("alarms", Alarm, col(Alarm.raised_at), (col(Alarm.told_at).is_(None),))
    yield _Kind("test_calls", LineCheck, col(LineCheck.ends_at))
    yield _Kind("calendar", CalendarJob, col(CalendarJob.next_due))
