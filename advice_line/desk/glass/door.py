"""Break-glass: a query opened once, with a reason, by somebody of the service who may not see it as
a rule. Its line's leads, and who keeps the service's information, hear of it at once (H07)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.desk.glass import shown, telling
from advice_line.desk.query import reading
from advice_line.directory import within
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line, Responder
from advice_line.tables.looks import GlassLook
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
LASTS = timedelta(minutes=30)
SHORTEST, LONGEST = 20, 500
SHOWN = timedelta(days=366)
REFERENCE, REASON = "reference", "reason"


@dataclass(frozen=True)
class Look:
    """`seen_by` is who has said that they know of it."""

    id: str
    reference: str
    line: str
    by: str
    mine: bool
    opened_at: datetime
    reason: str = field(repr=False)
    seen_by: str | None
    seen_at: datetime | None


class Glass:
    def __init__(self, ledger: Ledger, *, mails: bool) -> None:
        """`mails` says whether mail can leave."""
        self._ledger = ledger
        self._mails = mails

    def break_it(self, by: Actor, reference: str, reason: str, token: str) -> str:
        """Opens one query to this person for half an hour; returns its reference. Raises
        `errors.Invalid` without a reason in words or a query of this reference, and
        `errors.Conflict` for who may open it as any other."""
        require(by, Action.BREAK_GLASS)
        words = _reason(reason)
        with self._ledger.work(by.label) as work:
            query = _of(work, reference)
            if within.may(work.session, by, Action.SEE_QUERY, query.line_id):
                said = f"You may open {query.reference} as any other: there is no glass to break."
                raise Conflict(said)
            if inbox.receive(work, PAGE, token):
                look = work.add(
                    GlassLook(
                        query_id=query.id or 0,
                        person_id=by.responder_id or 0,
                        sealed_reason=work.vault.seal(words, telling.REASON),
                        opened_at=work.now,
                        until=work.now + LASTS,
                    )
                )
                work.record("glass.broken", query=query.id, subject=f"look:{look.public_id}")
                telling.tell(work, look, query, mails=self._mails)
            return query.reference

    def look(self, by: Actor, reference: str) -> shown.Behind:
        """Each look is in the trail. Raises `errors.NotFound` for whoever has not broken the glass
        of this query within the last half hour."""
        require(by, Action.BREAK_GLASS)
        with self._ledger.work(by.label) as work:
            query = reading.by_reference(work, reference)
            broken = _broken(work, by, query)
            if broken is None:
                raise NotFound(reading.NO_QUERY)
            work.record("glass.looked", query=query.id, subject=f"look:{broken.public_id}")
            found = shown.behind(work, query, broken.until)
            work.let_go()
            return found

    def looks(self, by: Actor) -> tuple[tuple[Look, ...], datetime]:
        """Those of their lines within a year, what nobody has seen first; and now."""
        require(by, Action.SEE_BROKEN_GLASS)
        with self._ledger.work(by.label) as work:
            own = within.of_theirs(work.session, by, Action.SEE_BROKEN_GLASS, Query.line_id)
            statement = (
                select(GlassLook, Query)
                .join(Query, col(Query.id) == col(GlassLook.query_id))
                .where(own, col(GlassLook.opened_at) > work.now - SHOWN)
                .order_by(col(GlassLook.seen_at).is_not(None), col(GlassLook.id).desc())
            )
            found = tuple(_look(work, by, *each) for each in work.session.exec(statement))
            work.record("glass.listed")
            return found, work.now

    def unseen(self, by: Actor) -> int:
        """How many of their lines nobody has said to have seen; 0 for whom they do not concern."""
        if not by.may(Action.SEE_BROKEN_GLASS):
            return 0
        with self._ledger.look(by.label) as work:
            own = within.of_theirs(work.session, by, Action.SEE_BROKEN_GLASS, Query.line_id)
            statement = (
                select(func.count())
                .select_from(GlassLook)
                .join(Query, col(Query.id) == col(GlassLook.query_id))
                .where(own, col(GlassLook.seen_at).is_(None))
            )
            return work.session.exec(statement).one()

    def seen(self, by: Actor, look_id: str, token: str) -> None:
        """Somebody else than who looked knows of it. Raises `errors.NotFound`, `errors.Conflict`
        for one's own."""
        require(by, Action.SEE_BROKEN_GLASS)
        with self._ledger.work(by.label) as work:
            wanted = select(GlassLook).where(col(GlassLook.public_id) == look_id)
            look = work.session.exec(wanted).first()
            query = work.session.get_one(Query, look.query_id) if look is not None else None
            if (
                look is None
                or query is None
                or not within.may(work.session, by, Action.SEE_BROKEN_GLASS, query.line_id)
            ):
                raise NotFound("There is no such look.")
            if look.person_id == by.responder_id:
                raise Conflict("This was your own look: somebody else says that it is seen.")
            if inbox.receive(work, PAGE, token) and work.update(
                look,
                col(GlassLook.seen_at).is_(None),
                seen_at=work.now,
                seen_by_id=by.responder_id,
            ):
                work.record("glass.seen", query=query.id, subject=f"look:{look.public_id}")


def _reason(text: str) -> str:
    words = " ".join(text.split())
    if len(words) < SHORTEST:
        said = "Say why you have to see this query, in a sentence of at least 20 characters."
        raise Invalid([Problem(REASON, said)])
    if len(words) > LONGEST:
        raise Invalid([Problem(REASON, f"Keep it under {LONGEST} characters.")])
    return words


def _of(work: Work, reference: str) -> Query:
    try:
        return reading.by_reference(work, reference)
    except NotFound:
        said = "No query has this reference. Copy it whole, such as K7Q2-M9FX."
        raise Invalid([Problem(REFERENCE, said)]) from None


def _broken(work: Work, by: Actor, query: Query) -> GlassLook | None:
    """By which the glass of this query is broken for them now."""
    statement = (
        select(GlassLook)
        .where(
            col(GlassLook.query_id) == query.id,
            col(GlassLook.person_id) == by.responder_id,
            col(GlassLook.until) > work.now,
        )
        .order_by(col(GlassLook.until).desc())
    )
    return work.session.exec(statement).first()


def _look(work: Work, by: Actor, look: GlassLook, query: Query) -> Look:
    seen_by = work.session.get(Responder, look.seen_by_id) if look.seen_by_id else None
    reason = look.sealed_reason
    return Look(
        id=look.public_id,
        reference=query.reference,
        line=work.session.get_one(Line, query.line_id).name,
        by=work.session.get_one(Responder, look.person_id).name,
        mine=look.person_id == by.responder_id,
        opened_at=look.opened_at,
        reason=work.vault.open(reason, telling.REASON) if reason else "",
        seen_by=seen_by.name if seen_by else None,
        seen_at=look.seen_at,
    )
