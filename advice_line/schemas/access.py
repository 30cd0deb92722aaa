"""What `roles --json` prints: one role at one address with one thing."""

from pydantic import BaseModel, ConfigDict, Field

from advice_line.kinds import Role
from advice_line.trust.reach import Reach
from advice_line.trust.roles import Action


class RoleAtAddress(BaseModel):
    """`allow` or `deny` is what the service answers."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    method: str
    path: str = Field(description="With open places in braces, such as /desk/{reference}")
    action: Action
    scope: Reach = Field(description="Whose it is that is asked for")
    rule: str = Field(pattern="^(allow|deny)$")
