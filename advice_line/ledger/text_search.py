"""What is found by its words, on both engines, behind one function. Rows of any kind may be kept:
whoever keeps them gives a kind of its own, and asks for that.

Of a row the title counts most, then its tags, then the body. Words that hundreds of rows have in
their bodies tell little of which is the best, and to weigh them all takes longer than to find them:
of so many some are weighed, after those with such a word in title or tags.
"""

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select, table, text
from sqlalchemy import column as named
from sqlmodel import Session

from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.rules import search_words
from advice_line.tables.search import SearchText

_ROWS = table_of(SearchText)
_INDEX = table("search_index", named("id"), named("words"), named("head"))
_MOST_WEIGHED = 100


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
    # Asked of what was found, row by row: to list all that may be found takes longer than to find.
    may = among.where(among.selected_columns[0] == _ROWS.c.subject_id).correlate(_ROWS).exists()
    sqlite = session.get_bind().dialect.name == "sqlite"

    def best(begins: bool, *, head: bool) -> tuple[list[int], bool]:
        """And whether all were weighed."""
        statement = (_sqlite if sqlite else _postgresql)(head, may).limit(limit)
        asked = _sqlite_asks if sqlite else _postgresql_asks
        values = {"kind": kind, **asked(found, begins, head=head)}
        rows = session.execute(statement, values).all()
        return [each for each, _ in rows], not rows or rows[0][1] < _MOST_WEIGHED

    for begins in (False, True):
        subjects, all_weighed = best(begins, head=False)
        if subjects and not all_weighed:
            first, _ = best(begins, head=True)
            return list(dict.fromkeys([*first, *subjects]))[:limit]
        if subjects:
            return subjects
    return []


def _sqlite_asks(wanted: tuple[str, ...], begins: bool, *, head: bool) -> dict[str, str]:
    write = search_words.at_the_head_for_sqlite if head else search_words.for_sqlite
    return {"wanted": write(wanted, begins=begins)}


def _postgresql_asks(wanted: tuple[str, ...], begins: bool, *, head: bool) -> dict[str, str]:
    whole = {"wanted": search_words.for_postgresql(wanted, begins=begins)}
    return (
        whole | {"some": search_words.any_for_postgresql(wanted, begins=begins)} if head else whole
    )


def _sqlite(_head: bool, may: ColumnElement[bool]) -> Select[tuple[int, int]]:
    index = table("search_index")
    # With a plus it is sought in no index of its own (sqlite.org/optoverview.html, "disqualifying
    # WHERE clause terms"): each row of the kind would be looked up among the words.
    of_kind = literal_column("+search_texts.kind") == bindparam("kind")
    weighed = (
        select(_ROWS.c.subject_id, literal_column("search_index.rank").label("place"))
        .select_from(index.join(_ROWS, literal_column("search_index.rowid") == _ROWS.c.id))
        .where(text("search_index MATCH :wanted"), of_kind, may)
        .limit(_MOST_WEIGHED)
        .subquery()
    )
    return select(weighed.c.subject_id, func.count().over()).order_by(
        weighed.c.place, weighed.c.subject_id
    )


def _postgresql(head: bool, may: ColumnElement[bool]) -> Select[tuple[int, int]]:
    every = func.to_tsquery("english", bindparam("wanted"))
    asked = func.to_tsquery("english", bindparam("some")) if head else every
    column = _INDEX.c.head if head else _INDEX.c.words
    weighed = (
        select(_ROWS.c.subject_id, column.label("words"))
        .select_from(_INDEX.join(_ROWS, _INDEX.c.id == _ROWS.c.id))
        .where(_INDEX.c.words.op("@@")(every), _ROWS.c.kind == bindparam("kind"), may)
        .limit(_MOST_WEIGHED)
    )
    if head:
        weighed = weighed.where(column.op("@@")(asked))
    found = weighed.subquery()
    place = func.ts_rank(found.c.words, asked).desc()
    return select(found.c.subject_id, func.count().over()).order_by(place, found.c.subject_id)
