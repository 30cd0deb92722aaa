"""How those who were there found a meeting: nothing of who said it, and not when."""

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel


class MeetingEvaluation(SQLModel, table=True):
    """`mark` is a keyed hash of a person or browser and the meeting: it counts once, and cannot be
    told to be one of the attendance. `useful` from 1 to 5. A row has no time and no number of its
    own, by which it would be known to be the third to come."""

    __tablename__ = "meeting_evaluations"

    meeting_id: int = Field(foreign_key="meetings.id", primary_key=True)
    mark: str = Field(primary_key=True)
    useful: int
    changes: bool
    better: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
