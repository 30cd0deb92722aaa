"""What is owed: promises told to a requester, tasks a person still has to do."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id


class Promise(SQLModel, table=True):
    """`ring_at` is when the system next sees to its being kept; None: a person does. While the
    requester's phone is picked up (`answered_at`) it does not break. `queued_at` is since when a
    caller waits who keeps their place in the queue; None for any other."""

    __tablename__ = "promises"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    made_at: datetime = instant()
    due_at: datetime = instant(index=True)
    state: str = Field(index=True)
    ring_at: datetime | None = maybe_instant(index=True)
    answered_at: datetime | None = maybe_instant()
    queued_at: datetime | None = maybe_instant()
    settled_at: datetime | None = maybe_instant()


class Task(SQLModel, table=True):
    """`act_at` is when the ladder next does something about it (a nag, a climb); None: never.

    `rung` counts how far it has climbed: 0 its owner, 1 reminded, 2 the lead.
    """

    __tablename__ = "tasks"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    kind: str = Field(index=True)
    owner_id: int | None = Field(default=None, foreign_key="responders.id", index=True)
    made_at: datetime = instant()
    due_at: datetime = instant(index=True)
    act_at: datetime | None = maybe_instant(index=True)
    rung: int = 0
    state: str = Field(index=True)
    settled_at: datetime | None = maybe_instant()
    settled_by_id: int | None = Field(default=None, foreign_key="responders.id")
    reason: str | None = None


class HandOver(SQLModel, table=True):
    """A task whose owner has left (`from_id`): put before whoever is on, and theirs once one of
    them takes it; `act_at` is when it goes to the lead. The owner stays who it was until then."""

    __tablename__ = "hand_overs"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    task_id: int = Field(foreign_key="tasks.id", index=True)
    from_id: int = Field(foreign_key="responders.id")
    cause: str
    made_at: datetime = instant()
    act_at: datetime | None = maybe_instant(index=True)
    state: str = Field(index=True)
    taken_by_id: int | None = Field(default=None, foreign_key="responders.id")
    settled_at: datetime | None = maybe_instant()
