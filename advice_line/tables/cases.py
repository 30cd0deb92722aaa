"""The primary-care MDT case: born with its query, outlives it, holds no identifiers."""

from datetime import datetime

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from advice_line.tables.columns import case_reference, instant, maybe_instant, sealed


class Case(SQLModel, table=True):
    """`practice_mark` is a keyed hash, so that a pack can say "Practice A" for the same practice.

    The proposed text stays sealed until a second person has approved it; only then are
    `question`, `advice` and `learning_point` filled. `traced` is what came of the
    advice, by `traced_by`; what somebody wrote of it stays with the query.
    Tags are of closed lists (`rules/topics.py`, `rules/case_tags.py`); `guidelines` are codes such
    as "irefer:M05", `age_band` is such as "45-49". `status` is what its readers make of it: to
    discuss, or that the standard of care was met.
    `words` are those of the approved text by which it is found (`rules/case_words.py`); triggers of
    the database put them into its index while the case is approved, and take them out (migration
    `case_search`).
    `state_before` is the state of one that was objected to, to which it returns when nobody objects
    any more.
    """

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_line_born", "line_id", "born_at"),)

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(default_factory=case_reference, unique=True)
    query_id: int | None = Field(default=None, foreign_key="queries.id", unique=True)
    line_id: int = Field(foreign_key="lines.id")
    born_at: datetime = instant(index=True)
    state: str = Field(index=True)
    organisation_kind: str | None = None
    practice_mark: str | None = None
    nominated_at: datetime | None = maybe_instant()
    author_id: int | None = Field(default=None, foreign_key="responders.id")
    sealed_proposal: str | None = sealed()
    confirmed_at: datetime | None = maybe_instant()
    approved_at: datetime | None = maybe_instant()
    approved_by_id: int | None = Field(default=None, foreign_key="responders.id")
    question: str | None = None
    advice: str | None = None
    learning_point: str | None = None
    topic: str | None = None
    modality: str | None = None
    would_have_done: str | None = None
    outcome: str | None = None
    traced: str | None = None
    traced_reason: str | None = None
    traced_by: str | None = None
    avoided: str | None = None
    question_type: str | None = None
    age_band: str | None = None
    guidelines: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    basis: str | None = None
    status: str | None = None
    state_before: str | None = None
    words: str | None = None
