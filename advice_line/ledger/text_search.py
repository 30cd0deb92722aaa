"""What is found by its words, on both engines, behind one function. Rows of any kind may be kept:
whoever keeps them gives a kind of its own, and asks for that.

Of a row the title counts most, then its tags, then the body.
"""

from sqlalchemy import Select, bindparam, func, literal_column, select, table, text
from sqlalchemy import column as named
from sqlmodel import Session

from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.rules import search_words
from advice_line.tables.search import SearchText

_ROWS = table_of(SearchText)
_INDEX = table("search_index", named("id"), named("words"))


def put(work: Work, kind: str, subject: int, *, title: str, tags: str, body: str) -> None:
    """What stands for this subject from now on."""
    values = {"title": title, "tags": tags, "body": body}
    known = (_ROWS.c.kind == kind, _ROWS.c.subject_id == subject)
    if not work.run(_ROWS.update().where(*known).values(**values)):
        work.run(_ROWS.insert().values(kind=kind, subject_id=subject, **values))


def drop(work: Work, kind: str, subject: int) -> None:
    """It is found no more."""
    work.run(_ROWS.delete().where(_ROWS.c.kind == kind, _ROWS.c.subject_id == subject))


def find(
    session: Session, kind: str, wanted: str, *, among: Select[tuple[int]], limit: int
) -> list[int]:
    """The subjects in which each word stands, the best first, or where none has them all, words
    that begin so; none without a word to look for. `among` selects the ids of those that may be
    found at all."""
    found = search_words.words(wanted)
    if not found:
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    statement = _sqlite() if sqlite else _postgresql()
    # Asked of what was found, row by row: to list all that may be found takes longer than to find.
    may = among.where(among.selected_columns[0] == _ROWS.c.subject_id).correlate(_ROWS).exists()
    statement = statement.where(_ROWS.c.kind == bindparam("kind"), may).limit(limit)
    as_written = search_words.for_sqlite if sqlite else search_words.for_postgresql
    for begins in (False, True):
        values = {"kind": kind, "wanted": as_written(found, begins=begins)}
        subjects = list(session.execute(statement, values).scalars())
        if subjects:
            return subjects
    return []


def _sqlite() -> Select[tuple[int]]:
    index = table("search_index")
    return (
        select(_ROWS.c.subject_id)
        .select_from(index.join(_ROWS, literal_column("search_index.rowid") == _ROWS.c.id))
        .where(text("search_index MATCH :wanted"))
        .order_by(literal_column("search_index.rank"))
    )


def _postgresql() -> Select[tuple[int]]:
    query = func.to_tsquery("english", bindparam("wanted"))
    return (
        select(_ROWS.c.subject_id)
        .select_from(_INDEX.join(_ROWS, _INDEX.c.id == _ROWS.c.id))
        .where(_INDEX.c.words.op("@@")(query))
        .order_by(func.ts_rank(_INDEX.c.words, query).desc(), _ROWS.c.subject_id)
    )
