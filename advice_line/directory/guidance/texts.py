"""What a mail about guidance says and to whom, from the rows as they are when it goes."""

from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.directory.guidance import feedback, rows
from advice_line.guidance_kinds import GuidanceState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import guidance_notices, review_reminders
from advice_line.tables.directory import Line, Responder
from advice_line.tables.guidance import Guidance, GuidanceFeedback

KINDS = frozenset(
    {NoticeKind.GUIDANCE_REVIEW, NoticeKind.GUIDANCE_ASKED, NoticeKind.GUIDANCE_ANSWERED}
)


@dataclass(frozen=True)
class GuidanceMail:
    """`line` is the one that writes."""

    line: Line
    to: str
    subject: str
    words: str


def mail(work: Work, slip: Slip, url: str) -> GuidanceMail | None:
    """None where it no longer applies: looked at again, retired, answered meanwhile."""
    if slip.kind == NoticeKind.GUIDANCE_ANSWERED:
        return _answered(work, slip, url)
    row = work.session.get_one(Guidance, slip.subject_id)
    person = work.session.get_one(Responder, slip.person_id)
    if slip.kind == NoticeKind.GUIDANCE_ASKED:
        count = feedback.waiting(work, row)
        words = guidance_notices.asked(row.title, count, f"{url}{rows.PLACE}/feedback")
        subject = guidance_notices.ASKED_SUBJECT
        return GuidanceMail(_line(work, row), person.email, subject, words) if count else None
    return _review(work, row, person, url)


def _review(work: Work, row: Guidance, person: Responder, url: str) -> GuidanceMail | None:
    line = _line(work, row)
    due = review_reminders.due(row.review_on, rows.today(work, line), lambda _day: True)
    if due is None or row.state != GuidanceState.PUBLISHED:
        return None
    owner = None if person.id == row.owner_id else row.owner
    at = f"{url}{rows.PLACE}/{row.key}/edit"
    words = guidance_notices.review(row.title, due.stage, row.review_on, at, owner)
    return GuidanceMail(line, person.email, guidance_notices.review_subject(due.stage), words)


def _answered(work: Work, slip: Slip, url: str) -> GuidanceMail | None:
    said = work.session.get_one(GuidanceFeedback, slip.subject_id)
    if said.sealed_address is None:
        return None
    row = work.session.get_one(Guidance, said.guidance_id)
    line = _line(work, row)
    at = f"{url}{rows.PLACE}/{row.key}/answers/{said.public_id}"
    return GuidanceMail(
        line,
        work.vault.open(said.sealed_address, feedback.ADDRESS),
        guidance_notices.ANSWERED_SUBJECT,
        guidance_notices.answered(line.name, row.title, at),
    )


def _line(work: Work, row: Guidance) -> Line:
    """The page's own, or the first."""
    wanted = select(Line).order_by(col(Line.id)).limit(1)
    of = wanted.where(col(Line.id) == row.line_id) if row.line_id else wanted
    return work.session.exec(of).one()
