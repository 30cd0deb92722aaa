"""What practices hear of what was learned: a digest a month, a letter a quarter to those who never
ask. No row holds a word of a case: it is read while it is approved, and then alone (H08)."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import (
    instant,
    json_dict,
    json_list,
    maybe_instant,
    opaque,
    public_id,
)


class PracticeDigest(SQLModel, table=True):
    """Of a line's `month`, such as 2026-11, which is from `since` until before `until`. `questions`
    are the references of the cases whose questions it shows, `revision` counts their changes;
    `told` are all that it told of when it was approved, `shown` what it showed then: references and
    marks of texts, as `desk/digests/showing.py` reads them. `small_number` is SMALL_NUMBER then.
    Of one that is dismissed somebody said that there is nothing to send: nobody is reminded of
    it."""

    __tablename__ = "practice_digests"
    __table_args__ = (UniqueConstraint("line_id", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    month: str
    since: datetime = instant()
    until: datetime = instant()
    made_at: datetime = instant()
    small_number: int
    questions: list[str] = json_list()
    told: list[str] = json_list()
    shown: dict[str, Any] = json_dict()
    revision: int = 0
    changed_by: str = ""
    approved_at: datetime | None = maybe_instant()
    approved_by: str | None = None
    dismissed_at: datetime | None = maybe_instant()
    dismissed_by: str | None = None


class PracticeLetter(SQLModel, table=True):
    """What was put on its way to a practice, once for each line and `period`: a month's digest, or
    the letter of a quarter such as 2026-Q4. `stop_key` is in the link by which whoever reads it
    wants no more: random, and of this letter alone."""

    __tablename__ = "practice_letters"
    __table_args__ = (UniqueConstraint("line_id", "organisation_id", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="lines.id")
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    period: str
    digest_id: int | None = Field(default=None, foreign_key="practice_digests.id", index=True)
    stop_key: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=26)
    made_at: datetime = instant()


class DigestStop(SQLModel, table=True):
    """A practice wants none of it, by whoever had the link of a mail or by its manager."""

    __tablename__ = "digest_stops"

    organisation_id: int = Field(foreign_key="organisations.id", primary_key=True)
    at: datetime = instant()
    by: str
