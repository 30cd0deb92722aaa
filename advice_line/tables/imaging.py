"""What the radiology system counted of imaging, month by month: each file is a new version of the
months it names, and none is changed. Numbers and closed words: nothing of a patient is here."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, json_list, public_id


class ImagingMonth(SQLModel, table=True):
    """One version of a month of a line; its newest stands. `month` is its first day, `rows` are as
    `audit/imaging/counted.py` reads them, `origin` is page or command."""

    __tablename__ = "imaging_months"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    month: date = Field(index=True)
    rows: list[dict[str, Any]] = json_list()
    origin: str
    entered_by: str
    entered_name: str
    entered_at: datetime = instant()
