"""What is mailed about education meetings, made as it goes: of the meeting as it is then, and never
with a word of a case that is not approved (H08)."""

from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.desk.query import bounced
from advice_line.desk.sending import meeting_cases
from advice_line.desk.sending.meeting_cases import Told
from advice_line.desk.sending.said import BOUNCED, NO_ADDRESS, Said
from advice_line.errors import DeliveryRefused
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.meeting_kinds import MeetingKind, MeetingState
from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.ports.mail import Attachment
from advice_line.ports.notices import Slip
from advice_line.rules import days, meeting_notices, phone_numbers
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import (
    AgendaItem,
    Meeting,
    MeetingAction,
    MeetingChange,
    MeetingInvitee,
    MeetingSeries,
)
from advice_line.trust import members
from rota import columns, walltime

KINDS = frozenset(
    {
        NoticeKind.MEETING_INVITATION,
        NoticeKind.MEETING_CASE_AUTHOR,
        NoticeKind.MEETING_CASE_ASKER,
        NoticeKind.MEETING_LEARNED,
        NoticeKind.MEETING_ACTION_DUE,
    }
)


@dataclass(frozen=True)
class _About:
    """`url` is that of the meeting's page."""

    meeting: Meeting
    name: str
    review: bool
    line: Line
    day: str
    when: str
    url: str


def mail(work: Work, slip: Slip, url: str) -> Said | None:
    """None where it no longer applies. Raises `errors.DeliveryRefused` where there is no address
    that mail reaches."""
    made = {
        NoticeKind.MEETING_INVITATION: _invitation,
        NoticeKind.MEETING_CASE_AUTHOR: _author,
        NoticeKind.MEETING_CASE_ASKER: _asker,
        NoticeKind.MEETING_LEARNED: _learned,
        NoticeKind.MEETING_ACTION_DUE: _action,
    }[slip.kind](work, slip, url)
    if made is not None and bounced.is_bounced(work, made.to):
        raise DeliveryRefused(BOUNCED)
    return made


def _invitation(work: Work, slip: Slip, url: str) -> Said | None:
    invitee = work.session.get_one(MeetingInvitee, slip.subject_id)
    about = _about(work, invitee.meeting_id, url)
    row, line = about.meeting, about.line
    if row.ends_at <= work.now:
        return None
    off, to = row.state == MeetingState.CANCELLED, _whom(work, invitee)
    change = _changed_since(work, invitee)
    page = about.url if invitee.responder_id else None
    words = meeting_notices.invitation(
        *(about.name, about.when, row.place, row.link, page),
        cancelled=off,
        reason=change.reason if change else "",
        review=about.review,
    )
    calendar = meeting_notices.calendar(
        meeting_notices.Invitation(
            uid=f"{row.public_id}@advice-line",
            sequence=row.sequence,
            at=slip.made_at,
            name=about.name,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
            link=row.link,
            cancelled=off,
            organiser=line.email,
            organiser_name=line.name,
            to=to,
        )
    )
    method = "CANCEL" if off else "REQUEST"
    kind = f"{meeting_notices.MEDIA_TYPE}; method={method}; charset=utf-8"
    file = Attachment(meeting_notices.FILE, kind, calendar)
    subject = meeting_notices.subject(
        about.name, about.day, cancelled=off, again=change is not None
    )
    return Said(line, to, subject, words, (file,))


def _author(work: Work, slip: Slip, url: str) -> Said | None:
    item, about = _item(work, slip, url)
    if item is None or about is None:
        return None
    with_it = [each for each in meeting_cases.told_with(work, item) if _is_by(each, slip)]
    if not meeting_cases.tells(item, with_it):
        return None
    to = work.session.get_one(Responder, slip.person_id).email
    count, number = len(with_it), phone_numbers.in_groups(about.line.number)
    words = meeting_notices.to_author(
        count, about.name, about.when, about.url, _chairs(work, about.meeting), number
    )
    return Said(about.line, to, meeting_notices.case_subject(count), words)


def _asker(work: Work, slip: Slip, url: str) -> Said | None:
    item, about = _item(work, slip, url)
    case = work.session.get(Case, item.case_id) if item else None
    if item is None or about is None or case is None or case.query_id is None:
        return None
    whom = meeting_cases.asker(work, case)
    if whom is None or whom.channel is not OutChannel.EMAIL:
        raise DeliveryRefused(NO_ADDRESS)
    with_it = [
        each
        for each in meeting_cases.told_with(work, item)
        if meeting_cases.asker(work, each.case) == whom
    ]
    if not meeting_cases.tells(item, with_it):
        return None
    where, count = (about.meeting.place, about.meeting.link), len(with_it)
    words = meeting_notices.to_asker(count, about.line.name, about.name, about.when, *where)
    return Said(about.line, whom.to, meeting_notices.case_subject(count), words)


def _learned(work: Work, slip: Slip, url: str) -> Said | None:
    invitee = work.session.get_one(MeetingInvitee, slip.subject_id)
    about = _about(work, invitee.meeting_id, url)
    row = about.meeting
    wanted = (
        select(Case.learning_point)
        .join(AgendaItem, col(AgendaItem.case_id) == col(Case.id))
        .where(
            col(AgendaItem.meeting_id) == row.id,
            # What nobody came to was not learned.
            col(AgendaItem.standing).is_not(None),
            col(Case.state) == CaseState.APPROVED,
        )
    )
    points = [each for each in work.session.exec(wanted.order_by(col(AgendaItem.position))) if each]
    agreed = select(MeetingAction.id).where(col(MeetingAction.meeting_id) == row.id)
    actions = len(work.session.exec(agreed).all())
    page = f"{about.url}/minutes" if invitee.responder_id else None
    words = meeting_notices.learned(about.name, about.when, points, actions, page)
    subject = meeting_notices.learned_subject(about.name, about.day)
    return Said(about.line, _whom(work, invitee), subject, words)


def _action(work: Work, slip: Slip, url: str) -> Said | None:
    action = work.session.get(MeetingAction, slip.subject_id)
    if action is None or action.done_at is not None:
        return None
    about = _about(work, action.meeting_id, url)
    to = work.session.get_one(Responder, slip.person_id)
    left = to.id != action.owner_id
    today = walltime.local_day(work.now, columns.read_zone(about.line.time_zone))
    late, day = action.by_day < today, days.written(action.by_day)
    at = f"{url}/meetings?line={about.line.key}"
    words = meeting_notices.action(about.name, about.day, day, at, late=late, left=left)
    return Said(about.line, to.email, meeting_notices.ACTION_SUBJECT, words)


def _item(work: Work, slip: Slip, url: str) -> tuple[AgendaItem | None, _About | None]:
    """Both None where it comes no more: taken off, withdrawn, cancelled, or over."""
    item = work.session.get(AgendaItem, slip.subject_id)
    case = work.session.get(Case, item.case_id) if item and item.case_id else None
    if item is None or case is None or case.state != CaseState.APPROVED:
        return None, None
    about = _about(work, item.meeting_id, url)
    over = about.meeting.ends_at <= work.now
    gone = over or about.meeting.state == MeetingState.CANCELLED
    return (None, None) if gone else (item, about)


def _about(work: Work, meeting_id: int, url: str) -> _About:
    row = work.session.get_one(Meeting, meeting_id)
    line = work.session.get_one(Line, row.line_id)
    zone = columns.read_zone(line.time_zone)
    starts, ends = (walltime.to_local(each, zone) for each in (row.starts_at, row.ends_at))
    day = days.written(starts.date())
    series = work.session.get_one(MeetingSeries, row.series_id)
    return _About(
        meeting=row,
        name=series.name,
        review=series.kind == MeetingKind.CASE_REVIEW,
        line=line,
        day=day,
        when=f"{starts:%A} {day}, {starts:%H:%M} to {ends:%H:%M}",
        url=f"{url}/meetings/{row.public_id}",
    )


def _changed_since(work: Work, invitee: MeetingInvitee) -> MeetingChange | None:
    """The last change since they were first told of it: to whom it was never otherwise, nothing
    has changed."""
    wanted = select(MeetingChange).where(
        col(MeetingChange.meeting_id) == invitee.meeting_id, col(MeetingChange.at) > invitee.at
    )
    return work.session.exec(wanted.order_by(col(MeetingChange.id).desc())).first()


def _is_by(told: Told, slip: Slip) -> bool:
    return told.case.author_id == slip.person_id


def _chairs(work: Work, row: Meeting) -> list[str]:
    series = work.session.get_one(MeetingSeries, row.series_id)
    ids = series.imaging_chair_id, series.primary_chair_id
    return [work.session.get_one(Responder, each).name for each in ids]


def _whom(work: Work, invitee: MeetingInvitee) -> str:
    """Raises `errors.DeliveryRefused` for who is of no practice any more, or was erased."""
    if invitee.responder_id is not None:
        return work.session.get_one(Responder, invitee.responder_id).email
    member = members.find(work.session, invitee.member_id, work.now)
    to = members.address(work.session, member) if member else None
    if to is None:
        raise DeliveryRefused(NO_ADDRESS)
    return to
