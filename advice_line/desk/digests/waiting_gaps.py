"""Which suggestions of guidance wait for somebody: those on whose subject they keep a page, and
where nobody who may decide keeps one, all of their lines. For four weeks each: later nobody is told
any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, or_, select

from advice_line.directory import lookups
from advice_line.guidance_kinds import GuidanceState
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.guidance import Guidance
from advice_line.tables.guidance_gaps import GuidanceGap
from advice_line.trust import granted
from advice_line.trust.roles import Action, permit

LATEST = timedelta(weeks=4)


@dataclass(frozen=True)
class Suggested:
    """`subjects` are words of closed lists, such as "Spine, MRI"."""

    line: Line
    subjects: tuple[str, ...]


def of(work: Work, person: Responder) -> tuple[Suggested, ...]:
    return tuple(
        Suggested(line, subjects)
        for line in lookups.lines(work.session)
        if person.id in deciding(work, line) and (subjects := tuple(_subjects(work, line, person)))
    )


def deciding(work: Work, line: Line) -> frozenset[int | None]:
    return frozenset(
        each.id
        for each in lookups.responders(work.session)
        if permit(granted.on(each, line.key), Action.DECIDE_GAPS)
    )


def _subjects(work: Work, line: Line, person: Responder) -> Iterable[str]:
    open_ones = select(GuidanceGap).where(
        col(GuidanceGap.line_id) == line.id,
        col(GuidanceGap.decided_at).is_(None),
        col(GuidanceGap.found_at) > work.now - LATEST,
    )
    for gap in work.session.exec(open_ones.order_by(col(GuidanceGap.id))):
        owners = _owners(work, line, gap.topic) & deciding(work, line)
        if (not owners or person.id in owners) and _taught(work, gap):
            yield about(gap.topic, gap.modality) or ""


def _owners(work: Work, line: Line, topic: str) -> frozenset[int | None]:
    pages = select(Guidance.owner_id, Guidance.body_areas).where(
        col(Guidance.state) == GuidanceState.PUBLISHED,
        or_(col(Guidance.line_id) == line.id, col(Guidance.line_id).is_(None)),
    )
    return frozenset(owner for owner, areas in work.session.exec(pages) if topic in areas)


def _taught(work: Work, gap: GuidanceGap) -> bool:
    """Of a subject whose cases were all taken out of teaching, nothing is told (H08). One that
    reviewers of samples found has none."""
    if not gap.cases:
        return True
    wanted = select(Case.id).where(
        col(Case.reference).in_(gap.cases), col(Case.state) == CaseState.APPROVED
    )
    return work.session.exec(wanted.limit(1)).first() is not None
