"""All that is known of some queries, gathered by one read of each table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from advice_line.audit.facts.asked_from import AskedFrom
from advice_line.audit.facts.askers import Askers
from advice_line.audit.facts.told_of import OF_TASKS
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from advice_line.rules.asker_roles import AskerRole
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.ledger import Outgoing, TrailEntry
from advice_line.tables.passing import AskedBack
from advice_line.tables.queries import Contact, Offer, Query
from advice_line.tables.receipts import EarlierWord, HelpfulTap
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.rooms import Colleague, Room
from advice_line.tables.tasks import Promise, Task
from advice_line.tables.tracers import TracerAnswer

_BY_MAIL_OR_TEXT = (OutChannel.SMS, OutChannel.EMAIL)
_LEFT = (OutgoingState.SENT, OutgoingState.DELIVERED)


@dataclass
class Bundle:
    """One query's rows, the oldest first. `colleagues` are those who were asked into its talks,
    each with when that talk's room was closed; `messages` are those that left by mail or text, and
    those that did not get through. `role` is None of whoever was erased (`facts/askers.py`);
    `organisation_id` and `kind` are of whom it counts (`facts/asked_from.py`)."""

    query: Query
    role: AskerRole | None
    organisation_id: int | None
    kind: str | None
    case: Case | None = None
    contacts: list[Contact] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    ring_backs: list[RingBack] = field(default_factory=list)
    colleagues: list[tuple[Colleague, datetime | None]] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    delays: list[PromisedDelay] = field(default_factory=list)
    asked_backs: list[AskedBack] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    earlier_words: list[EarlierWord] = field(default_factory=list)
    answers: list[TracerAnswer] = field(default_factory=list)
    taps: list[HelpfulTap] = field(default_factory=list)
    messages: tuple[int, int] = (0, 0)
    reopened: bool = False


def of(work: Work, ids: Sequence[int]) -> list[Bundle]:
    """Of the queries of these ids that there are, in order of id."""
    read = _Reading(work, ids)
    wanted = select(Query).where(col(Query.id).in_(ids)).order_by(col(Query.id))
    queries = list(work.session.exec(wanted))
    askers = Askers.of(work, queries)
    asked = AskedFrom.of(work, queries)
    bundles = {
        query.id or 0: Bundle(
            query, askers.role(query), asked.organisation(query), asked.kind(query)
        )
        for query in queries
    }
    for name, table in _TABLES.items():
        for row in read.rows(table, *_NARROWED.get(name, ())):
            getattr(bundles[row.query_id], name).append(row)
    for case in read.rows(Case):
        bundles[case.query_id or 0].case = case
    for query_id, tap in read.taps():
        bundles[query_id].taps.append(tap)
    for query_id, colleague, closed_at in read.colleagues():
        bundles[query_id].colleagues.append((colleague, closed_at))
    for query_id, left, failed in read.messages():
        bundles[query_id].messages = left, failed
    for query_id in read.reopened():
        bundles[query_id].reopened = True
    return list(bundles.values())


_TABLES: dict[str, Any] = {
    "contacts": Contact,
    "offers": Offer,
    "ring_backs": RingBack,
    "promises": Promise,
    "tasks": Task,
    "delays": PromisedDelay,
    "asked_backs": AskedBack,
    "advice": Advice,
    "earlier_words": EarlierWord,
    "answers": TracerAnswer,
}
_NARROWED: dict[str, tuple[Any, ...]] = {"tasks": (col(Task.kind).in_(OF_TASKS),)}


@dataclass(frozen=True)
class _Reading:
    work: Work
    ids: Sequence[int]

    def rows(self, table: Any, *where: Any) -> Iterable[Any]:
        wanted = select(table).where(col(table.query_id).in_(self.ids), *where)
        return self.work.session.exec(wanted.order_by(col(table.id)))

    def taps(self) -> Iterable[tuple[int, HelpfulTap]]:
        wanted = select(Advice.query_id, HelpfulTap).join(
            HelpfulTap, col(HelpfulTap.advice_id) == col(Advice.id)
        )
        of_these = wanted.where(col(Advice.query_id).in_(self.ids))
        return self.work.session.exec(of_these.order_by(col(HelpfulTap.at), col(HelpfulTap.id)))

    def colleagues(self) -> Iterable[tuple[int, Colleague, datetime | None]]:
        wanted = select(Room.query_id, Colleague, Room.closed_at).join(
            Room, col(Room.id) == col(Colleague.room_id)
        )
        of_these = wanted.where(col(Room.query_id).in_(self.ids))
        return self.work.session.exec(of_these.order_by(col(Colleague.id)))

    def messages(self) -> Iterable[tuple[int, int, int]]:
        """One that has just failed may be tried again, until it is settled that nobody does."""
        state = col(Outgoing.state)
        left = func.count().filter(state.in_(_LEFT))
        lost = func.count().filter(
            state == OutgoingState.DEAD, col(Outgoing.settled_at).is_not(None)
        )
        counted = select(col(Outgoing.query_id), left, lost).where(
            col(Outgoing.query_id).in_(self.ids), col(Outgoing.channel).in_(_BY_MAIL_OR_TEXT)
        )
        found = self.work.session.exec(counted.group_by(col(Outgoing.query_id))).all()
        return ((query_id or 0, int(out), int(dead)) for query_id, out, dead in found)

    def reopened(self) -> Iterable[int]:
        """Closed once, and waiting again."""
        wanted = select(TrailEntry.query_id, TrailEntry.detail).where(
            col(TrailEntry.query_id).in_(self.ids),
            col(TrailEntry.action) == f"query.{QueryState.WAITING}",
        )
        for query_id, detail in self.work.session.exec(wanted):
            if detail.get("from") == QueryState.CLOSED:
                yield query_id or 0
