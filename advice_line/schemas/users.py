"""The JSON of the people of the service, as `users list` prints it: no secret, no telephone."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.directory.users.door import User as Listed
from advice_line.kinds import Role, StaffRole
from advice_line.trust_kinds import LinkedHow


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Identity(_Shape):
    issuer: str
    subject: str = Field(description="what the issuer calls them")
    linked_how: LinkedHow
    linked_by: str
    linked_at: AwareDatetime
    used_at: AwareDatetime | None


class User(_Shape):
    key: str
    name: str
    role: StaffRole = Field(description="what they are by qualification")
    email: str
    roles: list[Role] = Field(description="on every line")
    roles_on: dict[str, list[Role]] = Field(description="beside those, by the key of a line")
    ended_at: AwareDatetime | None = Field(description="since when they may do nothing any more")
    sessions: int = Field(description="browsers in which they are signed in now")
    identities: list[Identity] = Field(description="who they are at the hospital's sign-in")


def user(listed: Listed) -> User:
    return User.model_validate(listed)
