"""The words of an SMS about advice that awaits a second signature: a reference, a time, a link."""

from collections.abc import Callable

from advice_line.kinds import TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import notices
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task


def owed(work: Work, slip: Slip, url: str) -> str | None:
    """None once somebody has signed."""
    task = work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN:
        return None
    query = work.session.get_one(Query, slip.query_id)
    line = work.session.get_one(Line, query.line_id)
    due = notices.by(task.due_at, work.now, line.time_zone)
    return (
        f"Advice was given outside its author's scope ({query.reference}) and awaits a "
        f"countersignature by {due}: {url}/desk/{query.reference}"
    )


def to_read(work: Work, slip: Slip, url: str) -> str | None:
    """None once it is read."""
    task = work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN:
        return None
    reference = work.session.get_one(Query, slip.query_id).reference
    return (
        f"What was said outside a scope was written down after {reference} was signed. Its signer "
        f"is to read it: {url}/desk/{reference}"
    )


TEXTS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.COUNTERSIGN_OWED: owed,
    NoticeKind.READ_SAID_OWED: to_read,
}
