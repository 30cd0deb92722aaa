"""A meeting of a line with one item and something to do, for the walk of who may do what."""

from datetime import date, timedelta

from advice_line.ledger.work import Work
from advice_line.tables.meetings import AgendaItem, Meeting, MeetingAction, MeetingSeries

HOUR = timedelta(hours=1)


def meeting(work: Work, line: int, person: int) -> list[tuple[str, str, str]]:
    series = work.add(
        MeetingSeries(
            line_id=line,
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
    row = work.add(
        Meeting(
            series_id=series.id or 0,
            line_id=line,
            planned_on=work.now.date(),
            starts_at=work.now + 24 * HOUR,
            ends_at=work.now + 25 * HOUR,
            place="Seminar room 1",
            link="",
            state="planned",
        )
    )
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
    return [
        ("action", "/meetings/", agreed.public_id),
        ("meeting", "/meetings/", row.public_id),
        ("item", "/meetings/", item.public_id),
        ("key", "/meet/", row.door_key),
    ]
