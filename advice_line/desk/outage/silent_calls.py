"""Calls of which nothing was heard for long, or whose end no server of ours could hear: the carrier
is asked, outside any transaction, and its own record says when they ended (H13, H16)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.desk.in_call import parting
from advice_line.desk.outage import in_doubt, silences
from advice_line.desk.phone import deflecting, deflections, following
from advice_line.desk.query import moving
from advice_line.desk.ring_back import looking
from advice_line.errors import DeliveryDelayed, DeliveryRefused
from advice_line.kinds import Channel
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.calls import CallOver, CallSeen, Telephone
from advice_line.rules import silences as silence_rules
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from advice_line.trust.roles import SYSTEM, Action, require

BATCH = 100
LOOK_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class _Silent:
    contact_id: int
    call: str
    look_at: datetime | None


@dataclass
class _Carrier:
    """One turn's questions. None is answered where the carrier cannot say; one that does not answer
    at all is asked no more in this turn."""

    telephone: Telephone
    answers: bool = field(default=True, init=False)

    def says_of(self, call: str) -> CallSeen | None:
        return self._asked(self.telephone.look_up, call)

    def says_of_dialled(self, call: str) -> CallSeen | None:
        return self._asked(self.telephone.look_up_dialled, call)

    def _asked(self, look_up: Callable[[str], CallSeen | None], call: str) -> CallSeen | None:
        if not self.answers:
            return None
        try:
            return look_up(call)
        except DeliveryDelayed:
            self.answers = False
        except DeliveryRefused:
            pass
        return None


class SilentCalls:
    def __init__(self, ledger: Ledger, telephone: Telephone | None) -> None:
        self._ledger = ledger
        self._telephone = telephone
        self._begun = False

    def ask(self) -> int:
        """How many were found to be over. At its first turn a worker asks after every open call."""
        require(SYSTEM, Action.SWEEP)
        if self._telephone is None:
            return 0
        if not self._begun:
            self._begin()
        carrier = _Carrier(self._telephone)
        return sum(self._ask_after(carrier, each) for each in self._due())

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(select(func.min(Contact.look_at))).one()
            return found

    def _begin(self) -> None:
        with self._ledger.work(SYSTEM.label) as work:
            in_doubt.ask_soon(work)
        self._begun = True

    def _due(self) -> list[_Silent]:
        with self._ledger.look(SYSTEM.label) as work:
            statement = (
                select(Contact.id, Contact.external_id, Contact.look_at)
                .where(col(Contact.look_at) <= work.now)
                .order_by(col(Contact.look_at), col(Contact.id))
                .limit(BATCH)
            )
            return [_Silent(row or 0, *rest) for row, *rest in work.session.exec(statement)]

    def _ask_after(self, carrier: _Carrier, silent: _Silent) -> int:
        seen = carrier.says_of(silent.call)
        dialled = carrier.says_of_dialled(silent.call) if self._dials(silent.contact_id) else None
        with self._ledger.work(SYSTEM.label) as work:
            contact = work.session.get_one(Contact, silent.contact_id)
            query = moving.locked(work, contact.query_id)
            work.session.refresh(contact)
            if contact.look_at is None or contact.look_at != silent.look_at:
                return 0  # heard of meanwhile, or asked after by another worker
            work.update(contact, look_at=work.now + LOOK_AGAIN)
            if seen is not None and seen.state.over:
                _over(work, query, contact, seen, dialled)
                return 1
            if seen is None:
                in_doubt.not_told(work, contact)
            else:
                in_doubt.goes_on(work, contact)
            deflecting.looked_up(work, query, contact, dialled)
            return 0

    def _dials(self, contact_id: int) -> bool:
        """Whether a second leg of it says more: a desk's, or the requester's in a ring back."""
        with self._ledger.look(SYSTEM.label) as work:
            contact = work.session.get_one(Contact, contact_id)
            back = contact.channel == Channel.CALL_BACK
            return back or deflections.ringing_for(work, contact) is not None


def _over(
    work: Work, query: Query, contact: Contact, seen: CallSeen, dialled: CallSeen | None
) -> None:
    at = silence_rules.ended_at(seen.ended_at, contact.started_at, work.now)
    if contact.ended_at is None and contact.leg_over_at is None:
        _during_outage(work, query, at)
    work.update(contact, doubted_at=None)
    if contact.channel == Channel.CALL_BACK:
        looking.looked_up(work, query, contact, seen, dialled, at)
        return
    parting.abandoned(work, query, contact, at)
    following.over(work, _as_event(contact.external_id, seen, at), query, contact)
    parting.over(work, contact, at)
    deflecting.looked_up(work, query, contact, dialled)


def _during_outage(work: Work, query: Query, ended_at: datetime) -> None:
    """Its end fell into a time in which nobody of us was there to hear it: told with the others."""
    if not silences.fell_into_one(work, ended_at):
        return
    if not query.during_outage:
        work.update(query, during_outage=True)
    work.record("query.during_outage", query=query.id, ended_at=ended_at.isoformat())
    line = work.session.get_one(Line, query.line_id)
    alarms.counts(work, AlarmKind.DURING_OUTAGE, line, "ended")


def _as_event(call: str, seen: CallSeen, ended_at: datetime) -> CallOver:
    key = f"looked-up:{call}"
    return CallOver(key, call, seen.state, seen.seconds, ended_at=ended_at)
