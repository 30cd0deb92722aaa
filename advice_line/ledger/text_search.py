"""What is found by its words, on both engines, behind one function. Rows of any kind may be kept:
whoever keeps them gives a kind of its own, and asks for that.

Of a row the title counts most, then its tags, then the body. Words that hundreds of rows have in
their bodies tell little of which is the best, and to weigh them all takes longer than to find them:
of so many some are weighed, after those with such a word in title or tags.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    Subquery,
    bindparam,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy import column as named

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


class Search:
    """One kind of search: its statements are built once, since to build one costs as much as to
    run it."""

    def __init__(
        self, kind: str, shown: Select[Any], subject: ColumnElement[int], limit: int
    ) -> None:
        """`shown` selects what is wanted of each that may be found at all, `subject` is its id
        there."""
        self._kind = kind
        self._statements = {
            (sqlite, head): _best(sqlite, head, shown, subject, limit)
            for sqlite in (True, False)
            for head in (True, False)
        }
        self._limit = limit

    def find(self, connection: Connection, wanted: str, **values: Any) -> list[Row[Any]]:
        """Those in which each word stands, the best first, or where none has them all, words that
        begin so; none without a word to look for. `values` are what `shown` was left open for."""
        found = search_words.words(wanted)
        if not found:
            return []
        asked = values | {"kind": self._kind}
        return self._best(connection, found, asked) or self._best(
            connection, found, asked, begins=True
        )

    def _best(
        self,
        connection: Connection,
        words: tuple[str, ...],
        values: dict[str, Any],
        *,
        begins: bool = False,
    ) -> list[Row[Any]]:
        sqlite = connection.dialect.name == "sqlite"
        asks = _sqlite_asks if sqlite else _postgresql_asks

        def run(*, head: bool) -> list[Row[Any]]:
            asked = values | asks(words, begins, head=head)
            return list(connection.execute(self._statements[sqlite, head], asked))

        rows = run(head=False)
        if not rows or rows[0].weighed < _MOST_WEIGHED:
            return rows
        by_subject = {each.found: each for each in [*run(head=True), *rows]}
        return list(by_subject.values())[: self._limit]


def _best(
    sqlite: bool, head: bool, shown: Select[Any], subject: ColumnElement[int], limit: int
) -> Select[Any]:
    # Asked of what was found, row by row: to list all that may be found takes longer than to find.
    may = shown.where(subject == _ROWS.c.subject_id).correlate(_ROWS).exists()
    found, place = (_sqlite if sqlite else _postgresql)(head, may)
    best = (
        select(found.c.subject_id, place.label("place"), func.count().over().label("weighed"))
        .order_by(place, found.c.subject_id)
        .limit(limit)
        .subquery()
    )
    return (
        shown.add_columns(best.c.subject_id.label("found"), best.c.weighed)
        .join(best, best.c.subject_id == subject)
        .order_by(best.c.place, best.c.subject_id)
    )


def _sqlite_asks(wanted: tuple[str, ...], begins: bool, *, head: bool) -> dict[str, str]:
    write = search_words.at_the_head_for_sqlite if head else search_words.for_sqlite
    return {"wanted": write(wanted, begins=begins)}


def _postgresql_asks(wanted: tuple[str, ...], begins: bool, *, head: bool) -> dict[str, str]:
    whole = {"wanted": search_words.for_postgresql(wanted, begins=begins)}
    return (
        whole | {"some": search_words.any_for_postgresql(wanted, begins=begins)} if head else whole
    )


def _sqlite(_head: bool, may: ColumnElement[bool]) -> tuple[Subquery, ColumnElement[Any]]:
    """What was weighed, and its place: the least is the best."""
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
    return weighed, weighed.c.place


def _postgresql(head: bool, may: ColumnElement[bool]) -> tuple[Subquery, ColumnElement[Any]]:
    """The same."""
    every = _query("wanted")
    asked = _query("some") if head else every
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
    return found, -func.ts_rank(found.c.words, asked)


def _query(name: str) -> ScalarSelect[Any]:
    """As a question of its own, which is read once: of a prepared statement PostgreSQL would read
    the words anew for each row."""
    return select(func.to_tsquery(literal_column("'english'"), bindparam(name))).scalar_subquery()
