"""The JSON of clinical systems' keys and addresses, as `api-keys list` and `webhooks list` print
them: no key, no secret, and of an address its host alone."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.api_kinds import HookKind, Scope
from advice_line.desk.systems.hooks import Standing
from advice_line.desk.systems.keys import Kept


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True)


class ApiKey(_Shape):
    id: str
    organisation: str
    name: str = Field(description="what it is for")
    scopes: list[Scope]
    made_at: AwareDatetime
    made_by: str
    expires_at: AwareDatetime
    last_used_at: AwareDatetime | None
    revoked_at: AwareDatetime | None
    good: bool = Field(description="a request with it is answered now")
    code_closed: bool = Field(
        description="its organisation's code is closed: it is given nothing of a patient"
    )


class Webhook(_Shape):
    id: str
    organisation: str
    host: str
    events: list[HookKind]
    made_at: AwareDatetime
    ended_at: AwareDatetime | None
    ended_because: str | None = Field(description='"removed", or "gone": it answered 410')
    answered_at: AwareDatetime | None
    failing_since: AwareDatetime | None
    failure: str | None = Field(description="a code, while it fails")
    waiting: int = Field(description="what it has not been told yet")


def key(kept: Kept) -> ApiKey:
    return ApiKey.model_validate(kept)


def webhook(standing: Standing) -> Webhook:
    return Webhook.model_validate(standing)
