"""Packs that were made, by their line and month: who made one, when, and which cases it holds, as
lines of the trail. No copy is kept; one that holds a case or a picture which was taken out since is
stale."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.education.cases import pictures_taught, taking_out
from advice_line.education.packs.month import Month
from advice_line.errors import Conflict
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import TrailEntry

MADE, WITHDRAWN, DROPPED = "pack.made", "case.objected", "case.picture_dropped"
# Within the number of values that either database takes in one statement.
_AT_ONCE = 500


@dataclass(frozen=True)
class Made:
    """`form` is one of `pack.Form`."""

    at: datetime
    by: str
    form: str


@dataclass(frozen=True)
class Stale:
    """The case `reference` was taken out at `since`, `on_request` of a patient or requester or for
    its text, and may be approved again in another; these packs were `made` with it. Where
    `is_picture`, only pictures of it were: taken away, or gone with what is kept of the query, of
    which no instant is known."""

    reference: str
    since: datetime | None
    made: tuple[Made, ...]
    on_request: bool = True
    is_picture: bool = False


def note(work: Work, line: Line, month: Month, form: str) -> None:
    cases = sorted(month.references)
    subject, pictures = _subject(line, month.month), dict(month.pictures)
    work.record(MADE, subject=subject, form=form, cases=cases, pictures=pictures)


def hold_to_approved(work: Work, line: Line, month: Month) -> None:
    """Raises `errors.Conflict` where a case that `month` holds is not approved any more, or one of
    its pictures was taken away: a pack of it may not be given to anybody, nor sent, before it is
    made anew."""
    gone = [each.reference for each in _not_approved(work, line, month.references)]
    if gone:
        said = f"{', '.join(gone[:5])} was taken out of teaching meanwhile. Make the pack anew."
        raise Conflict(said)
    lost = sorted({month.pictures[each] for each in pictures_taught.gone(work, month.pictures)})
    if lost:
        said = f"A picture of {', '.join(lost[:5])} was taken away meanwhile. Make the pack anew."
        raise Conflict(said)


def last(work: Work, line: Line, month: str) -> Made | None:
    made = list(_packs(work, line, month))
    return _made(work, made[-1]) if made else None


def stale(work: Work, line: Line, month: str) -> tuple[Stale, ...]:
    """Of packs of one month, which hold some of earlier ones too: what was learned of them."""
    packs = list(_packs(work, line, month))
    held = {reference for each in packs for reference in each.detail.get("cases", ())}
    out = taking_out.taken_out(work, held)
    gone = {each.reference: each for each in _not_approved(work, line, held)}
    said = (_of(work, packs, each, gone.get(each), out.get(each)) for each in sorted({*out, *gone}))
    cases = {each.reference: each for each in said if each.made}
    pictures = [each for each in _of_pictures(work, packs) if each.reference not in cases]
    return (*cases.values(), *pictures)


def _of_pictures(work: Work, packs: Sequence[TrailEntry]) -> Iterator[Stale]:
    """One of each case, however many of its pictures went."""
    of = {key: case for each in packs for key, case in each.detail.get("pictures", {}).items()}
    gone = pictures_taught.gone(work, of)
    for reference in sorted({of[each] for each in gone}):
        lost = {each for each in gone if of[each] == reference}
        made = [_made(work, each) for each in packs if lost & set(each.detail.get("pictures", {}))]
        yield Stale(reference, _dropped(work, reference, lost), tuple(made), is_picture=True)


def _dropped(work: Work, reference: str, lost: set[str]) -> datetime | None:
    told = select(TrailEntry).where(
        col(TrailEntry.subject) == f"case:{reference}", col(TrailEntry.action) == DROPPED
    )
    entries = work.session.exec(told.order_by(col(TrailEntry.id).desc()))
    return next((each.at for each in entries if each.detail.get("picture") in lost), None)


def _made(work: Work, pack: TrailEntry) -> Made:
    return Made(pack.at, _who(work, pack.actor), pack.detail.get("form", ""))


def _of(
    work: Work, packs: Sequence[TrailEntry], reference: str, gone: Case | None, out: datetime | None
) -> Stale:
    """Of one that is approved again, the packs made before it was taken `out`."""
    made = [
        _made(work, each)
        for each in packs
        if reference in each.detail.get("cases", ()) and (gone or (out and each.at <= out))
    ]
    on_request = gone is not None and gone.state == CaseState.OBJECTED
    since = None if on_request else out
    return Stale(reference, since or _newest(work, reference, on_request), tuple(made), on_request)


def _newest(work: Work, reference: str, on_request: bool) -> datetime:
    told = select(TrailEntry.at).where(col(TrailEntry.subject) == f"case:{reference}")
    if on_request:
        told = told.where(col(TrailEntry.action) == WITHDRAWN)
    return work.session.exec(told.order_by(col(TrailEntry.id).desc())).first() or work.now


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
