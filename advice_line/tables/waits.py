"""What the radiology office says of waits: each change is a new version, and none is changed."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, json_list, public_id


class WaitsBoard(SQLModel, table=True):
    """One version of a line's board; its newest stands. `holds_on` is the local day for which its
    figures hold, `rows` are as `rules/waits_rows.py` reads them, `urgent` says what to do if it is
    urgent, `origin` is page, file or command."""

    __tablename__ = "waits_boards"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    holds_on: date
    rows: list[dict[str, Any]] = json_list()
    urgent: str
    origin: str
    entered_by: str
    entered_name: str
    entered_at: datetime = instant()
