"""Which query something written belongs to: one that it names and whose asker wrote it. Every other
is a query of its own, with a hint (H20)."""

from advice_line.desk.owed import answers, awaited, tasks
from advice_line.desk.query import arrivals, hints, moving, reading
from advice_line.desk.questions import arriving, clocks, telling
from advice_line.desk.questions.asked import Asked, Asker
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query

# Over, or out of our hands: what comes after it is something new.
_UNJOINED = (QueryState.CLOSED, QueryState.DEFLECTED)


def is_party(work: Work, query: Query, asker: Asker) -> bool:
    """Whether this asker is a party to the query: it came from the same address, account or
    telephone, or is of the person or the practice whose query it is and who has shown that."""
    marks = {
        arrivals.address_mark(work, asker.writes_from),
        arrivals.number_mark(work, asker.number),
    } - {None}
    known = {
        mark
        for each in reading.contacts(work, query)
        for mark in (each.address_mark, each.number_mark)
    }
    if marks & known:
        return True
    return _is_theirs(query, asker)


def _is_theirs(query: Query, asker: Asker) -> bool:
    if not asker.verified or asker.person is None:
        return False
    same_person = query.requester_id == asker.person.id
    own = asker.organisation
    return same_person or (own is not None and own.id == query.organisation_id)


def may_join(work: Work, query: Query) -> bool:
    """The query is held from then on: it may be closed in that instant."""
    return moving.locked(work, query.id or 0).state not in _UNJOINED


def added(work: Work, line: Line, query: Query, asked: Asked) -> Message:
    """One more arrival of this query. What was asked back is answered; whoever has it hears of it,
    and an answer is owed once more where none was."""
    message = arriving.keep(work, query, asked)
    work.record("query.written_to", query=query.id, subject=f"message:{message.public_id}")
    awaited.answered(work, query)
    task = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if task is None:
        due = clocks.due_at(work, line, query.urgency_asked, work.now)
        task = answers.owe(work, query, line, due, owner=query.owner_id)
    telling.owner(work, query, task, once=message.public_id)
    return message


def hint(work: Work, query: Query, named: list[Query], asker: Asker) -> None:
    """What it may belong to: what it names, and what is open of the same asker. Never joined."""
    mark = arrivals.address_mark(work, asker.writes_from)
    hints.link(work, query, [*named, *hints.of_address(work, query, mark)])
