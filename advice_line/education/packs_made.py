"""Packs that were made, by their line and month: who made one, when, and which cases it holds, as
lines of the trail. No copy is kept; one that holds a case which was withdrawn since is stale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.education.month import Month, bounds
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import TrailEntry

MADE, WITHDRAWN = "pack.made", "case.objected"


@dataclass(frozen=True)
class Made:
    at: datetime
    by: str


@dataclass(frozen=True)
class Stale:
    """The case `reference` was withdrawn on request at `since`; these packs were `made` with it."""

    reference: str
    since: datetime
    made: tuple[Made, ...]


def note(work: Work, line: Line, month: Month, form: str) -> None:
    cases = [each.reference for each in month.cases]
    work.record(MADE, subject=_subject(line, month.month), form=form, cases=cases)


def stale(work: Work, line: Line, month: str) -> tuple[Stale, ...]:
    """Of one month; raises `errors.Invalid` for what is none."""
    withdrawn = [each.reference for each in _withdrawn(work, line, month)]
    packs = list(_packs(work, line, month)) if withdrawn else []
    found = (_of(work, packs, each) for each in withdrawn)
    return tuple(each for each in found if each is not None)


def _of(work: Work, packs: Sequence[TrailEntry], reference: str) -> Stale | None:
    objected = select(TrailEntry.at).where(
        col(TrailEntry.subject) == f"case:{reference}", col(TrailEntry.action) == WITHDRAWN
    )
    since = work.session.exec(objected.order_by(col(TrailEntry.id).desc())).first()
    if since is None:
        return None
    made = [
        Made(each.at, _who(work, each.actor))
        for each in packs
        if reference in each.detail.get("cases", ())
    ]
    return Stale(reference, since, tuple(made)) if made else None


def _withdrawn(work: Work, line: Line, month: str) -> Iterator[Case]:
    first, after = bounds(month, line.time_zone)
    wanted = select(Case).where(
        col(Case.line_id) == line.id,
        col(Case.born_at) >= first,
        col(Case.born_at) < after,
        col(Case.state) == CaseState.OBJECTED,
    )
    yield from work.session.exec(wanted.order_by(col(Case.id)))


def _packs(work: Work, line: Line, month: str) -> Iterator[TrailEntry]:
    wanted = select(TrailEntry).where(
        col(TrailEntry.subject) == _subject(line, month), col(TrailEntry.action) == MADE
    )
    yield from work.session.exec(wanted.order_by(col(TrailEntry.id)))


def _who(work: Work, actor: str) -> str:
    """Of the service itself, and of a command, by what it is called in the trail."""
    _, _, key = actor.partition("responder:")
    known = work.session.exec(select(Responder.name).where(col(Responder.key) == key)).first()
    return known or "a command of the service"


def _subject(line: Line, month: str) -> str:
    return f"pack:{line.key}:{month}"
