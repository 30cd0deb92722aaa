"""Whom a meeting invites: everybody of the service on its line, and whoever of a practice wants it;
a case review its chairs, its members and who put a query before it, and nobody else.
Each is told once of each state of it, however often this runs."""

from sqlmodel import col, select

from advice_line.education.meetings import rows
from advice_line.education.meetings.rows import Found
from advice_line.ledger import outbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.meetings import MeetingInvitee, MeetingWish
from advice_line.tables.practices import PracticeMember
from advice_line.trust import members


def invite(work: Work, found: Found) -> int:
    """How many were told something that they were not told before."""
    for person in _of_review(work, found) if rows.is_review(found) else _of_line(work, found):
        _note(work, found, responder_id=person, member_id=None)
    for member in [] if rows.is_review(found) else _wanting(work):
        _note(work, found, responder_id=None, member_id=member.id)
    return tell(work, found)


def _of_line(work: Work, found: Found) -> list[int]:
    return [each.id or 0 for each in rows.people(work, found.line)]


def _of_review(work: Work, found: Found) -> list[int]:
    chairs = found.series.imaging_chair_id, found.series.primary_chair_id
    members = (each.id or 0 for each in rows.named(work, found.meeting))
    put_by = (each.put_by_id for each in rows.reviewed(work, found.meeting))
    return list(dict.fromkeys((*chairs, *members, *put_by)))


def tell(work: Work, found: Found) -> int:
    """Word to all who were invited of the meeting as it is now."""
    row = found.meeting
    return sum(
        outbox.put(
            work,
            NoticeKind.MEETING_INVITATION,
            once=f"{NoticeKind.MEETING_INVITATION}:{each.id}:{row.sequence}",
            channel=OutChannel.EMAIL,
            recipient=Recipient.RESPONDER if each.responder_id else Recipient.REQUESTER,
            person=each.responder_id,
            subject=each.id,
        )
        for each in rows.invited(work, row)
    )


def _note(work: Work, found: Found, *, responder_id: int | None, member_id: int | None) -> None:
    of = "responder_id" if responder_id else "member_id"
    insert_once(
        work.session,
        MeetingInvitee,
        ("meeting_id", of),
        meeting_id=found.meeting.id,
        responder_id=responder_id,
        member_id=member_id,
        at=work.now,
    )


def _wanting(work: Work) -> list[PracticeMember]:
    wanted = (
        select(PracticeMember)
        .join(MeetingWish, col(MeetingWish.member_id) == col(PracticeMember.id))
        .where(members.is_one(work.now))
    )
    return list(work.session.exec(wanted.order_by(col(PracticeMember.id))))
