"""What responders said of a query to be outside their scope, and when: for whoever has it next, and
for whoever reads it (H11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.rules import scopes
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Query

SAID = "query.outside_scope"


@dataclass(frozen=True)
class Outside:
    """`key` and `name` are of who said so, `tag` is the scope to which it belongs; `advised` that
    they had given advice on it by then."""

    at: datetime
    key: str
    name: str
    tag: str
    advised: bool


def say(work: Work, query: Query, me: Responder, tag: str, *, advised: bool) -> None:
    work.update(query, outside_scope=tag, outside_scope_by_id=me.id)
    work.record(SAID, query=query.id, by=me.key, tag=tag, advised=advised)


def of(work: Work, query: Query) -> tuple[Outside, ...]:
    """The earliest first."""
    return tuple(_said(work, query)) if query.outside_scope is not None else ()


def fit(query: Query, people: Sequence[Responder]) -> list[Responder]:
    """Those in whose scope it is, and not who said that it is not theirs; where that is nobody, all
    of them."""
    tag = query.outside_scope
    if tag is None:
        return list(people)
    others = [each for each in people if each.id != query.outside_scope_by_id]
    return [each for each in others if scopes.covers(each.scope, tag)] or list(people)


def _said(work: Work, query: Query) -> Iterator[Outside]:
    names: dict[str, str] = dict(work.session.exec(select(Responder.key, Responder.name)).all())
    statement = (
        select(TrailEntry)
        .where(col(TrailEntry.query_id) == query.id, col(TrailEntry.action) == SAID)
        .order_by(col(TrailEntry.id))
    )
    for entry in work.session.exec(statement):
        # Rows from before it was kept by whom name their actor alone.
        key = entry.detail.get("by") or entry.actor.partition(":")[2]
        yield Outside(
            entry.at, key, names.get(key, key), entry.detail["tag"], entry.detail["advised"]
        )
