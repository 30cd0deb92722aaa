"""What the out-of-hours contact of a line is told of a question that nobody had taken as it closed,
made from the rows as they are when it goes."""

from collections.abc import Callable

from advice_line.desk.owed import answers
from advice_line.directory import out_of_hours
from advice_line.errors import DeliveryRefused
from advice_line.kinds import TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import labels, ladder_notices
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

NOBODY = "no_contact"


def number(work: Work, slip: Slip) -> str:
    """Raises `errors.DeliveryRefused` where the line names nobody any more."""
    contact = out_of_hours.contact(_line(work, slip))
    if contact is None:
        raise DeliveryRefused(NOBODY)
    return contact.number


def mail(work: Work, slip: Slip, url: str) -> tuple[str, str, str] | None:
    """To whom, subject and words; None where it no longer applies. Raises what `number` does."""
    contact, words = out_of_hours.contact(_line(work, slip)), _left(work, slip, url)
    if words is None:
        return None
    if contact is None or contact.email is None:
        raise DeliveryRefused(NOBODY)
    reference = work.session.get_one(Query, slip.query_id).reference
    return contact.email, f"Not taken before closing: question {reference}", f"{words}\n"


def _left(work: Work, slip: Slip, url: str) -> str | None:
    """None once somebody has it."""
    query, task = work.session.get_one(Query, slip.query_id), _task(work, slip)
    if task.state != TaskState.OPEN or query.owner_id is not None:
        return None
    line, urgency = _line(work, slip), labels.URGENCY_ASKED[answers.urgency(query)]
    return ladder_notices.left_at_closing(
        line.name,
        query.reference,
        urgency,
        task.due_at,
        work.now,
        line.time_zone,
        f"{url}/desk/{query.reference}",
    )


def _task(work: Work, slip: Slip) -> Task:
    return work.session.get_one(Task, slip.subject_id)


def _line(work: Work, slip: Slip) -> Line:
    query = work.session.get_one(Query, slip.query_id)
    return work.session.get_one(Line, query.line_id)


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {NoticeKind.QUESTION_LEFT: _left}
