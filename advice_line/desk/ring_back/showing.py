"""A call back that is owed, as whoever makes it sees it: whom to ask for, by when, what was tried,
and how else the practice is reached."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.call_kinds import RingBackEnd
from advice_line.desk.owed import tasks
from advice_line.desk.query import practices, reading
from advice_line.desk.ring_back import placed, trying
from advice_line.directory import lookups
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query


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
    owed = tasks.open_task(work, query.id or 0, TaskKind.RING_BACK)
    if owed is None:
        return None
    promised = tasks.open_promise(work, query.id or 0)
    waits = query.state != QueryState.CLOSED and placed.under_way(work, query) is None
    return CallBack(
        whom=trying.whom(work, query),
        rang_at=query.received_at,
        due_at=owed.due_at,
        promised=promised.due_at if promised else None,
        next_at=trying.next_at(work, query) if waits else None,
        bypass=practices.bypass_number(work, query),
        tries=tuple(tries(work, query)),
        unsaid=placed.unsaid(work, query) is not None,
    )


def tries(work: Work, query: Query) -> list[Try]:
    """All that were made, oldest first."""
    names = {person.id: person.name for person in lookups.responders(work.session)}
    return [
        Try(
            who=names.get(each.responder_id, ""),
            at=each.asked_at,
            end=RingBackEnd(each.end) if each.end else None,
            bypass=each.bypass,
            taken=each.taken_at is not None,
            answered=each.answered_at is not None,
        )
        for each in reading.ring_backs(work, query)
    ]
