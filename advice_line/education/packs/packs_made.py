"""Packs that were made, by their line and month: who made one, when, and which cases it holds, as
lines of the trail. No copy is kept; one that holds a case which was taken out since is stale."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.education.packs.month import Month
from advice_line.errors import Conflict
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import TrailEntry

MADE, WITHDRAWN = "pack.made", "case.objected"
# Within the number of values that either database takes in one statement.
_AT_ONCE = 500


@dataclass(frozen=True)
class Made:
    at: datetime
    by: str


@dataclass(frozen=True)
class Stale:
    """The case `reference` was taken out at `since`, `on_request` of a patient or requester or for
    its text; these packs were `made` with it."""

    reference: str
    since: datetime
    made: tuple[Made, ...]
    on_request: bool = True


def note(work: Work, line: Line, month: Month, form: str) -> None:
    cases = sorted(month.references)
    work.record(MADE, subject=_subject(line, month.month), form=form, cases=cases)


def hold_to_approved(work: Work, line: Line, month: Month) -> None:
    """Raises `errors.Conflict` where a case that `month` holds is not approved any more: a pack of
    it may not be given to anybody, nor sent, before it is made anew."""
    gone = [each.reference for each in _not_approved(work, line, month.references)]
    if gone:
        said = f"{', '.join(gone[:5])} was taken out of teaching meanwhile. Make the pack anew."
        raise Conflict(said)


def stale(work: Work, line: Line, month: str) -> tuple[Stale, ...]:
    """Of packs of one month, which hold some of earlier ones too: what was learned of them."""
    packs = list(_packs(work, line, month))
    held = {reference for each in packs for reference in each.detail.get("cases", ())}
    return tuple(_of(work, packs, each) for each in _not_approved(work, line, held))


def _of(work: Work, packs: Sequence[TrailEntry], case: Case) -> Stale:
    made = [
        Made(each.at, _who(work, each.actor))
        for each in packs
        if case.reference in each.detail.get("cases", ())
    ]
    on_request = case.state == CaseState.OBJECTED
    told = select(TrailEntry.at).where(col(TrailEntry.subject) == f"case:{case.reference}")
    if on_request:
        told = told.where(col(TrailEntry.action) == WITHDRAWN)
    since = work.session.exec(told.order_by(col(TrailEntry.id).desc())).first()
    return Stale(case.reference, since or work.now, tuple(made), on_request)


def _not_approved(work: Work, line: Line, held: Iterable[str]) -> Iterator[Case]:
    rest = sorted(held)
    while rest:
        some, rest = rest[:_AT_ONCE], rest[_AT_ONCE:]
        wanted = select(Case).where(
            col(Case.line_id) == line.id,
            col(Case.reference).in_(some),
            col(Case.state) != CaseState.APPROVED,
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
