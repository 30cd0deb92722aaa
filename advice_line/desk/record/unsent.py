"""Words that a responder has typed for a query and not sent: kept as they stand, sealed, one of
each kind."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.passing import UnsentWords
from advice_line.tables.queries import Query
from advice_line.written_kinds import Unsent

_COLUMN = "unsent_words.sealed_words"
LONGEST = 10_000


def keep(work: Work, query: Query, author: int, kind: Unsent, words: str) -> None:
    sealed = work.vault.seal(words[:LONGEST], _COLUMN) if words.strip() else None
    if not work.change(
        UnsentWords, *_of(query, author, kind), sealed_words=sealed, saved_at=work.now
    ):
        work.add(
            UnsentWords(
                query_id=query.id or 0,
                author_id=author,
                kind=kind,
                saved_at=work.now,
                sealed_words=sealed,
            )
        )


def kept(work: Work, query: Query, author: int) -> Mapping[Unsent, str]:
    wanted = select(UnsentWords).where(
        col(UnsentWords.query_id) == query.id,
        col(UnsentWords.author_id) == author,
        col(UnsentWords.sealed_words).is_not(None),
    )
    return {
        Unsent(row.kind): work.vault.open(row.sealed_words or "", _COLUMN)
        for row in work.session.exec(wanted)
    }


def drop(work: Work, query: Query, author: int, kind: Unsent) -> None:
    """It has been sent."""
    work.change(UnsentWords, *_of(query, author, kind), sealed_words=None, saved_at=work.now)


def _of(query: Query, author: int, kind: Unsent) -> tuple[ColumnElement[bool], ...]:
    return (
        col(UnsentWords.query_id) == query.id,
        col(UnsentWords.author_id) == author,
        col(UnsentWords.kind) == kind,
    )
