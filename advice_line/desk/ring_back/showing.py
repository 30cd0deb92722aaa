"""A call back that is owed, as whoever makes it sees it: whom to ask for, by when, what was tried,
and how else the practice is reached."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlmodel import col, select

from advice_line.call_kinds import RingBackEnd
from advice_line.desk.owed import tasks
from advice_line.desk.query import practices, reading
from advice_line.desk.ring_back import trying
from advice_line.directory import lookups
from advice_line.kinds import PromiseState, QueryState, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import Promise, Task

Row = TypeVar("Row", Task, Promise, RingBack)


@dataclass(frozen=True)
class Try:
    """`at` is when it was asked for; `end` None while it is going on. `taken`: the responder has
    pressed 1; `answered`: the requester's phone was picked up."""

    who: str
    at: datetime
    end: RingBackEnd | None
    bypass: bool
    taken: bool
    answered: bool


@dataclass(frozen=True)
class CallBack:
    """`whom` is None where the requester has not said who they are; `due_at` is by when it is owed,
    `promised` the same where they were told. `next_at` is when the system rings, None where a
    person does; `unsaid` that somebody has to say whether they spoke."""

    whom: str | None
    rang_at: datetime
    due_at: datetime
    promised: datetime | None
    next_at: datetime | None
    bypass: str | None
    tries: tuple[Try, ...]
    unsaid: bool


def of(work: Work, query: Query) -> CallBack | None:
    """None where no call back is owed."""
    return of_all(work, [query]).get(query.id)


def of_all(work: Work, queries: Sequence[Query]) -> Mapping[int | None, CallBack]:
    """Of each of these of which one is owed, by its id, in as many reads as for one."""
    ids = [query.id for query in queries]
    owed = {
        task.query_id: task
        for task in _rows(work, Task, ids)
        if task.kind == TaskKind.RING_BACK and task.state == TaskState.OPEN
    }
    promises, rung = _by_query(work, Promise, owed), _by_query(work, RingBack, owed)
    names, bypass = (_names(work), practices.bypass_numbers(work)) if owed else ({}, {})
    return {
        query.id: _shown(
            work,
            query,
            owed[query.id],
            promises[query.id],
            tuple(_try(each, names) for each in rung[query.id]),
            bypass.get(query.organisation_id),
        )
        for query in queries
        if query.id in owed
    }


def _shown(
    work: Work,
    query: Query,
    owed: Task,
    promises: Sequence[Promise],
    rung: Sequence[Try],
    bypass: str | None,
) -> CallBack:
    open_one = next((each for each in promises if each.state == PromiseState.OPEN), None)
    under_way = any(each.end is None for each in rung)
    rung_for = tasks.rung_for_of(promises)
    waits = query.state != QueryState.CLOSED and not under_way
    return CallBack(
        whom=trying.whom(work, query),
        rang_at=query.received_at,
        due_at=owed.due_at,
        promised=open_one.due_at if open_one else None,
        next_at=rung_for.ring_at if waits and rung_for else None,
        bypass=bypass,
        tries=tuple(rung),
        unsaid=bool(rung) and rung[-1].end == RingBackEnd.UNSAID,
    )


def tries(work: Work, query: Query) -> list[Try]:
    """All that were made, oldest first."""
    names = _names(work)
    return [_try(each, names) for each in reading.ring_backs(work, query)]


def _try(row: RingBack, names: Mapping[int | None, str]) -> Try:
    return Try(
        who=names.get(row.responder_id, ""),
        at=row.asked_at,
        end=RingBackEnd(row.end) if row.end else None,
        bypass=row.bypass,
        taken=row.taken_at is not None,
        answered=row.answered_at is not None,
    )


def _names(work: Work) -> dict[int | None, str]:
    return {person.id: person.name for person in lookups.responders(work.session)}


def _by_query(
    work: Work, table: type[Row], queries: Collection[int | None]
) -> Mapping[int | None, list[Row]]:
    """Oldest first."""
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in _rows(work, table, queries) if queries else ():
        found[row.query_id].append(row)
    return found


def _rows(work: Work, table: type[Row], queries: Collection[int | None]) -> list[Row]:
    statement = select(table).where(col(table.query_id).in_(queries)).order_by(col(table.id))
    return list(work.session.exec(statement))
