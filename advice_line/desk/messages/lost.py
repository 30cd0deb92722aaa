"""What was recorded and will not come any more: somebody is to ask again what was said. Nothing is
lost in silence (H09)."""

from sqlmodel import col, select

from advice_line.call_kinds import SoundKind
from advice_line.desk.messages import spoken
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.query import moving
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact
from advice_line.tables.sounds import Sound
from advice_line.tables.tasks import Task


def given_up(work: Work, sound: Sound, code: str) -> None:
    """It has been asked for long enough: nobody can hear it, so nobody is to type it."""
    work.update(sound, act_at=None)
    work.record("sound.lost", query=sound.query_id, subject=sound.public_id, code=code)
    if sound.kind == SoundKind.MESSAGE and not sound.seconds:
        return  # silence is no message
    _owe(work, sound.query_id)
    to_type = spoken.untyped(work, sound.query_id)
    if not any(each.kept_at or each.act_at for each in to_type):
        reason = "no sound of it has come"
        tasks.settle_kind(work, sound.query_id, TaskKind.TYPE_MESSAGE, reason=reason)


def never_named(work: Work, contact: Contact) -> None:
    """A message that was kept, as its caller heard, and of which the carrier lists no recording.
    Once for each query: whoever has done it is not asked again the next night."""
    asked = select(Task.id).where(
        col(Task.query_id) == contact.query_id, col(Task.kind) == TaskKind.LOST_SOUND
    )
    if work.session.exec(asked).first() is None:
        work.record("sound.never_named", query=contact.query_id, subject=contact.public_id)
        _owe(work, contact.query_id)


def _owe(work: Work, query_id: int) -> None:
    """A query that a person has closed is owed nothing any more."""
    query = moving.locked(work, query_id)
    if query.state != QueryState.CLOSED:
        line = work.session.get_one(Line, query.line_id)
        tasks.owe(work, query_id, TaskKind.LOST_SOUND, call_backs.due_at(work, line))
