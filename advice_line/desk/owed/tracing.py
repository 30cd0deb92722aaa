"""A caller who left no number is found, by whoever asks the exchange or hears the message: a call
back is owed from then on. Tracing is never simply done, for then nobody would owe anything."""

from advice_line.desk.owed import call_backs, tasks, telling
from advice_line.desk.query import practices
from advice_line.directory import lookups, numbers
from advice_line.directory_kinds import IdentifiedBy
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.tables.queries import Query

FIELD = "number"


def found(work: Work, query: Query, typed: str, *, by: int | None) -> None:
    """The number that somebody found: whoever is on duty, or who has the query, is told of the call
    that is owed now.

    Raises `errors.Invalid` for what is no telephone number or is a line's own, and
    `errors.Conflict` when nobody has to be traced any more.
    """
    number = _number(work, typed)
    trace = tasks.open_task(work, query.id or 0, TaskKind.TRACE_CALLER)
    if trace is None:
        raise _not_to_be_traced(work, query, by)
    practices.give_number(work, query, number, IdentifiedBy.PERSON)
    work.record("query.number_found", query=query.id)
    tasks.settle(work, trace, by=by, reason="the number was found")
    call_backs.owe_contact(work, query)
    owed = tasks.open_task(work, query.id or 0, TaskKind.RING_BACK)
    if owed is not None and owed.owner_id != by:
        telling.owner_of(work, NoticeKind.RING_BACK_OWED, owed)


def _not_to_be_traced(work: Work, query: Query, by: int | None) -> Conflict:
    done = tasks.newest(work, query.id or 0, TaskKind.TRACE_CALLER)
    if done is None:
        return Conflict("Nobody has to be traced for this query. Look at it again.")
    return tasks.done_already(work, done, by)


def _number(work: Work, typed: str) -> str:
    number = numbers.typed(typed)
    if number is None:
        said = "This is no telephone number that we can ring. Write it with its area code."
        raise Invalid([Problem(FIELD, said)])
    if lookups.line_by_number(work.session, number) is not None:
        raise Invalid([Problem(FIELD, "This is this line's own number. Write the caller's.")])
    return number
