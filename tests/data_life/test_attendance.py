"""Who came to a meeting is kept as long as a certificate may be asked for, and goes then."""

from datetime import timedelta

from sqlmodel import select

from advice_line.data_kinds import Kept
from advice_line.data_life.running import Deleting
from advice_line.ledger.work import Ledger
from advice_line.rules import retention
from advice_line.tables.meetings import Attendance, Meeting, MeetingSeries
from tests.data_life import world as worlds


def test_the_names_of_who_came_go_with_their_class(ledger: Ledger) -> None:
    worlds.populate(ledger, 1, queries=1, holds=False)
    kept = timedelta(days=retention.DAYS[Kept.ATTENDANCE])
    with ledger.work("test") as work:
        series = work.add(
            MeetingSeries(
                line_id=1,
                name="Radiology and primary care",
                weekday=2,
                weeks=["1"],
                starts="12:30",
                ends="13:30",
                place="Seminar room 1",
                link="",
                imaging_chair_id=1,
                primary_chair_id=1,
                made_at=work.now,
                made_by="test",
            )
        )
        then = work.now - kept
        meeting = work.add(
            Meeting(
                series_id=series.id or 0,
                line_id=1,
                planned_on=then.date(),
                starts_at=then,
                ends_at=then,
                place="Seminar room 1",
                link="",
                state="planned",
            )
        )
        for name, at in (("Old", then - timedelta(hours=1)), ("Young", then + timedelta(hours=1))):
            who = {"browser_mark": name, "name": name, "role": "GP"}
            work.add(Attendance(meeting_id=meeting.id or 0, in_at=at, **who))
    Deleting(ledger).run()
    with ledger.look("test") as work:
        assert list(work.session.exec(select(Attendance.name))) == ["Young"]
