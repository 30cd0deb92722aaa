"""Who saw a query and why, and the trail as a whole, for those who answer for it. No name of a
patient and no word that anybody said is in it; each reading of it is itself a line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from advice_line.desk.query import emptied, reading, theirs
from advice_line.desk.query.emptied import Emptied
from advice_line.desk.trail import glass_reasons
from advice_line.desk.trail.people import Named
from advice_line.directory import lookups
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Role
from advice_line.ledger.heads import newest
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import identifiers, look_words
from advice_line.tables.ledger import TrailEntry, TrailHead
from advice_line.tables.queries import Query
from advice_line.trust import refusals
from advice_line.trust.roles import Action, Actor, require, require_all

PAGE, MOST_LOOKS, MOST_ROWS = 50, 500, 100_000
EVERY_LOOK = "looks"
NUMBER = "nhs_number"
_ID = re.compile(r"[a-z]+([:._][a-z_]+){0,2}|responder:[a-z0-9_-]{1,40}")


@dataclass(frozen=True)
class Wanted:
    """What of the trail: all of it where nothing is said. `person` is as the trail names them,
    `action` one action or `EVERY_LOOK`, `before` the id that a page stands before."""

    person: str = ""
    reference: str = ""
    action: str = ""
    start: datetime | None = None
    end: datetime | None = None
    before: int | None = None


@dataclass(frozen=True)
class Row:
    """`role` and `why` are of looks by people of the service alone; `page` is which kind of page
    was refused, by its pattern."""

    id: int
    position: int | None
    at: datetime
    actor: str
    who: str
    action: str
    reference: str | None
    subject: str | None
    role: Role | None = None
    why: str | None = None
    page: str | None = None


@dataclass(frozen=True)
class Seen:
    """`emptied` says when what the query held was deleted: who saw it before stands on."""

    reference: str
    looks: tuple[Row, ...]
    more: bool
    emptied: Emptied | None = None


@dataclass(frozen=True)
class Listed:
    """`older` is where the next page begins, None on the last one."""

    rows: tuple[Row, ...]
    older: int | None
    people: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]
    head: TrailHead | None
    waiting: bool


class TrailReading:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def who_saw(self, by: Actor, reference: str) -> Seen:
        """The newest first. Raises `errors.NotFound` for a query of a line that is not theirs."""
        require(by, Action.SEE_WHO_SAW)
        with self._ledger.work(by.label) as work:
            query = theirs.skeleton(work, by, Action.SEE_WHO_SAW, reference)
            found = replace(_looks(work, query), emptied=emptied.one(work, query))
            work.record("trail.read", query=query.id)
            return found

    def of_patient(self, by: Actor, number: str) -> tuple[Seen, ...]:
        """For who asks what is kept of them: each of their queries, by a keyed hash, and who saw
        it. Raises `errors.Invalid` for what is no NHS number."""
        require_all(by, Action.READ_TRAIL)
        try:
            mark = self._ledger.vault.mark(identifiers.read_number(number), "patient")
        except ValueError as error:
            raise Invalid([Problem(NUMBER, str(error))]) from error
        with self._ledger.work(by.label) as work:
            own = select(Query).where(col(Query.patient_hash) == mark).order_by(col(Query.id))
            queries = work.session.exec(own).all()
            for query in queries:
                work.record("trail.read", query=query.id, of="patient")
            if not queries:
                work.record("trail.read", of="patient")
            return tuple(_looks(work, query) for query in queries)

    def listed(self, by: Actor, wanted: Wanted | None) -> Listed:
        """One page, the newest first; no line of it where nothing can be looked for (`wanted` is
        None). Raises `errors.NotFound` for a reference there is none of."""
        require_all(by, Action.READ_TRAIL)
        with self._ledger.work(by.label) as work:
            rows = _rows(work, list(_where(work, wanted)), PAGE + 1) if wanted else []
            work.record("trail.read", **(_asked(wanted) if wanted else {}))
            waits = select(TrailEntry.id).where(col(TrailEntry.chain_position).is_(None)).limit(1)
            head = newest(work.session)
            listed = Listed(
                rows=tuple(_named(work, rows[:PAGE])),
                older=rows[PAGE - 1].id if len(rows) > PAGE else None,
                people=tuple(_people(work.session)),
                actions=_actions(work.session),
                head=head,
                waiting=work.session.exec(waits).first() is not None,
            )
            work.let_go()
            return listed

    def exported(self, by: Actor, wanted: Wanted) -> tuple[Row, ...]:
        """All that is wanted, at most `MOST_ROWS`, for a file of ids."""
        require_all(by, Action.READ_TRAIL)
        with self._ledger.work(by.label) as work:
            found = _rows(work, list(_where(work, wanted)), MOST_ROWS)
            work.record("trail.exported", rows=len(found), **_asked(wanted))
            return tuple(_named(work, found))


def looks(work: Work, own: ColumnElement[bool], most: int = MOST_ROWS) -> Iterator[Row]:
    """The newest first; `own` is a condition of TrailEntry."""
    where = [own, col(TrailEntry.action).in_(list(look_words.LOOKS))]
    return _named(work, _rows(work, where, most))


def _looks(work: Work, query: Query) -> Seen:
    rows = list(looks(work, col(TrailEntry.query_id) == query.id, MOST_LOOKS + 1))
    reasons = glass_reasons.of(work, (row.subject for row in rows))
    shown = (replace(row, why=_why(reasons, row)) for row in rows[:MOST_LOOKS])
    return Seen(query.reference, tuple(shown), more=len(rows) > MOST_LOOKS)


def _why(reasons: Mapping[str | None, str], row: Row) -> str | None:
    reason = reasons.get(row.subject)
    return look_words.why(None, reason) if reason else row.why


def _rows(work: Work, where: list[ColumnElement[bool]], most: int) -> Sequence[TrailEntry]:
    statement = select(TrailEntry).where(*where).order_by(col(TrailEntry.id).desc()).limit(most)
    return work.session.exec(statement).all()


def _named(work: Work, rows: Sequence[TrailEntry]) -> Iterator[Row]:
    named = Named(work)
    wanted = {row.query_id for row in rows if row.query_id is not None}
    references: dict[int | None, str] = {}
    for start in range(0, len(wanted), PAGE):
        part = sorted(wanted)[start : start + PAGE]
        found = select(Query.id, Query.reference).where(col(Query.id).in_(part))
        references.update(dict(work.session.exec(found).all()))
    for row in rows:
        role = row.detail.get("role") if row.action in look_words.LOOKS else None
        yield Row(
            id=row.id or 0,
            position=row.chain_position,
            at=row.at,
            actor=row.actor,
            who=named(row.actor),
            action=row.action,
            reference=references.get(row.query_id),
            subject=row.subject,
            role=Role(role) if role else None,
            why=look_words.why(row.detail.get("why"), row.detail.get("reason")),
            page=refusals.page(row),
        )


def _where(work: Work, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.person:
        yield col(TrailEntry.actor) == wanted.person
    if wanted.action == EVERY_LOOK:
        yield col(TrailEntry.action).in_(list(look_words.LOOKS))
    elif wanted.action:
        yield col(TrailEntry.action) == wanted.action
    if wanted.reference:
        query = reading.skeleton(work, wanted.reference)
        yield col(TrailEntry.query_id) == query.id
    if wanted.start is not None:
        yield col(TrailEntry.at) >= wanted.start
    if wanted.end is not None:
        yield col(TrailEntry.at) < wanted.end
    if wanted.before is not None:
        yield col(TrailEntry.id) < wanted.before


def _asked(wanted: Wanted) -> dict[str, Any]:
    """What was looked for, by ids alone: what stands in an address may be anything."""
    given = {"whose": wanted.person, "what": wanted.action}
    return {name: value for name, value in given.items() if _ID.fullmatch(value)}


def _people(session: Session) -> Iterator[tuple[str, str]]:
    for each in sorted(lookups.responders(session), key=lambda person: person.name):
        yield f"responder:{each.key}", each.name
    yield "system", "The service itself, or a command"


def _actions(session: Session) -> tuple[str, ...]:
    found = session.exec(select(TrailEntry.action).distinct().order_by(TrailEntry.action)).all()
    return tuple(found)
