"""A meeting of a line with one item, a guest and something to do, and a case review that goes on,
for the walk of who may do what."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.audit_notes import AuditNote
from advice_line.tables.meetings import (
    AgendaItem,
    Attendance,
    MeetingAction,
    MeetingMember,
    MeetingSeries,
    ReviewItem,
)
from advice_line.tables.queries import Query
from tests.education.held import held

GUEST = "Dr Juniper Marsh"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def meeting(work: Work, line: int, person: int) -> list[tuple[str, str, str]]:
    row = held(work, line, person, work.now + DAY, work.now + 4 * DAY)
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
    came, went = work.now + DAY, work.now + 2 * DAY
    own: dict[str, Any] = {"meeting_id": row.id or 0, "in_at": came, "out_at": went}
    guest = work.add(Attendance(**own, browser_mark="", name="Sam", role="GP"))
    series = work.session.get_one(MeetingSeries, row.series_id)
    return [
        *_review(work, line, person),
        ("series", "/meetings/", series.public_id),
        ("attendance", "/guests/", guest.public_id),
        ("action", "/meetings/", agreed.public_id),
        ("meeting", "/meetings/", row.public_id),
        ("item", "/meetings/", item.public_id),
        ("key", "/meet/", _going_on(work, line, person)),
    ]


def _going_on(work: Work, line: int, person: int) -> str:
    """The way into the room of one that is on, votes, and has a guest; so that its addresses say
    who may, and not when."""
    row = held(work, line, person, work.now - HOUR, work.now + DAY, signed=True)
    own: dict[str, Any] = {"meeting_id": row.id or 0}
    voted: dict[str, Any] = {"vote": "Which?", "options": ["Film", "MRI"], "right": 1}
    voted |= {"vote_state": "open", "vote_at": work.now}
    work.add(AgendaItem(**own, theme="Spine", position=1, minutes=5, **voted))
    work.add(Attendance(**own, browser_mark="", name=GUEST, role="GP", in_at=work.now))
    return row.door_key


def _review(work: Work, line: int, person: int) -> list[tuple[str, str, str]]:
    """Signed, and going on; they are named for it."""
    then = work.now - HOUR
    row = held(work, line, person, then, then + 3 * DAY, kind="case_review", signed=True)
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


def note(line: int, now: datetime) -> AuditNote:
    by: dict[str, Any] = {"made_at": now, "made_by": "test", "made_name": "Test"}
    return AuditNote(line_id=line, day=now.date(), words="New guideline.", **by)
