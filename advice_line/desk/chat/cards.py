"""The card of a query: what everybody in its line's channel may know, made from the rows as they
are. No patient data, no free text, and of who asked their kind of organisation alone (H07)."""

import hashlib
from datetime import datetime

from advice_line.desk.owed import tasks
from advice_line.desk.owners import handing_over
from advice_line.desk.questions import passing_on
from advice_line.directory import lookups
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.chat import Moment, Offered, QueryAct, QueryCard
from advice_line.rules import chat_words
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query

# Of these somebody still has to do something.
OPEN = (QueryState.WAITING, QueryState.ACCEPTED, QueryState.ASKED_BACK)
_DUE = (TaskKind.ANSWER_QUERY, TaskKind.RING_BACK, TaskKind.WRITE_ADVICE, TaskKind.TRACE_CALLER)


def card(work: Work, query: Query, public_url: str) -> QueryCard:
    line = work.session.get_one(Line, query.line_id)
    due_at = _due_at(work, query)
    link = page(public_url, query)
    offered = passing_on.open_of(work, query) is not None
    return QueryCard(
        reference=query.reference,
        version=query.version,
        line=line.name,
        state=chat_words.state(query.state, offered=offered),
        urgency=chat_words.urgency(query.urgency_asked),
        organisation=chat_words.organisation(_kind_of_organisation(work, query)),
        came_by=chat_words.came_by(query.channel),
        waiting_since=_since(query.received_at, work.now, line),
        due=_due(due_at, work.now, line),
        late=due_at is not None and due_at < work.now,
        owner=_owner(work, query),
        acts=tuple(_acts(query, link, may_be_taken=offered or _left(work, query))),
        link=link,
    )


def page(public_url: str, query: Query) -> str:
    return f"{public_url}/desk/{query.reference}"


def digest(of: QueryCard) -> str:
    """By which a card that shows the same is told; the words of its times, which depend on the day
    on which they are said, do not count."""
    due = of.due.at.isoformat() if of.due else ""
    shown = (of.version, of.state, of.urgency, of.organisation, due, of.late, of.owner, of.acts)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


def turns_late_at(of: QueryCard) -> datetime | None:
    return of.due.at if of.due is not None and not of.late else None


def _due_at(work: Work, query: Query) -> datetime | None:
    """While its requester was asked something its answer is due at no time: that clock stands
    still, and the card says what it waits for."""
    if query.state not in OPEN:
        return None
    stopped = query.state == QueryState.ASKED_BACK
    due = [each for each in _DUE if not (stopped and each == TaskKind.ANSWER_QUERY)]
    owed = (tasks.open_task(work, query.id or 0, kind) for kind in due)
    return min((each.due_at for each in owed if each is not None), default=None)


def _since(at: datetime, now: datetime, line: Line) -> Moment:
    return Moment(at, chat_words.since(at, now, line.time_zone))


def _due(at: datetime | None, now: datetime, line: Line) -> Moment | None:
    return None if at is None else Moment(at, chat_words.due(at, now, line.time_zone))


def _kind_of_organisation(work: Work, query: Query) -> str | None:
    if query.organisation_id is None:
        return None
    found = lookups.organisation(work.session, query.organisation_id)
    return found.kind if found else None


def _owner(work: Work, query: Query) -> str | None:
    return work.session.get_one(Responder, query.owner_id).name if query.owner_id else None


def _left(work: Work, query: Query) -> bool:
    """Its owner has left, and whoever is on may take it (H23)."""
    return query.owner_id is not None and handing_over.may_be_taken(work, query)


def _acts(query: Query, link: str, *, may_be_taken: bool) -> list[Offered]:
    """The same for everybody who sees the card; whether they may is asked when they press."""
    said = f"query {query.reference}"
    claim = Offered(QueryAct.CLAIM, "Claim", f"Claim {said}: it is yours to answer")
    close = Offered(QueryAct.CLOSE, "Close", f"Close {said} without advice, with a reason")
    if query.state == QueryState.WAITING:
        return [claim, close]
    if query.state not in OPEN:
        return []
    answer = Offered(QueryAct.ANSWER, "Answer", f"Answer {said} on its page", link=link)
    ask = Offered(QueryAct.ASK_BACK, "Ask back", f"Ask back about {said} on its page", link=link)
    note = Offered(QueryAct.NOTE, "Note", f"Write a note to {said} on its page", link=link)
    passes = Offered(QueryAct.PASS_ON, "Pass on", f"Pass {said} on to a colleague, with a reason")
    taken = [claim] if may_be_taken else []
    if query.state == QueryState.ASKED_BACK:
        return [*taken, passes, note, close]
    return [*taken, answer, ask, passes, note, close]
