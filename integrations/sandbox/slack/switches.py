"""What can be wrong with a Slack, each to be turned on by a story."""

from dataclasses import dataclass, field

# Of each method the scopes of which an application needs one.
SCOPES: dict[str, frozenset[str]] = {
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.open": frozenset({"im:write"}),
    "conversations.join": frozenset({"channels:join"}),
    "users.info": frozenset({"users:read"}),
}
EVERY_SCOPE = frozenset(
    {
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "users:read",
        "users:read.email",
    }
)


@dataclass
class Switches:
    """`down`: connections are closed at once. `slow`: seconds before each answer. `too_many`,
    `broken`, `lost`: so many of the next requests that write are refused with 429, answered with
    500, or done and never answered. `doubled`: what is delivered comes twice. `held`: events wait,
    and come in the wrong order when they are let go. `unanswered`: so many of the next deliveries
    are taken for unanswered, whatever the application said."""

    down: bool = False
    slow: float = 0.0
    too_many: int = 0
    broken: int = 0
    lost: int = 0
    doubled: bool = False
    held: bool = False
    unanswered: int = 0
    revoked: bool = False
    scopes: frozenset[str] = field(default=EVERY_SCOPE)

    def strikes(self, name: str) -> bool:
        """Use up one of `too_many`, `broken`, `lost` or `unanswered`."""
        left: int = getattr(self, name)
        if left:
            setattr(self, name, left - 1)
        return left > 0
