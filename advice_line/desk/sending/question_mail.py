"""What is mailed to somebody who asked in writing, made from the rows as they are when it goes."""

from collections.abc import Callable
from dataclasses import dataclass

from advice_line.desk.questions import arriving
from advice_line.errors import DeliveryRefused
from advice_line.kinds import NoticeKind
from advice_line.ledger.work import Work
from advice_line.ports.notices import Slip
from advice_line.rules import question_notices
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query

NO_ADDRESS = "no_address"


@dataclass(frozen=True)
class Said:
    to: str
    subject: str
    words: str


def said(work: Work, slip: Slip, url: str) -> Said | None:
    """None where it no longer applies. Raises `errors.DeliveryRefused` where no address is kept."""
    query = work.session.get_one(Query, slip.query_id)
    if query.sealed_reply_to is None:
        raise DeliveryRefused(NO_ADDRESS)
    to = work.vault.open(query.sealed_reply_to, arriving.REPLY_TO)
    return WORDS[slip.kind](work, slip, query, to, url)


def _received(work: Work, _slip: Slip, query: Query, to: str, _url: str) -> Said:
    told = arriving.told(work, query)
    words = question_notices.received_mail(
        told.line,
        told.reference,
        told.due_at,
        told.read_from,
        told.now,
        told.time_zone,
        out_of_hours=told.out_of_hours,
        number=work.session.get_one(Line, query.line_id).number,
    )
    return Said(to, f"Your question {query.reference}", words)


WORDS: dict[NoticeKind, Callable[[Work, Slip, Query, str, str], Said | None]] = {
    NoticeKind.QUESTION_RECEIVED: _received,
}
