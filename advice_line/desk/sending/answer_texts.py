"""What an SMS says to who asked for an answer by text: where it is to be read."""

from collections.abc import Callable

from sqlmodel import col, select

from advice_line.call_kinds import DeflectionKind
from advice_line.directory.waits import standing
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import notices, waits
from advice_line.tables.directory import Line
from advice_line.tables.queries import Deflection, Query


def answer(work: Work, slip: Slip, url: str) -> str | None:
    """The line's own link, else its page of waits, else that for everybody."""
    query = work.session.get_one(Query, slip.query_id)
    line = work.session.get_one(Line, query.line_id)
    key = work.session.exec(
        select(Deflection.key).where(
            col(Deflection.query_id) == query.id, col(Deflection.kind) == DeflectionKind.TEXT
        )
    ).first()
    links = {each["key"]: each["link"] for each in line.answers}
    own = links.get(key)
    if own is None and standing.spoken(work, line):
        return waits.text(line.name, f"{url}/waits/{line.key}")
    return notices.answer(line.name, own or f"{url}/")


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {NoticeKind.ANSWER_TEXT: answer}
