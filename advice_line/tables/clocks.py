"""What makes somebody hear of a written question beside the ladder of its task."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class QuestionRing(SQLModel, table=True):
    """The phones that are rung for a question that was asked for now, until somebody takes it.
    `act_at` is when the next is seen to; None once nobody is rung for it any more. `round` counts,
    from 1, how often everybody on duty was gone through."""

    __tablename__ = "question_rings"

    id: int | None = Field(default=None, primary_key=True)
    query_id: int = Field(foreign_key="queries.id", unique=True)
    began_at: datetime = instant()
    round: int = 1
    round_began_at: datetime = instant()
    act_at: datetime | None = maybe_instant(index=True)


class PromisedDelay(SQLModel, table=True):
    """A later time that an asker was promised, with its reason (`written_kinds.DelayReason`), in
    place of the time `instead_of`. `sealed_words` are the responder's own, where they gave any."""

    __tablename__ = "promised_delays"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    task_id: int = Field(foreign_key="tasks.id")
    made_by_id: int = Field(foreign_key="responders.id")
    made_at: datetime = instant()
    instead_of: datetime = instant()
    due_at: datetime = instant(index=True)
    reason: str
    sealed_words: str | None = sealed()
    state: str = Field(index=True)
    settled_at: datetime | None = maybe_instant()
