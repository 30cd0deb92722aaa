"""Whether somebody has rung lately about a request or a report, by the mark of their number: who
they are is not asked, and nothing of the earlier call is told."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.call_kinds import CallReason
from advice_line.ledger.work import Work
from advice_line.rules import menu
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query

# Longer than two working days ever are, with Easter or Christmas between them.
LOOKED_BACK = timedelta(days=14)


def before(work: Work, query: Query, contact: Contact) -> bool:
    """The calls of one line, which shares nothing with others."""
    if contact.number_mark is None:
        return False
    statement = (
        select(Contact.started_at)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Contact.number_mark) == contact.number_mark,
            col(Contact.reason).in_((CallReason.CHASING, CallReason.WORRIED)),
            col(Contact.id) != contact.id,
            col(Contact.started_at) >= work.now - LOOKED_BACK,
            col(Query.line_id) == query.line_id,
        )
    )
    line = work.session.get_one(Line, query.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    return menu.chases_again(calendar, work.session.exec(statement).all(), work.now)


def worried(work: Work, query: Query, contact: Contact) -> None:
    """Who has said so by a key is no chaser to whoever is rung, and rings through a quiet window
    (H24)."""
    if contact.reason != CallReason.WORRIED:
        work.update(contact, reason=CallReason.WORRIED)
        work.record("contact.worried", query=query.id, subject=f"contact:{contact.public_id}")
