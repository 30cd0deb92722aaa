"""Where clinical systems want to be told, and what each is told: ids and states alone."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import (
    instant,
    json_dict,
    json_list,
    maybe_instant,
    public_id,
    sealed,
)


class WebhookEndpoint(SQLModel, table=True):
    """One address of an organisation's system. Of its secrets it has had `generation`; after a
    rotation the former one signs too, for a while from `rotated_at` on.

    `failing_since` is when the first of its failures since it last answered was; nothing is sent
    to it before `rest_until`.
    """

    __tablename__ = "webhook_endpoints"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    sealed_url: str | None = sealed()
    host: str
    events: list[str] = json_list()
    sealed_secret: str | None = sealed()
    sealed_former_secret: str | None = sealed()
    generation: int = 1
    rotated_at: datetime | None = maybe_instant()
    made_at: datetime = instant()
    made_by: str
    ended_at: datetime | None = maybe_instant()
    ended_because: str | None = None
    answered_at: datetime | None = maybe_instant()
    failing_since: datetime | None = maybe_instant()
    rest_until: datetime | None = maybe_instant()
    failures: int = 0
    failure: str | None = None


class WebhookEvent(SQLModel, table=True):
    """One thing that one endpoint is told. `public_id` is its id there at every attempt; `version`
    that of the query when it happened, by which a receiver puts events in order."""

    __tablename__ = "webhook_events"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    endpoint_id: int = Field(foreign_key="webhook_endpoints.id", index=True)
    query_id: int = Field(foreign_key="queries.id", index=True)
    kind: str
    at: datetime = instant()
    state: str
    version: int
    detail: dict[str, object] = json_dict()
