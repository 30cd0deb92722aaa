"""What the texts about messages say, made from the rows as they are when they are sent."""

from collections.abc import Callable

from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import text_notices
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.sounds import Sound
from advice_line.tables.tasks import Task


def _untyped(work: Work, slip: Slip, url: str) -> str | None:
    sound = work.session.get_one(Sound, slip.subject_id)
    if sound.deleted_at is not None or sound.delete_after is None:
        return None
    query, line = _query(work, slip), _line(work, slip)
    address = f"{url}/messages/{sound.public_id}"
    return text_notices.untyped(
        query.reference, sound.delete_after, work.now, line.time_zone, address
    )


def _joined(work: Work, slip: Slip, url: str) -> str:
    query = _query(work, slip)
    return text_notices.joined(query.reference, f"{url}/desk/{query.reference}")


def _ring_us(work: Work, slip: Slip, _url: str) -> str:
    line = _line(work, slip)
    return text_notices.ring_us(line.name, line.number, _query(work, slip).reference)


def _we_ring(work: Work, slip: Slip, _url: str) -> str | None:
    """None once nobody owes it any more: it would claim what does not happen."""
    query = _query(work, slip)
    owed = work.session.get(Task, slip.subject_id)
    if owed is None or owed.state != TaskState.OPEN or owed.kind != TaskKind.RING_BACK:
        return None
    return text_notices.we_ring(_line(work, slip).name, query.reference)


def _duty_texts_stopped(work: Work, slip: Slip, _url: str) -> str:
    return text_notices.duty_texts_stopped(work.session.get_one(Responder, slip.subject_id).name)


def _query(work: Work, slip: Slip) -> Query:
    return work.session.get_one(Query, slip.query_id)


def _line(work: Work, slip: Slip) -> Line:
    return work.session.get_one(Line, _query(work, slip).line_id)


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.MESSAGE_UNTYPED: _untyped,
    NoticeKind.TEXT_JOINED: _joined,
    NoticeKind.TEXT_RING_US: _ring_us,
    NoticeKind.TEXT_WE_RING: _we_ring,
    NoticeKind.DUTY_TEXTS_STOPPED: _duty_texts_stopped,
}
