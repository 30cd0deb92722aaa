"""A clinical system stands before an address of the API: known by the key that it brings, in its
header and nowhere else."""

from fastapi import Request

from advice_line.errors import NotAllowed
from advice_line.trust.api_keys import NoKey
from advice_line.trust.narrowed import BY_SYSTEM
from advice_line.trust.roles import Action, Actor
from advice_line.web.route_table import BY_KEY, Address
from advice_line.web.site import Site

_SCHEME = "bearer"


def brings_key(request: Request) -> bool:
    """Whether it says that it does, whatever it brings."""
    return request.headers.get("authorization", "").split(" ")[0].lower() == _SCHEME


def action(request: Request, address: Address, by_cookie: Action | None) -> Action | None:
    """What it takes to use an address that a key opens too; else `by_cookie`."""
    return BY_KEY[address] if address in BY_KEY and brings_key(request) else by_cookie


def is_by_key(action: Action) -> bool:
    return action in BY_SYSTEM.values()


def actor(site: Site, request: Request, action: Action) -> Actor:
    """Who may do this by their key. Raises `NoKey`, `errors.TooManyTries`, and `errors.NotAllowed`
    beyond its scopes."""
    if not brings_key(request):
        raise NoKey
    key = request.headers["authorization"].partition(" ")[2].strip()
    found = site.systems.keys.actor(key)
    if not found.may(action):
        scope = next(each for each, opened in BY_SYSTEM.items() if opened is action)
        raise NotAllowed(
            f"This key is not for this, which takes the scope “{scope}”. Whoever runs the line "
            "makes keys."
        )
    return found
