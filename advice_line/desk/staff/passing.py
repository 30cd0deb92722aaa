"""The responder's door to passing a query on: offered with a reason, accepted or declined, taken
back; and the sweep of what nobody took."""

from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.query import moving, theirs
from advice_line.desk.questions import left_behind, passing_on
from advice_line.desk.questions.passing_on import Wanted
from advice_line.desk.record import unsent
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Responder
from advice_line.tables.passing import PassOn
from advice_line.trust.roles import SYSTEM, Action, Actor, require
from advice_line.written_kinds import PassOnState, Unsent

PAGE = "page"


class Passing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def offer(self, by: Actor, reference: str, wanted: Wanted, token: str) -> None:
        """Raises what `passing_on.offer` does; what was typed is kept."""
        require(by, Action.CLAIM)
        person = by.responder_id or 0
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            unsent.keep(work, query, person, Unsent.PASSING_ON, wanted.words)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                passing_on.offer(work, query, _person(work, by), wanted)
                unsent.drop(work, query, person, Unsent.PASSING_ON)

    def accept(self, by: Actor, reference: str) -> None:
        """Whoever has it already has pressed once more. Raises what `passing_on.accept` does."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if query.owner_id != by.responder_id:
                passing_on.accept(work, query, _person(work, by))

    def decline(self, by: Actor, reference: str, token: str) -> None:
        """Raises what `passing_on.decline` does."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                passing_on.decline(work, query, _person(work, by))

    def take_back(self, by: Actor, reference: str, token: str) -> None:
        """Raises what `passing_on.take_back` does."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                passing_on.take_back(work, query, _person(work, by))

    def run_out(self) -> int:
        """How many offers nobody took in their time."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            due = select(PassOn.id, PassOn.query_id).where(
                col(PassOn.state) == PassOnState.OPEN, col(PassOn.act_at) <= work.now
            )
            rows = work.session.exec(due).all()
        return sum(self._run_out(offered or 0, query) for offered, query in rows)

    def leave(self) -> int:
        """How many questions were offered whose owners are not there for them any more."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            queries = left_behind.found(work)
        return sum(self._leave(each) for each in queries)

    def _leave(self, query: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            return left_behind.offer(work, moving.locked(work, query))

    def next_due(self) -> datetime | None:
        wanted = select(func.min(PassOn.act_at)).where(col(PassOn.state) == PassOnState.OPEN)
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(wanted).one()
            return found

    def _run_out(self, offered: int, query: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            held = moving.locked(work, query)
            return left_behind.run_out(work, held, work.session.get_one(PassOn, offered))


def _person(work: Work, by: Actor) -> Responder:
    return work.session.get_one(Responder, by.responder_id)
