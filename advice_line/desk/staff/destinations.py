"""Where an answer goes once it is signed, as its author is told before they send it."""

from dataclasses import dataclass

from advice_line.desk.query import practices
from advice_line.desk.receipts import reaching
from advice_line.desk.receipts.reaching import Way
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query


@dataclass(frozen=True)
class Goes:
    """`practice` is whose address has it, None where none is on file or its code is closed;
    `closed` names such a practice. `asker` is how who asked hears of it, None where they do not."""

    practice: str | None
    closed: str | None
    asker: Way | None


def of(work: Work, query: Query, chosen: str = "") -> Goes:
    """`chosen` is the key of the practice that its author says it is of, `practices.NONE` of them,
    or nothing said."""
    practice = _practice(work, query, chosen)
    closed = reaching.is_closed(work, query, practice)
    name = practice.name if practice else None
    mailed = practice is not None and practice.email is not None and not closed
    return Goes(
        practice=name if mailed else None,
        closed=name if closed else None,
        asker=reaching.way_of(work, query, practice),
    )


def _practice(work: Work, query: Query, chosen: str) -> Organisation | None:
    if chosen:
        return (
            None if chosen == practices.NONE else lookups.organisation_by_key(work.session, chosen)
        )
    return reaching.practice(work, query)
