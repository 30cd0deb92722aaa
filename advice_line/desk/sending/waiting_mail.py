"""What is mailed to people of the service of what waits for them before something is taught:
counts, days and links (H07)."""

from collections.abc import Callable

from sqlmodel import col, func, select

from advice_line.desk.digests import content, silent, waiting_cases, waiting_gaps
from advice_line.desk.sending.said import Said
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.meeting_kinds import MeetingState
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import days, digest_words, pack_month
from advice_line.tables.appropriateness import (
    AppropriatenessAudit,
    AppropriatenessReview,
    SampledQuery,
)
from advice_line.tables.audit_reports import AuditReport
from advice_line.tables.digests import PracticeDigest
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import Meeting, MeetingSeries
from advice_line.tables.queries import Query
from rota import columns, walltime


def mail(work: Work, slip: Slip, url: str) -> Said | None:
    """None where nothing waits any more."""
    return _MADE[slip.kind](work, slip, work.session.get_one(Responder, slip.person_id), url)


def _digest(work: Work, slip: Slip, person: Responder, url: str) -> Said | None:
    digest = work.session.get_one(PracticeDigest, slip.subject_id)
    if digest.approved_at is not None or digest.dismissed_at is not None:
        return None
    line = work.session.get_one(Line, digest.line_id)
    month, at = content.month_name(digest.month), f"{url}/digests/{digest.public_id}"
    words = digest_words.waits(line.name, month, at)
    return Said(line, person.email, digest_words.WAITS_SUBJECT, words)


def _cases(work: Work, _slip: Slip, person: Responder, url: str) -> Said | None:
    found = waiting_cases.of(work, person)
    if found.none:
        return None
    line = lookups.lines(work.session)[0]
    words = digest_words.cases_wait(found.to_check, found.to_approve, f"{url}/library")
    return Said(line, person.email, digest_words.CASES_SUBJECT, words)


def _pack(work: Work, slip: Slip, person: Responder, url: str) -> Said | None:
    meeting = work.session.get_one(Meeting, slip.subject_id)
    if meeting.state == MeetingState.CANCELLED or meeting.starts_at <= work.now:
        return None
    line = work.session.get_one(Line, meeting.line_id)
    name = work.session.get_one(MeetingSeries, meeting.series_id).name
    zone = columns.read_zone(line.time_zone)
    day = walltime.local_day(meeting.starts_at, zone)
    month = pack_month.of(day)
    at = f"{url}/library/month/{month}?line={line.key}"
    words = digest_words.pack_waits(name, days.written(day), content.month_name(month), at)
    return Said(line, person.email, digest_words.PACK_SUBJECT, words)


def _gaps(work: Work, _slip: Slip, person: Responder, url: str) -> Said | None:
    found = waiting_gaps.of(work, person)
    if not found:
        return None
    parts = [
        (each.line.name, each.subjects, f"{url}/guidance-gaps?line={each.line.key}")
        for each in found
    ]
    return Said(found[0].line, person.email, digest_words.GAPS_SUBJECT, digest_words.gaps(parts))


def _quarter(work: Work, slip: Slip, person: Responder, url: str) -> Said | None:
    line = work.session.get_one(Line, slip.subject_id)
    period, count = silent.quarter(work, line), len(silent.to_write(work, line))
    if not count or silent.written(work, line, period):
        return None
    at = f"{url}/digests?line={line.key}"
    quarter, nothing = silent.quarter_name(period), silent.nothing(work, line)
    words = digest_words.quarter_waits(line.name, quarter, count, nothing, at)
    return Said(line, person.email, digest_words.QUARTER_WAITS_SUBJECT, words)


def _report(work: Work, slip: Slip, person: Responder, url: str) -> Said | None:
    report = work.session.get_one(AuditReport, slip.subject_id)
    if report.words:
        return None
    line = work.session.get_one(Line, report.line_id)
    at = f"{url}/audit/reports/{report.public_id}"
    words = digest_words.report_waits(line.name, report.content["label"], at)
    return Said(line, person.email, digest_words.REPORT_SUBJECT, words)


def _reviews(work: Work, slip: Slip, person: Responder, url: str) -> Said | None:
    audit = work.session.get_one(AppropriatenessAudit, slip.subject_id)
    number = _unsaid(work, audit, person)
    if audit.closed_at is not None or not number:
        return None
    line = work.session.get_one(Line, audit.line_id)
    at = f"{url}/audit/appropriateness?line={line.key}"
    words = digest_words.reviews_wait(line.name, content.month_name(audit.month), number, at)
    return Said(line, person.email, digest_words.REVIEWS_SUBJECT, words)


def _unsaid(work: Work, audit: AppropriatenessAudit, person: Responder) -> int:
    wanted = (
        select(func.count())
        .select_from(AppropriatenessReview)
        .join(SampledQuery, col(SampledQuery.id) == col(AppropriatenessReview.sampled_id))
        .join(Query, col(Query.id) == col(SampledQuery.query_id))
        .where(
            col(SampledQuery.audit_id) == audit.id,
            col(AppropriatenessReview.reviewer_id) == person.id,
            col(AppropriatenessReview.said_at).is_(None),
            col(Query.emptied_at).is_(None),
        )
    )
    return work.session.exec(wanted).one()


_MADE: dict[NoticeKind, Callable[[Work, Slip, Responder, str], Said | None]] = {
    NoticeKind.DIGEST_WAITS: _digest,
    NoticeKind.CASES_WAIT: _cases,
    NoticeKind.PACK_WAITS: _pack,
    NoticeKind.GAPS_WAIT: _gaps,
    NoticeKind.QUARTER_WAITS: _quarter,
    NoticeKind.REPORT_WAITS: _report,
    NoticeKind.REVIEWS_WAIT: _reviews,
}
KINDS = frozenset(_MADE)
