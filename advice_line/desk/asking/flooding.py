"""More questions than people ask: nobody is refused, but who has not shown that their address is
theirs does that first."""

from datetime import timedelta

from sqlmodel import col, func, or_, select

from advice_line.desk.asking import confirming
from advice_line.desk.query import arrivals
from advice_line.kinds import Channel, Direction
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query

# Of one browser or one address; a busy surgery asks less often from one of them.
WITHIN, MOST = timedelta(hours=1), 5
# Of a whole line from all that are not confirmed: whoever floods it changes browser and address.
LINE_WITHIN, LINE_MOST = timedelta(minutes=10), 30


def code_first(work: Work, line: Line, browser: str, address: str) -> bool:
    return _of_one(work, browser, address) >= MOST or _of_line(work, line) >= LINE_MOST


def _of_one(work: Work, browser: str, address: str) -> int:
    begins = confirming.contact_key(work, browser, "")
    same = or_(
        col(Contact.external_id).startswith(begins, autoescape=True),
        col(Contact.address_mark) == arrivals.address_mark(work, address),
    )
    statement = (
        select(func.count())
        .select_from(Contact)
        .where(
            same,
            col(Contact.channel) == Channel.FORM,
            col(Contact.direction) == Direction.IN,
            col(Contact.started_at) > work.now - WITHIN,
        )
    )
    return work.session.exec(statement).one()


def _of_line(work: Work, line: Line) -> int:
    statement = (
        select(func.count())
        .select_from(Query)
        .where(
            col(Query.line_id) == line.id,
            col(Query.channel) == Channel.FORM,
            col(Query.verified).is_(False),
            col(Query.received_at) > work.now - LINE_WITHIN,
        )
    )
    return work.session.exec(statement).one()
