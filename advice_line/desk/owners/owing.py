"""What somebody still owes: listed for them and for whoever makes the rota, and passed on when they
leave (H23). Ids and times only, no patient data."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.owed import tasks
from advice_line.desk.owners import handing_over, leaving
from advice_line.desk.query import theirs
from advice_line.directory import lookups
from advice_line.errors import NotAllowed, NotFound
from advice_line.kinds import PromiseState, TaskKind, TaskState
from advice_line.ledger.work import Ledger, Work
from advice_line.rota_kinds import HandOverState
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import HandOver, Promise, Task
from advice_line.trust.roles import SYSTEM, Action, Actor, require

_OWED = (*tasks.UNWRITTEN, *handing_over.CALLS)
# Whoever owes something, and whoever left something that nobody has taken yet.
_OWNERS = (
    select(Responder)
    .where(
        col(Responder.id).in_(
            select(Task.owner_id)
            .where(
                col(Task.state) == TaskState.OPEN,
                col(Task.kind).in_(_OWED),
                col(Task.owner_id).is_not(None),
            )
            .union(select(HandOver.from_id).where(col(HandOver.state) == HandOverState.OPEN))
        )
    )
    .order_by(col(Responder.id))
)


@dataclass(frozen=True)
class Owes:
    """One thing somebody owes: `promised_by` is what its requester was told, None where nothing
    was; `passing_on` that others are asked to take it."""

    reference: str
    kind: TaskKind
    due_at: datetime
    promised_by: datetime | None
    passing_on: bool


@dataclass(frozen=True)
class Owed:
    person: str
    name: str
    owes: tuple[Owes, ...]
    now: datetime


class Owing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, by: Actor, person: str | None = None) -> Owed:
        """The actor's own, the soonest due first; another's for who makes the rota. Raises
        `errors.NotFound`, `errors.NotAllowed`."""
        require(by, Action.CHANGE_OWN_DUTY)
        with self._ledger.look(by.label) as work:
            who = _person(work, by, person)
            action = Action.CHANGE_OWN_DUTY if who.id == by.responder_id else Action.CHANGE_ROTA
            every = handing_over.owed_by(work, who, *_OWED)
            owes = [each for each in every if theirs.task(work, by, action, each) is not None]
            return Owed(who.key, who.name, tuple(_owes(work, each) for each in owes), work.now)

    def promised(self, by: Actor, line: str) -> int:
        """How many callers of this line are promised a call back that they have not had."""
        require(by, Action.CHANGE_ROTA, line)
        wanted = (
            select(func.count())
            .select_from(Promise)
            .join(Query, col(Query.id) == col(Promise.query_id))
            .join(Line, col(Line.id) == col(Query.line_id))
            .where(col(Promise.state) == PromiseState.OPEN, col(Line.key) == line)
        )
        with self._ledger.look(by.label) as work:
            return int(work.session.exec(wanted).one())

    def pass_on(self) -> int:
        """Put what people are no longer there for before others; then, what nobody took, before the
        lead."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            owners = work.session.exec(_OWNERS).all()
            on = leaving.rotas(work) if owners else ()
            leavers = [each.id or 0 for each in owners if handing_over.anything(work, each, on)]
        return sum(self._pass_on(each) for each in leavers)

    def next_due(self) -> datetime | None:
        wanted = select(func.min(HandOver.act_at)).where(col(HandOver.state) == HandOverState.OPEN)
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(wanted).one()
            return found

    def _pass_on(self, owner_id: int) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            owner = work.session.get_one(Responder, owner_id)
            return handing_over.begin(work, owner) + handing_over.climb(work, owner)


def _person(work: Work, by: Actor, key: str | None) -> Responder:
    own = lookups.responder(work.session, by.responder_id) if by.responder_id else None
    found = own if key is None else lookups.responder_by_key(work.session, key)
    if found is None:
        raise NotFound("Nobody of this name is on the rota.")
    if (own is None or found.id != own.id) and not by.may(Action.CHANGE_ROTA):
        raise NotAllowed("Only a rota manager may see what somebody else owes.")
    return found


def _owes(work: Work, task: Task) -> Owes:
    query = work.session.get_one(Query, task.query_id)
    call = task.kind in handing_over.CALLS
    promised = tasks.open_promise(work, query.id or 0) if call else None
    return Owes(
        reference=query.reference,
        kind=TaskKind(task.kind),
        due_at=task.due_at,
        promised_by=promised.due_at if promised else None,
        passing_on=handing_over.open_of(work, query) is not None,
    )
