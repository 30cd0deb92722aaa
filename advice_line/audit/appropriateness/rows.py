"""Audits of appropriateness and what belongs to them, found for whoever may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit_kinds import Part
from advice_line.directory import lookups, within
from advice_line.errors import Conflict, NotFound
from advice_line.ledger.work import Work
from advice_line.tables.appropriateness import (
    AppropriatenessAudit,
    AppropriatenessReview,
    AppropriatenessReviewer,
    SampledQuery,
)
from advice_line.tables.directory import Line, Responder
from advice_line.trust import granted
from advice_line.trust.roles import Action, Actor, permit

PAGE = "page"


@dataclass(frozen=True)
class Found:
    audit: AppropriatenessAudit
    line: Line


def audit(work: Work, by: Actor, action: Action, audit_id: str, *, lock: bool = False) -> Found:
    """Raises `errors.NotFound` for one of another line, as for one that is not there."""
    wanted = select(AppropriatenessAudit).where(col(AppropriatenessAudit.public_id) == audit_id)
    row = work.session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None or not within.may(work.session, by, action, row.line_id):
        raise NotFound("There is no such audit here.")
    line = lookups.line(work.session, row.line_id)
    assert line is not None
    return Found(row, line)


def going_on(found: Found) -> Found:
    """Raises `errors.Conflict` for one that is closed."""
    if found.audit.closed_at is not None:
        raise Conflict("This audit is closed: nothing of it changes any more.")
    return found


def month(row: AppropriatenessAudit) -> str:
    """Such as October 2026."""
    return periods.read(row.month).label


def subject(found: Found) -> str:
    """As the trail names it."""
    return f"appropriateness:{found.audit.public_id}"


def sampled(work: Work, row: AppropriatenessAudit) -> list[SampledQuery]:
    wanted = select(SampledQuery).where(col(SampledQuery.audit_id) == row.id)
    return list(work.session.exec(wanted.order_by(col(SampledQuery.number))))


def one(work: Work, row: AppropriatenessAudit, sampled_id: str) -> SampledQuery:
    """Raises `errors.NotFound`."""
    wanted = select(SampledQuery).where(
        col(SampledQuery.audit_id) == row.id, col(SampledQuery.public_id) == sampled_id
    )
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound("There is no such query in this sample.")
    return found


def reviews(work: Work, row: AppropriatenessAudit) -> dict[int, dict[Part, AppropriatenessReview]]:
    """By the id of what was sampled, then by which review it is."""
    wanted = (
        select(AppropriatenessReview)
        .join(SampledQuery, col(SampledQuery.id) == col(AppropriatenessReview.sampled_id))
        .where(col(SampledQuery.audit_id) == row.id)
    )
    found: dict[int, dict[Part, AppropriatenessReview]] = {}
    for each in work.session.exec(wanted):
        found.setdefault(each.sampled_id, {})[Part(each.part)] = each
    return found


def reviews_of(work: Work, item: SampledQuery) -> dict[Part, AppropriatenessReview]:
    own = col(AppropriatenessReview.sampled_id) == item.id
    found = work.session.exec(select(AppropriatenessReview).where(own))
    return {Part(each.part): each for each in found}


def appointed(work: Work, row: AppropriatenessAudit) -> list[Responder]:
    """In the order in which they were."""
    wanted = (
        select(Responder)
        .join(
            AppropriatenessReviewer,
            col(AppropriatenessReviewer.person_id) == col(Responder.id),
        )
        .where(col(AppropriatenessReviewer.audit_id) == row.id)
    )
    return list(work.session.exec(wanted.order_by(col(AppropriatenessReviewer.id))))


def may_review(work: Work, line: Line) -> list[Responder]:
    """Responders of the line, advanced practitioners among them: whom the lead takes is theirs."""
    return [
        each
        for each in lookups.responders(work.session)
        if permit(granted.on(each, line.key), Action.REVIEW_SAMPLED)
    ]


def of_line(work: Work, line: Line) -> Sequence[AppropriatenessAudit]:
    """The newest month first."""
    wanted = select(AppropriatenessAudit).where(col(AppropriatenessAudit.line_id) == line.id)
    return work.session.exec(wanted.order_by(col(AppropriatenessAudit.month).desc())).all()
