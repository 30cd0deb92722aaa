"""The primary-care MDT case: born with its query, outlives it, holds no identifiers."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import case_reference, instant, maybe_instant, sealed


class Case(SQLModel, table=True):
    """`practice_mark` is a keyed hash, so that a pack can say "Practice A" for the same practice.

    The proposed text stays sealed until a second person has approved it; only then are
    `question`, `advice` and `learning_point` filled. `traced` is what came of the
    advice, by `traced_by`; what somebody wrote of it stays with the query.
    `state_before` is the state of one that was objected to, to which it returns when nobody objects
    any more.
    """

    __tablename__ = "cases"

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(default_factory=case_reference, unique=True)
    query_id: int | None = Field(default=None, foreign_key="queries.id", unique=True)
    line_id: int = Field(foreign_key="lines.id", index=True)
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
    state_before: str | None = None
