"""The advice record: drafts while they are written, finalised versions with their own loop."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id, sealed


class Draft(SQLModel, table=True):
    """What a responder has typed so far for one query: the record's form as sealed JSON."""

    __tablename__ = "drafts"

    query_id: int = Field(foreign_key="queries.id", primary_key=True)
    author_id: int = Field(foreign_key="responders.id", primary_key=True)
    saved_at: datetime = instant()
    sealed_form: str | None = sealed()


class Advice(SQLModel, table=True):
    """One version. The author's role, registration and scope are as they were when it was signed.

    Sent, delivered, opened and acknowledged are separate facts (H04); each is None until it
    happened. `act_at` is when the ladder next does something about its silence (None: never), and
    `rung` how far that has come (`rules/receipt_ladder.py`).
    """

    __tablename__ = "advice"
    __table_args__ = (UniqueConstraint("query_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    version: int
    kind: str
    author_id: int = Field(foreign_key="responders.id")
    author_role: str
    author_registration: str
    author_scope: list[str] = json_list()
    within_scope: bool = True
    scope_tag: str | None = None
    finalised_at: datetime = instant()
    # None: its author did not say.
    test_advised: bool | None
    against_plan: str | None = None
    who_does_what: bool
    # How many gentle checks (`rules/helpful.py`) it left open when it was signed.
    checks_open: int | None = None
    # Whether the question was worth its author's time, by their own tap.
    worth_it: bool | None = None
    sealed_body: str | None = sealed()
    sealed_reason: str | None = sealed()
    sent_at: datetime | None = maybe_instant()
    delivered_at: datetime | None = maybe_instant()
    opened_at: datetime | None = maybe_instant()
    acknowledged_at: datetime | None = maybe_instant()
    acknowledged_as: str | None = None
    sealed_acknowledged_by: str | None = sealed()
    sealed_cannot_act: str | None = sealed()
    sealed_read_back_by: str | None = sealed()
    act_at: datetime | None = maybe_instant(index=True)
    rung: int = 0
    verbal_read_back_at: datetime | None = maybe_instant()
    countersigned_by_id: int | None = Field(default=None, foreign_key="responders.id")
    countersigned_at: datetime | None = maybe_instant()
    failed_at: datetime | None = maybe_instant()
    failure: str | None = None
