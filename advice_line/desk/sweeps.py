"""Due rows: reminders that climb, promises that break, calls whose end nobody told us. Each due
instant is a column, claimed by a guarded update, so that any number of workers may sweep."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select

from advice_line.desk.in_call import parting
from advice_line.desk.owners import climbing
from advice_line.desk.phone import deflecting, deflections, following
from advice_line.desk.query import moving
from advice_line.desk.ring_back import late, looking
from advice_line.errors import DeliveryFailed
from advice_line.kinds import Channel, PromiseState, TaskState
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.calls import CallOver, CallSeen, Telephone
from advice_line.tables.queries import Contact
from advice_line.tables.tasks import Promise, Task
from advice_line.trust.roles import SYSTEM, Action, require

BATCH = 100
LOOK_AGAIN = timedelta(minutes=1)


class Sweeps:
    """Each method does what is due now and returns how much it did."""

    def __init__(self, ledger: Ledger, telephone: Telephone | None) -> None:
        self._ledger = ledger
        self._telephone = telephone

    def climb_tasks(self) -> int:
        """Remind who owes something, then tell the lead."""
        return self._each(self._due_tasks, climbing.climb)

    def break_promises(self) -> int:
        """A promised time that has passed is a broken promise, and says so (H18)."""
        return self._each(self._due_promises, late.broke)

    def ask_after_calls(self) -> int:
        """Calls with no news for long: the carrier is asked, outside any transaction (H16)."""
        if self._telephone is None:
            return 0
        return sum(self._ask_after(self._telephone, *row) for row in self._silent_calls())

    def next_task(self) -> datetime | None:
        return self._first(select(func.min(Task.act_at)).where(col(Task.state) == TaskState.OPEN))

    def next_promise(self) -> datetime | None:
        return self._first(
            select(func.min(Promise.due_at)).where(
                col(Promise.state) == PromiseState.OPEN, col(Promise.answered_at).is_(None)
            )
        )

    def next_silent_call(self) -> datetime | None:
        return self._first(select(func.min(Contact.look_at)))

    def _first(self, statement: Any) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(statement).one()
            return found

    def _each(self, due: Callable[[Work], list[int]], step: Callable[[Work, int], bool]) -> int:
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            rows = due(work)
        return sum(self._one(step, row) for row in rows)

    def _one(self, step: Callable[[Work, int], bool], row_id: int) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            return int(step(work, row_id))

    def _due_tasks(self, work: Work) -> list[int]:
        statement = (
            select(Task.id)
            .where(col(Task.state) == TaskState.OPEN, col(Task.act_at) <= work.now)
            .order_by(col(Task.act_at))
            .limit(BATCH)
        )
        return [row for row in work.session.exec(statement) if row is not None]

    def _due_promises(self, work: Work) -> list[int]:
        statement = (
            select(Promise.id)
            .where(
                col(Promise.state) == PromiseState.OPEN,
                col(Promise.due_at) < work.now,
                col(Promise.answered_at).is_(None),
            )
            .limit(BATCH)
        )
        return [row for row in work.session.exec(statement) if row is not None]

    def _silent_calls(self) -> list[tuple[int, str]]:
        with self._ledger.look(SYSTEM.label) as work:
            statement = (
                select(Contact.id, Contact.external_id)
                .where(col(Contact.look_at) <= work.now)
                .limit(BATCH)
            )
            return [(row, call) for row, call in work.session.exec(statement) if row is not None]

    def _ask_after(self, telephone: Telephone, contact_id: int, call: str) -> int:
        seen = _asked(telephone.look_up, call)
        dialled = _asked(telephone.look_up_dialled, call) if self._dials(contact_id) else None
        with self._ledger.work(SYSTEM.label) as work:
            contact = work.session.get_one(Contact, contact_id)
            query = moving.locked(work, contact.query_id)
            work.session.refresh(contact)
            if contact.look_at is None or contact.look_at > work.now:
                return 0
            work.update(contact, look_at=work.now + LOOK_AGAIN)
            if seen is None or not seen.state.over:
                deflecting.looked_up(work, query, contact, dialled)
                return 0
            if contact.channel == Channel.CALL_BACK:
                looking.looked_up(work, query, contact, seen, dialled)
            else:
                parting.abandoned(work, query, contact)
                following.over(work, _as_event(call, seen), query, contact)
                parting.over(work, contact)
                deflecting.looked_up(work, query, contact, dialled)
            return 1

    def _dials(self, contact_id: int) -> bool:
        """Whether a second leg of it says more: a desk's, or the requester's in a ring back."""
        with self._ledger.look(SYSTEM.label) as work:
            contact = work.session.get_one(Contact, contact_id)
            back = contact.channel == Channel.CALL_BACK
            return back or deflections.ringing_for(work, contact) is not None


def _asked(look_up: Callable[[str], CallSeen | None], call: str) -> CallSeen | None:
    """None also where the carrier cannot say."""
    try:
        return look_up(call)
    except DeliveryFailed:
        return None


def _as_event(call: str, seen: CallSeen) -> CallOver:
    return CallOver(key=f"looked-up:{call}", call=call, state=seen.state, seconds=seen.seconds)
