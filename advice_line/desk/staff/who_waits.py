"""Who is on a responder's list besides what they have to write: who is on the line, and who waits
for a call."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import and_, col, or_, select

from advice_line.call_kinds import CallReason, CallStage, SoundKind
from advice_line.desk.owners import handing_over, left_in_writing
from advice_line.desk.phone.engaged import LONGEST_TALK
from advice_line.desk.query import reading
from advice_line.desk.ring_back import placed, showing
from advice_line.desk.staff import keys_said, offers_shown, texts_unread
from advice_line.desk.staff.offers_shown import Offered
from advice_line.directory import lookups, within
from advice_line.kinds import (
    SPOKEN,
    Channel,
    PromiseState,
    QueryState,
    TaskKind,
    TaskState,
    Urgency,
)
from advice_line.ledger.work import Work
from advice_line.rules import list_order
from advice_line.tables.queries import Contact, Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.sounds import Sound
from advice_line.tables.tasks import Promise, Task
from advice_line.trust.roles import Action, Actor

_CALLS_OWED = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)
_WAITED_FOR = (*_CALLS_OWED, TaskKind.ANSWER_QUERY)
_TAKEN = (QueryState.ACCEPTED, QueryState.ASKED_BACK)
_UNKEPT = (PromiseState.OPEN, PromiseState.BROKEN)
# What a caller's key said that no quiet window holds back either.
_CANNOT_WAIT = (CallReason.NOW, CallReason.WORRIED)
_UNTAKEN = (QueryState.RECEIVED, QueryState.WAITING, QueryState.OFFERED)


@dataclass(frozen=True)
class Waiting:
    """`promise` is the newest that was not kept; `due_at` when the call is owed, where nobody was
    promised a time (the caller had hung up) or a later one. `on_the_line` is where their call is
    while it goes on, `calling` how far a call back is: neither of them waits for one. `rung` is
    whose phone is rung for that, None for the reader's own. `by_key` is what they said of it by a
    key; `unread` are words that came since and that nobody has read who is to. `answer_due_at` is
    by when its requester is to answer what they were asked back: the clock stands still until then;
    `offered` to whom it is offered, where it is. `heard_of_at` is up
    to when a call of it is known to have gone on, where nobody can tell whether it still does;
    `outside_of` who said that it is outside their scope."""

    query: Query
    organisation: str | None
    number: str | None
    owner: str | None
    mine: bool
    promise: Promise | None
    due_at: datetime | None
    passing_on: bool
    call_back: showing.CallBack | None
    on_the_line: CallStage | None
    calling: placed.Calling | None
    rung: str | None
    left_message: bool
    by_key: tuple[CallReason, ...]
    unread: texts_unread.Unread | None
    heard_of_at: datetime | None
    outside_of: str | None
    answer_due_at: datetime | None
    offered: Offered | None

    @property
    def can_claim(self) -> bool:
        return self.owner is None or (self.passing_on and not self.mine)

    @property
    def can_ring_back(self) -> bool:
        reachable = self.number is not None and not self.going_on
        return reachable and (self.mine or self.can_claim)

    @property
    def going_on(self) -> bool:
        return self.on_the_line is not None or self.calling is not None

    @property
    def written(self) -> bool:
        """The advice is; the call that is owed is about something else."""
        return self.query.state not in (*_UNTAKEN, *_TAKEN)


def all_of(work: Work, by: Actor) -> tuple[Waiting, ...]:
    """In the order of `rules/list_order.py`: nobody's, those taken whose advice is not owed in
    writing yet (they talk, or are to be rung back), and whoever is to be rung back or has written
    again although the advice is written."""
    to_write = select(Task.query_id).where(
        col(Task.kind) == TaskKind.WRITE_ADVICE, col(Task.state) == TaskState.OPEN
    )
    taken = and_(col(Query.state).in_(_TAKEN), col(Query.id).not_in(to_write))
    to_ring = select(Task.query_id).where(
        col(Task.kind).in_(_WAITED_FOR), col(Task.state) == TaskState.OPEN
    )
    statement = (
        select(Query)
        .where(
            or_(col(Query.state).in_(_UNTAKEN), taken, col(Query.id).in_(to_ring)),
            within.of_theirs(work.session, by, Action.SEE_WORKLIST, Query.line_id),
        )
        .order_by(col(Query.received_at), col(Query.id))
    )
    return tuple(sorted(_rows(work, work.session.exec(statement).all(), by), key=_place))


def _place(row: Waiting) -> list_order.Place:
    """By the clock that runs: of what was asked back the requester's own."""
    promised = row.promise.due_at if row.promise else None
    clocks = [each for each in (row.answer_due_at, row.due_at, promised) if each is not None]
    by_key = any(each in row.by_key for each in _CANNOT_WAIT)
    return list_order.place(
        asked_for_now=by_key or row.query.urgency_asked == Urgency.NOW,
        due=min(clocks, default=None),
        received_at=row.query.received_at,
    )


def _rows(work: Work, queries: Sequence[Query], by: Actor) -> tuple[Waiting, ...]:
    """In as many reads for many queries as for one."""
    ids = [query.id for query in queries]
    names = organisation_names(work)
    people = {person.id: person.name for person in lookups.responders(work.session)}
    promises, due = _unkept(work, ids), _due(work, ids, _WAITED_FOR)
    answers_due = _due(work, ids, (TaskKind.AWAIT_ANSWER,))
    talking, doubted = on_the_line(work, ids), _doubted(work, ids)
    spoken, keyed = _left_messages(work, ids), keys_said.of(work, ids)
    unread = texts_unread.of(work, ids)
    passing_on = handing_over.queries_passing_on(work) | left_in_writing.among(work, ids)
    offered = offers_shown.of(work, ids, people)
    calls_back, going = showing.of_all(work, queries), placed.all_going(work, ids)
    return tuple(
        Waiting(
            query=query,
            organisation=names.get(query.organisation_id),
            number=reading.call_back_number(work, query),
            owner=people.get(query.owner_id),
            mine=query.owner_id is not None and query.owner_id == by.responder_id,
            promise=promises.get(query.id),
            due_at=_due_of(query, promises.get(query.id), due.get(query.id)),
            passing_on=query.id in passing_on,
            call_back=calls_back.get(query.id),
            on_the_line=talking.get(query.id),
            **_calling(going.get(query.id), by, people),
            left_message=query.id in spoken,
            by_key=keyed.get(query.id, ()),
            unread=unread.get(query.id),
            heard_of_at=doubted.get(query.id),
            outside_of=people.get(query.outside_scope_by_id),
            answer_due_at=answers_due.get(query.id),
            offered=offered.get(query.id),
        )
        for query in queries
    )


def _calling(
    going: placed.Going | None, by: Actor, people: Mapping[int | None, str]
) -> dict[str, Any]:
    if going is None:
        return {"calling": None, "rung": None}
    own = going.responder_id == by.responder_id
    return {"calling": going.calling, "rung": None if own else people.get(going.responder_id)}


def _due_of(query: Query, promise: Promise | None, due: datetime | None) -> datetime | None:
    """Where nobody was promised that time or a sooner one, and the clock runs."""
    if query.state == QueryState.ASKED_BACK:
        return None
    sooner = promise is None or (due is not None and due < promise.due_at)
    return due if sooner else None


def _unkept(work: Work, queries: Collection[int | None]) -> dict[int | None, Promise]:
    statement = (
        select(Promise)
        .where(col(Promise.query_id).in_(queries), col(Promise.state).in_(_UNKEPT))
        .order_by(col(Promise.id))
    )
    return {promise.query_id: promise for promise in work.session.exec(statement)}


def _due(
    work: Work, queries: Collection[int | None], kinds: Collection[TaskKind]
) -> dict[int | None, datetime]:
    """The soonest of each query."""
    statement = (
        select(Task.query_id, Task.due_at)
        .where(
            col(Task.query_id).in_(queries),
            col(Task.kind).in_(kinds),
            col(Task.state) == TaskState.OPEN,
        )
        .order_by(col(Task.due_at).desc())
    )
    return dict(work.session.exec(statement).all())


def on_the_line(work: Work, queries: Collection[int | None]) -> dict[int | None, CallStage]:
    """Where the callers of these queries are who have not hung up yet. News of an end may be lost:
    after the longest talk somebody has to ring again."""
    statement = (
        select(Contact.query_id, Contact.stage)
        .where(
            col(Contact.query_id).in_(queries),
            col(Contact.channel) == Channel.CALL,
            col(Contact.ended).is_(None),
            col(Contact.leg_over_at).is_(None),
            col(Contact.stage).is_not(None),
            col(Contact.stage) != CallStage.OVER,
            col(Contact.started_at) > work.now - LONGEST_TALK,
        )
        .order_by(col(Contact.id))
    )
    return {query: CallStage(stage) for query, stage in work.session.exec(statement) if stage}


def anybody_on_the_line(work: Work) -> bool:
    """Whether any call may be going on, theirs to us or ours to them."""
    statement = select(Contact.id).where(
        col(Contact.channel).in_(SPOKEN),
        col(Contact.ended_at).is_(None),
        col(Contact.started_at) > work.now - LONGEST_TALK,
    )
    rung = select(RingBack.id).where(col(RingBack.settled_at).is_(None))
    return any(work.session.exec(each.limit(1)).first() is not None for each in (statement, rung))


def _doubted(work: Work, queries: Collection[int | None]) -> dict[int | None, datetime | None]:
    statement = select(Contact.query_id, Contact.heard_of_at).where(
        col(Contact.query_id).in_(queries),
        col(Contact.doubted_at).is_not(None),
        col(Contact.ended_at).is_(None),
        col(Contact.leg_over_at).is_(None),
    )
    return dict(work.session.exec(statement).all())


def _left_messages(work: Work, queries: Collection[int | None]) -> set[int]:
    """Of which queries somebody said something after the tone; a silence says nothing."""
    statement = select(Sound.query_id).where(
        col(Sound.query_id).in_(queries),
        col(Sound.kind) == SoundKind.MESSAGE,
        col(Sound.seconds) > 0,
    )
    return set(work.session.exec(statement))


def organisation_names(work: Work) -> dict[int | None, str]:
    return {each.id: each.name for each in lookups.organisations(work.session)}
