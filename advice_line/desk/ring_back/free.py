"""Who may be rung for a promise at this instant: whoever is on duty for it, and who of them is not
to be interrupted."""

from collections.abc import Sequence

from sqlmodel import col, select

from advice_line.desk.phone import choosing, engaged
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.rules import scopes
from advice_line.rules.ring_backs import OnDuty
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Promise

# Of these nobody else can have the query: what is left to be said of them is their author's.
_ANYBODYS = (
    QueryState.RECEIVED,
    QueryState.WAITING,
    QueryState.OFFERED,
    QueryState.ACCEPTED,
)


def people(work: Work, query: Query, promised: Promise) -> list[OnDuty]:
    """Read from the rota as it is now (H03), and held, so that no phone rings for two things."""
    line = work.session.get_one(Line, query.line_id)
    there = on_duty.who(work.session, line.key, work.now)
    if query.outside_scope is not None:
        there = _in_scope(there, query, query.outside_scope) or there
    if query.state not in _ANYBODYS:
        there = [each for each in there if each.responder.id == query.owner_id]
    engaged.hold(work, (each.responder.id or 0 for each in there))
    busy = engaged.now(work).people | engaged.quiet(work)
    busy |= _left_to_others(work, line, there, query, promised)
    return [
        OnDuty(each.responder.id or 0, each.tier, busy=each.responder.id in busy) for each in there
    ]


def _left_to_others(
    work: Work,
    line: Line,
    there: Sequence[on_duty.OnDuty],
    query: Query,
    promised: Promise,
) -> set[int]:
    """Those whom callers in the queue get before one who keeps a place behind them."""
    if promised.queued_at is None:
        return set()
    contact = work.session.exec(
        select(Contact).where(
            col(Contact.query_id) == query.id, col(Contact.queued_at) == promised.queued_at
        )
    ).first()
    if contact is None:
        return set()
    theirs = choosing.in_their_turn(work, line, there, contact, promised.queued_at)
    return {each.responder.id or 0 for each in there} - theirs


def _in_scope(there: Sequence[on_duty.OnDuty], query: Query, tag: str) -> list[on_duty.OnDuty]:
    """Whoever answers about what it was said to belong to, and not who said so (H11)."""
    return [
        each
        for each in there
        if each.responder.id != query.outside_scope_by_id
        and scopes.covers(each.responder.scope, tag)
    ]
