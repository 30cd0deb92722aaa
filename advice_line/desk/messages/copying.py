"""What the carrier holds of what callers said is copied here, sealed, then deleted there; and what
lies here is deleted when its time is up, never silently.

The carrier is spoken to outside any transaction; a step whose worker was killed is due again when
its claim has run out, and each may be done twice without harm.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.call_kinds import SoundKind
from advice_line.data_kinds import Kept
from advice_line.desk.messages import lost, spoken
from advice_line.desk.owed import tasks, telling
from advice_line.errors import DeliveryFailed
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger import sound_store
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import Telephone
from advice_line.rules import retention
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.sounds import Sound
from advice_line.tables.tasks import Task
from advice_line.trust import deletions, holds
from advice_line.trust.roles import SYSTEM, Action, require

BATCH = 20
_WITH_LEAD = 2
_LAST_DAY = timedelta(days=1)
# A recording the carrier does not have after so long will not come any more.
_GIVEN_UP_AFTER = timedelta(days=2)


class Copying:
    """Of messages and of recorded calls alike."""

    def __init__(self, ledger: Ledger, telephone: Telephone | None) -> None:
        self._ledger = ledger
        self._telephone = telephone

    def copy(self) -> int:
        """How many steps succeeded."""
        require(SYSTEM, Action.SWEEP)
        if self._telephone is None:
            return 0
        due = self._look(lambda work: _due(work, work.now))
        return sum(self._step(self._telephone, each) for each in due)

    def delete(self) -> int:
        """What has had its time; and the lead hears of messages that nobody has typed in time."""
        require(SYSTEM, Action.SWEEP)
        warned = sum(self._each(_warn, each) for each in self._look(_to_warn_of))
        ripe = self._look(lambda work: _ripe(work))
        return warned + sum(self._each(_remove, each) for each in ripe)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(select(func.min(Sound.act_at))).one()
            return found

    def _step(self, telephone: Telephone, sound_id: int) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            sound = work.session.get_one(Sound, sound_id)
            if sound.act_at is None or sound.act_at > work.now:
                return 0
            if not sound_store.claim(work, sound):
                return 0
            recording = sound.carrier_id
            here = sound.kept_at is not None or sound.deleted_at is not None
        try:
            if here:
                telephone.delete_recording(recording)
                return self._write(sound_id, sound_store.let_go)
            content = telephone.fetch_recording(recording)
        except DeliveryFailed as error:
            code = error.code
            self._write(sound_id, lambda work, sound: _put_off(work, sound, code))
            return 0
        return self._write(sound_id, lambda work, sound: _keep(work, sound, content))

    def _write(self, sound_id: int, step: Callable[[Work, Sound], None]) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            step(work, work.session.get_one(Sound, sound_id))
        return 1

    def _each(self, step: Callable[[Work, int], bool], sound_id: int) -> int:
        with self._ledger.work(SYSTEM.label, holding=holds.alone) as work:
            return int(step(work, sound_id))

    def _look(self, find: Callable[[Work], list[int]]) -> list[int]:
        with self._ledger.look(SYSTEM.label) as work:
            return find(work)


def _due(work: Work, now: datetime) -> list[int]:
    statement = (
        select(Sound.id)
        .where(col(Sound.act_at) <= now)
        .order_by(col(Sound.act_at), col(Sound.id))
        .limit(BATCH)
    )
    return [each for each in work.session.exec(statement).all() if each is not None]


def _keep(work: Work, sound: Sound, content: bytes) -> None:
    if sound.kept_at is not None:
        return  # a worker whose claim had run out was faster
    sound_store.keep(work, sound, content, _delete_after(work, sound))


def _delete_after(work: Work, sound: Sound) -> datetime:
    if sound.delete_after is not None:
        return sound.delete_after  # typed from the carrier's copy before ours was here
    query = work.session.get_one(Query, sound.query_id)
    line = work.session.get_one(Line, query.line_id)
    return retention.of_kept(line.retention, SoundKind(sound.kind), sound.made_at)


def _put_off(work: Work, sound: Sound, code: str) -> None:
    """The carrier is slow with a new one; one that it never had is given up and shown."""
    sound_store.later(work, sound, code)
    if sound.kept_at is None and work.now - sound.made_at > _GIVEN_UP_AFTER:
        lost.given_up(work, sound, code)


def _to_warn_of(work: Work) -> list[int]:
    statement = (
        select(Sound.id)
        .join(Task, col(Task.query_id) == col(Sound.query_id))
        .where(
            col(Sound.kind) == SoundKind.MESSAGE,
            col(Sound.deleted_at).is_(None),
            col(Sound.delete_after) <= work.now + retention.WARNED_BEFORE,
            col(Task.kind) == TaskKind.TYPE_MESSAGE,
            col(Task.state) == TaskState.OPEN,
            col(Task.rung) < _WITH_LEAD,
        )
        .limit(BATCH)
    )
    return [each for each in work.session.exec(statement).all() if each is not None]


def _warn(work: Work, sound_id: int) -> bool:
    """The task is the lead's too, who is told by when it must be done: not at night, unless its
    last day has come."""
    sound = work.session.get_one(Sound, sound_id)
    query = work.session.get_one(Query, sound.query_id)
    line = work.session.get_one(Line, query.line_id)
    last_day = sound.delete_after is None or sound.delete_after - work.now < _LAST_DAY
    if not last_day and not on_duty.is_open(work.session, line.key, work.now):
        return False
    task = tasks.open_task(work, sound.query_id, TaskKind.TYPE_MESSAGE)
    if task is None or not work.update(task, col(Task.rung) < _WITH_LEAD, rung=_WITH_LEAD):
        return False
    work.record("message.untyped", query=sound.query_id, subject=sound.public_id)
    for lead in on_duty.leads(work.session, line.key, work.now):
        kind = NoticeKind.MESSAGE_UNTYPED
        telling.responder(
            work, kind, lead.id or 0, once=sound.public_id, query=query.id, subject=sound.id
        )
    return True


def _ripe(work: Work) -> list[int]:
    return sound_store.ripe(work.session, work.now, BATCH, ~holds.on_query(col(Sound.query_id)))


def _remove(work: Work, sound_id: int) -> bool:
    sound = work.session.get_one(Sound, sound_id)
    written = spoken.transcript(work, sound) is not None
    # Asked again: a hold may have been placed since.
    if holds.is_held(work.session, sound.query_id) or not sound_store.remove(work, sound):
        return False
    _note(work, sound, written=written)
    if sound.kind == SoundKind.MESSAGE and not written:
        work.record("message.never_typed", query=sound.query_id, subject=sound.public_id)
    left = [each for each in spoken.untyped(work, sound.query_id) if each.deleted_at is None]
    if not left:
        reason = "deleted by its retention class before anybody typed it"
        tasks.settle_kind(work, sound.query_id, TaskKind.TYPE_MESSAGE, reason=reason)
    return True


def _note(work: Work, sound: Sound, *, written: bool) -> None:
    kept = Kept.RECORDING
    if sound.kind == SoundKind.MESSAGE:
        kept = Kept.MESSAGE if written else Kept.UNTYPED_MESSAGE
    line = work.session.get_one(Line, work.session.get_one(Query, sound.query_id).line_id)
    rule = f"{retention.days(line.retention, kept)} days"
    gone = deletions.Gone(f"sound:{sound.public_id}", sound.made_at)
    deletions.note(work, kept, rule, [gone], line.key)
