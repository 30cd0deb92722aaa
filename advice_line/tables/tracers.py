"""What came of advice, asked of who had it 30 and 90 days later."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class Tracer(SQLModel, table=True):
    """One for each query that was advised; an addendum moves nothing.

    `act_at` is when its next step is due (None: there is none), `asked` how often somebody was
    asked, `asked_at` the last time. `reach_mark` is a keyed hash of who that was, `link_id` the
    link that they were sent; `unreached_at` is since when nobody can be asked, or what was sent
    came back.
    """

    __tablename__ = "tracers"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", unique=True)
    begun_at: datetime = instant()
    state: str = Field(index=True)
    act_at: datetime | None = maybe_instant(index=True)
    asked: int = 0
    asked_at: datetime | None = maybe_instant()
    reach_mark: str | None = Field(default=None, index=True)
    link_id: int | None = Field(default=None, foreign_key="access_links.id", index=True)
    unreached_at: datetime | None = maybe_instant()


class TracerAnswer(SQLModel, table=True):
    """One answer of it, the last of which stands. `done_on` is the day on which the radiology
    system has it done; `by_id` who looked there."""

    __tablename__ = "tracer_answers"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    at: datetime = instant()
    source: str
    by_id: int | None = Field(default=None, foreign_key="responders.id")
    outcome: str
    reason: str | None = None
    avoided: str | None = None
    done_on: date | None = None
    sealed_found: str | None = sealed()
    sealed_feedback: str | None = sealed()
