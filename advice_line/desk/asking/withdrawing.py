"""A requester takes back what they asked: a person, and the reason is theirs."""

from advice_line.desk.owed import awaited, tasks
from advice_line.desk.owners import taking
from advice_line.desk.questions import arriving, telling
from advice_line.desk.questions.asked import Asked
from advice_line.desk.ring_back import placed
from advice_line.errors import Conflict
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.record_kinds import ClosedAs
from advice_line.tables.queries import Query

_UNANSWERED = (
    QueryState.WAITING,
    QueryState.OFFERED,
    QueryState.ACCEPTED,
    QueryState.ASKED_BACK,
)
_REASON = "withdrawn by the requester"


def may_be(state: QueryState) -> bool:
    return state in _UNANSWERED


def words(reason: str) -> str:
    """As whoever has it reads them."""
    given = " ".join(reason.split())
    return f"Withdrawn by the requester: {given}" if given else "Withdrawn by the requester."


def withdrawn(work: Work, query: Query, asked: Asked) -> None:
    """What they say of it is kept, its owner hears of it, nothing of it is owed any more.

    Raises `errors.Conflict` where it has been answered or is closed, or a call about it is going
    on.
    """
    if query.state == QueryState.CLOSED:
        raise Conflict("This is closed already. Nothing was added to it.")
    if not may_be(QueryState(query.state)):
        raise Conflict("This has been answered already. Read the answer.")
    if placed.going(work, query) is not None:
        raise Conflict("We are ringing you about it now. Say it on the telephone.")
    message = arriving.keep(work, query, asked)
    owed = tasks.newest(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if owed is not None:
        telling.owner(work, query, owed, once=message.public_id)
    back = awaited.open_of(work, query)
    if back is not None:
        awaited.dropped(work, query, back, None)
    taking.over(work, query, ClosedAs.WITHDRAWN, asked.words, by=None, why=_REASON)
    work.record("query.withdrawn", query=query.id)
