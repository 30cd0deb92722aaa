"""A look at somebody's record, in the trail: who, by which of their roles, at what, and what bound
them to the query just then."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.kinds import OfferState, Role, TaskState
from advice_line.ledger.work import Work
from advice_line.rules.look_words import Why
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Offer, Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import RULES, Action, Actor

LATELY = timedelta(minutes=15)
_OFFERED = (OfferState.SHOWN, OfferState.ACCEPTED)


def saw(
    work: Work,
    by: Actor,
    permitted: Action,
    what: str,
    query: Query,
    *,
    subject: str | None = None,
    because: Why | None = None,
) -> None:
    """`what` is one of `rules/look_words.LOOKS`; `permitted` is what let them, `because` of what
    where that is known already."""
    role = _role(work, by, permitted, query)
    why = because or (None if by.responder_id is None else _why(work, by, role, query))
    work.record(what, query=query.id, subject=subject, role=role, why=why)


def lately(work: Work, by: Actor, what: str, query: Query) -> bool:
    """Whether the trail says so of the last quarter of an hour: a page that is open asks every few
    seconds, and a line for each would bury the others."""
    statement = select(TrailEntry.id).where(
        col(TrailEntry.query_id) == query.id,
        col(TrailEntry.actor) == by.label,
        col(TrailEntry.action) == what,
        col(TrailEntry.at) > work.now - LATELY,
    )
    return work.session.exec(statement.limit(1)).first() is not None


def _role(work: Work, by: Actor, permitted: Action, query: Query) -> Role | None:
    line = work.session.get_one(Line, query.line_id).key
    held = by.roles | by.on.get(line, frozenset())
    return min(held & RULES[permitted], default=None)


def _why(work: Work, by: Actor, role: Role | None, query: Query) -> Why:
    if query.owner_id == by.responder_id:
        return Why.OWN
    own = col(Task.query_id) == query.id, col(Task.owner_id) == by.responder_id
    open_task = select(Task.id).where(*own, col(Task.state) == TaskState.OPEN)
    if work.session.exec(open_task.limit(1)).first() is not None:
        return Why.TASK
    to_them = col(Offer.query_id) == query.id, col(Offer.responder_id) == by.responder_id
    offered = select(Offer.id).where(*to_them, col(Offer.state).in_(_OFFERED))
    if work.session.exec(offered.limit(1)).first() is not None:
        return Why.OFFERED
    line = work.session.get_one(Line, query.line_id)
    key = by.label.removeprefix("responder:")
    if on_duty.tier_of(work.session, line.key, key, work.now) is not None:
        return Why.DUTY
    return Why.OFFICE if role is Role.COORDINATOR else Why.OTHER
