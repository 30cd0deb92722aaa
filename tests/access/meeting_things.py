"""A meeting of a line with one item, a guest and something to do, and a case review that goes on,
for the walk of who may do what."""

from datetime import date, datetime, timedelta

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingAction,
    MeetingMember,
    MeetingSeries,
    ReviewItem,
)
from advice_line.tables.queries import Query

HOUR = timedelta(hours=1)


def meeting(work: Work, line: int, person: int) -> list[tuple[str, str, str]]:
    row = _meeting(work, line, person, "education", work.now + 24 * HOUR)
    item = work.add(AgendaItem(meeting_id=row.id or 0, theme="Spine", position=1, minutes=5))
    agreed = work.add(
        MeetingAction(
            meeting_id=row.id or 0,
            item_id=item.id,
            what="Change the page",
            owner_id=person,
            by_day=date(2027, 1, 4),
        )
    )
    guest = work.add(
        Attendance(meeting_id=row.id or 0, browser_mark="", name="Sam", role="GP", in_at=work.now)
    )
    series = work.session.get_one(MeetingSeries, row.series_id)
    return [
        *_review(work, line, person),
        ("series", "/meetings/", series.public_id),
        ("attendance", "/guests/", guest.public_id),
        ("action", "/meetings/", agreed.public_id),
        ("meeting", "/meetings/", row.public_id),
        ("item", "/meetings/", item.public_id),
        ("key", "/meet/", row.door_key),
    ]


def _review(work: Work, line: int, person: int) -> list[tuple[str, str, str]]:
    """Signed, and going on; they are named for it."""
    row = _meeting(work, line, person, "case_review", work.now - HOUR)
    of_line = select(Query.id).where(col(Query.line_id) == line).order_by(col(Query.id)).limit(1)
    item = work.add(
        ReviewItem(
            meeting_id=row.id or 0,
            query_id=work.session.exec(of_line).one() or 0,
            position=1,
            put_by_id=person,
            at=work.now,
        )
    )
    work.add(MeetingMember(meeting_id=row.id or 0, person_id=person, at=work.now, by="test"))
    return [
        ("meeting", "/review/", row.public_id),
        ("reviewed", "/review/", item.public_id),
    ]


def _meeting(work: Work, line: int, person: int, kind: str, starts_at: datetime) -> Meeting:
    series = work.add(
        MeetingSeries(
            line_id=line,
            kind=kind,
            name="Radiology and primary care",
            weekday=2,
            weeks=["1"],
            starts="12:30",
            ends="13:30",
            place="Seminar room 1",
            link="",
            imaging_chair_id=person,
            primary_chair_id=person,
            made_at=work.now,
            made_by="test",
        )
    )
    review = kind == "case_review"
    return work.add(
        Meeting(
            series_id=series.id or 0,
            line_id=line,
            planned_on=work.now.date(),
            starts_at=starts_at,
            ends_at=starts_at + 72 * HOUR,
            place="Seminar room 1",
            link="",
            state="planned",
            imaging_signed=0 if review else None,
            primary_signed=0 if review else None,
        )
    )
