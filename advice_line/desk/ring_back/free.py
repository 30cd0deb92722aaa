"""Who may be rung for a promise at this instant: whoever is on duty for it, and who of them is not
to be interrupted."""

from collections.abc import Collection, Sequence

from sqlmodel import col, select

from advice_line.call_kinds import Fallback
from advice_line.desk.phone import choosing, engaged
from advice_line.desk.phone.engaged import Engaged
from advice_line.directory import lookups
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.rules import scopes
from advice_line.rules.ring_backs import OnDuty
from advice_line.staffing import on_duty
from advice_line.tables.directory import ContactPoint, Line
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
    now = engaged.now(work)
    busy = now.people | engaged.quiet(work)
    busy |= _left_to_others(work, line, there, query, promised)
    points = lookups.contact_points_by_tier(work.session, line.id or 0)
    return [_on_duty(each, points.get(each.tier), busy, now) for each in there]


def _on_duty(
    each: on_duty.OnDuty, point: ContactPoint | None, busy: Collection[int], now: Engaged
) -> OnDuty:
    """A tier's shared phone is rung like in a hunt: its holder's mobile where it is engaged or not
    answered, unless the point has no fallback."""
    person = each.responder.id or 0
    phones: tuple[int | None, ...] = (None,)
    if point is not None:
        own = (None,) if point.fallback == Fallback.MOBILE else ()
        phones = own if own and point.number in now.numbers else (point.id, *own)
    kept_from = point is not None and phones == (point.id,) and point.number in now.numbers
    return OnDuty(person, each.tier, busy=person in busy or kept_from, phones=phones)


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
