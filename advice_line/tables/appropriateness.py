"""The audit of appropriateness: a sample of a line's month, who reviews it, and what they said."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_dict, maybe_instant, public_id, sealed


class AppropriatenessAudit(SQLModel, table=True):
    """One month of one line, drawn once. `month` is such as 2026-10, `seed` that by which the same
    queries would be drawn again, `wanted` how many were asked for. `strata` are what
    `audit/appropriateness/sampling.Stratum` holds; `left_out` counts what was not drawn from, by
    `audit_kinds.LeftOut`. Until it is closed nobody is told what it came to."""

    __tablename__ = "appropriateness_audits"
    __table_args__ = (UniqueConstraint("line_id", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    month: str
    wanted: int
    seed: str
    strata: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    left_out: dict[str, Any] = json_dict()
    drawn_at: datetime = instant()
    drawn_by: str
    closed_at: datetime | None = maybe_instant()
    closed_by: str | None = None


class AppropriatenessReviewer(SQLModel, table=True):
    """Somebody whom the lead has appointed for one audit, in the order of `id`."""

    __tablename__ = "appropriateness_reviewers"
    __table_args__ = (UniqueConstraint("audit_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    audit_id: int = Field(foreign_key="appropriateness_audits.id", index=True)
    person_id: int = Field(foreign_key="responders.id")
    at: datetime = instant()
    by: str


class SampledQuery(SQLModel, table=True):
    """A query that was drawn. Its `number` within the audit is random, and says nothing of it.
    `by_first` is whether whoever took it first also ended it, computed when it was drawn."""

    __tablename__ = "sampled_queries"
    __table_args__ = (UniqueConstraint("audit_id", "query_id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    audit_id: int = Field(foreign_key="appropriateness_audits.id", index=True)
    query_id: int = Field(foreign_key="queries.id", index=True)
    number: int
    stratum: str
    by_first: bool


class AppropriatenessReview(SQLModel, table=True):
    """One reviewer of one sampled query, and what they said once they did. `part` is an
    `audit_kinds.Part`, `verdict` an `audit_kinds.Verdict`; the three checks are those of a reply
    that helps. `teach`: they think that others would learn from it. The comment goes when what the
    query holds goes; what was counted stays."""

    __tablename__ = "appropriateness_reviews"
    __table_args__ = (
        UniqueConstraint("sampled_id", "part"),
        UniqueConstraint("sampled_id", "reviewer_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    sampled_id: int = Field(foreign_key="sampled_queries.id", index=True)
    part: str
    reviewer_id: int = Field(foreign_key="responders.id", index=True)
    allotted_at: datetime = instant()
    verdict: str | None = None
    not_only_tests: bool | None = None
    can_be_ordered: bool | None = None
    in_time: bool | None = None
    teach: bool = False
    said_at: datetime | None = maybe_instant()
    sealed_comment: str | None = sealed()
