"""What the texts about written questions say, made from the rows as they are when they are sent."""

from collections.abc import Callable

from advice_line.desk.questions import arriving
from advice_line.kinds import NoticeKind, QueryState, TaskState, Urgency
from advice_line.ledger.work import Work
from advice_line.ports.notices import Slip
from advice_line.rules import labels, question_notices
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

_UNTAKEN = (QueryState.WAITING, QueryState.OFFERED)


def _received(work: Work, slip: Slip, _url: str) -> str:
    query = _query(work, slip)
    told = arriving.told(work, query)
    return question_notices.received_text(
        told.line,
        told.reference,
        told.due_at,
        told.read_from,
        told.now,
        told.time_zone,
        out_of_hours=told.out_of_hours,
    )


def _waiting(work: Work, slip: Slip, url: str) -> str | None:
    """None once somebody has taken it."""
    query, task = _query(work, slip), work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN or query.state not in _UNTAKEN:
        return None
    zone = work.session.get_one(Line, query.line_id).time_zone
    urgency = labels.URGENCY_ASKED[Urgency(query.urgency_asked or Urgency.TWO_DAYS)]
    return question_notices.waiting(
        query.reference, urgency, task.due_at, work.now, zone, f"{url}/desk/{query.reference}"
    )


def _joined(work: Work, slip: Slip, url: str) -> str:
    reference = _query(work, slip).reference
    return question_notices.joined(reference, f"{url}/desk/{reference}")


def _query(work: Work, slip: Slip) -> Query:
    return work.session.get_one(Query, slip.query_id)


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.QUESTION_RECEIVED: _received,
    NoticeKind.QUESTION_WAITING: _waiting,
    NoticeKind.WORDS_JOINED: _joined,
}
