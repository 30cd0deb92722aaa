"""Who may do what at which address, and how far: the rules of `trust/roles.py` and the reaches of
`trust/reach.py` laid over the routes. `docs/roles.md` is written by this file."""

from collections.abc import Iterator
from dataclasses import dataclass

from advice_line.kinds import Role
from advice_line.trust import reach
from advice_line.trust.reach import Reach
from advice_line.trust.roles import Action
from advice_line.web.route_table import BY_KEY, ROUTES, Address

_HEAD = """# Roles

Who may do what at which address, and how far: from the tables that the service itself asks. To
write it again: `python -m advice_line.web.access_table > docs/roles.md`. A test holds this page,
and what [`advice-line roles`](commands.md#advice-line-roles) prints, to the routes of the running
service, and tries each role at each address with what is its own and what is another's.

How far somebody goes: `own` is what is theirs (a query they have, a letter their link opens),
`practice` what is of their practice, `line` what is of a line on which they have the role, `all`
whatever there is. Roles are given on every line or on single ones:
[setup file](setup-file.md#roles-per-line). What is of a line on which somebody has no role is not
found by them.
"""
_WHERE = {Action.PLAY_DEMO: " Only in the demonstration: elsewhere there is no such address."}


@dataclass(frozen=True)
class Allowed:
    """Whether this role may use this address with something that it `reach`es."""

    role: Role
    method: str
    path: str
    action: Action
    reach: Reach
    allowed: bool


def every() -> Iterator[Allowed]:
    """Every role at every address with everything, in the order of the tables."""
    for address in ROUTES:
        for role in Role:
            action = action_of(address, role)
            for wanted in Reach:
                allowed = reach.allows(role, action, wanted)
                yield Allowed(role, *address, action, wanted, allowed)


def action_of(address: Address, role: Role) -> Action:
    """A key opens some addresses that a session opens too, for another action."""
    if role is Role.CLIENT:
        return BY_KEY.get(address, ROUTES[address])
    return ROUTES[address]


def page() -> str:
    parts = [_HEAD]
    for action in Action:
        addresses = [f"`{method} {path}`" for (method, path), of in ROUTES.items() if of is action]
        if addresses and action is not Action.TAKE_CARRIER_EVENT:
            parts.append(f"## {action.replace('_', ' ').capitalize()}\n")
            parts.append(f"{_who(action)}{_WHERE.get(action, '')}\n")
            parts.append(", ".join(addresses) + "\n")
    return "\n".join(parts)


def _who(action: Action) -> str:
    if reach.of(Role.PUBLIC, action) is not None:
        return "Anybody."
    given = ((role, reach.of(role, action)) for role in Role if role is not Role.SYSTEM)
    return ", ".join(f"`{role}` ({how})" for role, how in given if how is not None) + "."


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 # for a file of the documents
