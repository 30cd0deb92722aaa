"""A meeting of a series of its own, as rows, for tests that ask not how it came."""

from datetime import datetime

from advice_line.ledger.work import Work
from advice_line.tables.meetings import Meeting, MeetingSeries


def held(
    work: Work,
    line: int,
    person: int,
    starts_at: datetime,
    ends_at: datetime,
    *,
    kind: str = "education",
    signed: bool = False,
) -> Meeting:
    """The person leads it, from both sides."""
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
    return work.add(
        Meeting(
            series_id=series.id or 0,
            line_id=line,
            planned_on=starts_at.date(),
            starts_at=starts_at,
            ends_at=ends_at,
            place="Seminar room 1",
            link="",
            state="planned",
            imaging_signed=0 if signed else None,
            primary_signed=0 if signed else None,
        )
    )
