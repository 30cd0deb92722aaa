"""Which query a text belongs to: one that it names, and to which its number is a party. Every other
text is a query of its own, with a hint (H20)."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, func, select

from advice_line.call_kinds import MessageKind
from advice_line.desk.messages.spoken import WORDS
from advice_line.desk.owed import awaited, call_backs, tasks, telling
from advice_line.desk.query import arrivals, hints, moving, reading
from advice_line.kinds import Channel, ContactEnded, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.texts import TextCame
from advice_line.rules import text_answers
from advice_line.tables.directory import Line
from advice_line.tables.messages import Message
from advice_line.tables.queries import Contact, Query

# Over, or out of our hands: what comes after it is something new. While a call of it goes on that
# nobody has taken, it may still end without anybody who would read what joined it.
_UNJOINED = (QueryState.CLOSED, QueryState.DEFLECTED, QueryState.RECEIVED, QueryState.OFFERED)
_AN_HOUR = timedelta(hours=1)


def named(work: Work, line: Line, references: Sequence[str]) -> list[Query]:
    """The queries of this line that a text names, in its order; lines share nothing."""
    statement = select(Query).where(
        col(Query.reference).in_(references), col(Query.line_id) == line.id
    )
    found = {query.reference: query for query in work.session.exec(statement)}
    return [found[each] for each in references if each in found]


def theirs(work: Work, query: Query, number: str) -> bool:
    """Whether this number is a party to the query: it has rung or texted about it, or is the one
    that the requester is rung back on."""
    if reading.call_back_number(work, query) == number:
        return True
    mark = arrivals.number_mark(work, number)
    return any(each.number_mark == mark for each in reading.contacts(work, query))


def may_join(work: Work, query: Query) -> bool:
    """The query is held from then on: it may be closed in that instant."""
    return moving.locked(work, query.id or 0).state not in _UNJOINED


def join(work: Work, event: TextCame, line: Line, query: Query) -> str:
    """One more message of this query; whoever has it hears of it, and answers or rings."""
    contact = arrivals.contact_of(
        work,
        query,
        Channel.SMS,
        event.key,
        event.sender,
        work.now,
        ended_at=work.now,
        ended=ContactEnded.MESSAGE,
    )
    keep(work, event, query, contact)
    work.record("query.texted", query=query.id, subject=f"contact:{contact.public_id}")
    awaited.answered(work, query)
    _owe(work, line, query, contact)
    return text_answers.added(line.name, query.reference, media=event.media > 0)


def _owe(work: Work, line: Line, query: Query, contact: Contact) -> None:
    owed = tasks.open_task(work, query.id or 0, TaskKind.RING_BACK)
    if owed is None:
        due = call_backs.due_at(work, line)
        owed = tasks.owe(work, query.id or 0, TaskKind.RING_BACK, due, owner=query.owner_id)
    if query.owner_id is not None:
        kind, once = NoticeKind.TEXT_JOINED, contact.public_id
        telling.responder(work, kind, query.owner_id, once=once, query=query.id, subject=owed.id)


def keep(work: Work, event: TextCame, query: Query, contact: Contact) -> None:
    """Their words, sealed at once; of pictures and files only how many there were."""
    sealed = work.vault.seal(event.words, WORDS) if event.words.strip() else None
    work.add(
        Message(
            query_id=query.id or 0,
            contact_id=contact.id,
            at=work.now,
            kind=MessageKind.INCOMING,
            channel=Channel.SMS,
            external_id=event.key,
            media=event.media,
            sealed_words=sealed,
        )
    )


def hint(work: Work, query: Query, named_by_it: Sequence[Query], mark: str | None) -> None:
    """What it may belong to: what it names, and what is open of the same number. Never joined."""
    hints.link(work, query, [*named_by_it, *hints.of_number(work, query, mark)])


def lately(work: Work, line: Line, mark: str) -> int:
    """How many texts of this number have opened or joined queries of this line in the last hour."""
    statement = (
        select(func.count())
        .select_from(Contact)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Contact.number_mark) == mark,
            col(Contact.channel) == Channel.SMS,
            col(Contact.started_at) > work.now - _AN_HOUR,
            col(Query.line_id) == line.id,
        )
    )
    return int(work.session.exec(statement).one())
