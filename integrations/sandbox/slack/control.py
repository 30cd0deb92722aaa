"""The miniature's control face over HTTP, for stories that drive it as a process of its own.

POST /sandbox/user      {"id": "U0AMARA", "name": "Dr Amara Example", "address": "…"}
POST /sandbox/channel   {"id": "C0HOTDOC", "name": "hot-doc", "members": ["U0AMARA"]}
POST /sandbox/do        {"person": "U0AMARA", "act": "clicks", "with": ["Claim"]}
POST /sandbox/switch    {"down": true}       turns those that are named
GET  /sandbox/asked                          what the application asked for, and how it was answered

`do` answers with all that this person sees then; an act that cannot be done is answered 400, with
what is there instead.
"""

import dataclasses
from typing import Any, Protocol

from integrations.sandbox.slack.methods import Asked
from integrations.sandbox.slack.people import Person
from integrations.sandbox.slack.state import Tree
from integrations.sandbox.slack.switches import Switches
from integrations.sandbox.slack.workspace import Workspace

PREFIX = "/sandbox/"
# What a person does that is said in words alone.
ACTS = frozenset(
    {
        "chooses",
        "clicks",
        "closes",
        "commands",
        "joins",
        "opens_home",
        "sees",
        "submits",
        "types",
        "writes",
        "writes_to_app",
    }
)


class Controlled(Protocol):
    """What the control face needs of the miniature."""

    @property
    def workspace(self) -> Workspace: ...
    @property
    def switches(self) -> Switches: ...
    @property
    def asked(self) -> list[Asked]: ...
    def person(self, user_id: str) -> Person: ...


def answer(slack: Controlled, path: str, given: Tree) -> tuple[int, Any]:
    """Status and body of one request; `path` is what follows PREFIX."""
    try:
        return 200, _done(slack, path, given)
    except (LookupError, AssertionError, TypeError, ValueError) as error:
        return 400, {"error": str(error)}


def _done(slack: Controlled, path: str, given: Tree) -> Any:
    match path:
        case "user":
            slack.workspace.user(given["id"], given["name"], given.get("address", ""))
        case "channel":
            slack.workspace.channel(given["id"], given["name"], *given.get("members", []))
        case "do":
            return _act(slack.person(given["person"]), given["act"], given.get("with", []))
        case "switch":
            _turn(slack.switches, given)
        case "asked":
            return [{"method": each.method, "answer": each.answer} for each in slack.asked]
        case _:
            raise LookupError(f"There is no {path!r}.")
    return {"ok": True}


def _act(person: Person, act: str, words: list[str]) -> Tree:
    if act not in ACTS:
        raise LookupError(f"There is no {act!r} but {sorted(ACTS)}")
    getattr(person, act)(*words)
    return {"screen": person.screen()}


def _turn(switches: Switches, given: Tree) -> None:
    known = {each.name: each.type for each in dataclasses.fields(switches)}
    for name, value in given.items():
        if name not in known or name == "scopes":
            raise ValueError(f"There is no switch {name!r} but {sorted(known)}")
        setattr(switches, name, value)
