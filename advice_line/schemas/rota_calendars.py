"""What `rota feeds` and `rota calendars` print."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Feed(_Shape):
    """A calendar feed out; `address` is a secret, shown to who made it and null for others."""

    id: str
    line: str | None
    person: str | None
    name: str
    address: str | None
    made_at: AwareDatetime
    last_read_at: AwareDatetime | None
    revoked_at: AwareDatetime | None


class Source(_Shape):
    """A calendar elsewhere that is duty here. `failure` says why the last try brought nothing,
    `notes` what was left out or is against a duty."""

    id: str
    line: str
    tier: Literal["1", "2", "lead"]
    host: str
    shifts: int
    failure: str | None
    notes: list[str]
    made_at: AwareDatetime
    last_tried_at: AwareDatetime | None
    last_good_at: AwareDatetime | None
