"""What an asker is told of an answer that comes later than they were told, made from the rows as
they are when it goes."""

from advice_line.desk.owed import tasks
from advice_line.desk.questions import delays
from advice_line.desk.receipts import reaching
from advice_line.directory import out_of_hours
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.notices import Slip
from advice_line.rules import delay_notices, question_notices
from advice_line.rules.labels import DELAY_REASONS
from advice_line.staffing import on_duty
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.written_kinds import DelayReason


def by_text(work: Work, slip: Slip, _url: str) -> str | None:
    """None once it is answered, or another time has taken its place."""
    query, made = work.session.get_one(Query, slip.query_id), _delay(work, slip)
    owed = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if owed is None or owed.act_at is None or (made is not None and made.due_at != owed.due_at):
        return None
    line = work.session.get_one(Line, query.line_id)
    closes = on_duty.closing(work.session, line.key, work.now)
    in_hours = closes is not None and owed.due_at <= closes
    return delay_notices.later(
        query.reference,
        owed.due_at,
        work.now,
        line.time_zone,
        reason=DELAY_REASONS[DelayReason(made.reason)] if made else None,
        number=line.number if in_hours else out_of_hours.number(line),
    )


def by_mail(
    work: Work, slip: Slip, query: Query, page: str, *, read_here: bool
) -> tuple[str, str] | None:
    """Subject and words; whether the mail may hold the responder's own is asked as it goes
    (H07)."""
    said, made = by_text(work, slip, ""), _delay(work, slip)
    if said is None:
        return None
    way = reaching.way(work, query)
    full = made is not None and way is not None and way.full
    words = delays.words_of(work, made) if made is not None and full else None
    line = work.session.get_one(Line, query.line_id)
    subject = f"A later answer to your question {query.reference}"
    closing = question_notices.closing(line.name, line.number, read_here=read_here)
    images = made is not None and made.reason == DelayReason.IMAGES
    return subject, delay_notices.in_mail(said, words, page, closing, images=images)


def _delay(work: Work, slip: Slip) -> PromisedDelay | None:
    return work.session.get_one(PromisedDelay, slip.subject_id) if slip.subject_id else None
