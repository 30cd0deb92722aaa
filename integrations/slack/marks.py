"""What we are known by in Slack, and what we write into blocks and read back of them.

Slack keeps them and signs what it sends of them; they hold a reference and a version, no words.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from advice_line.ports.chat import QueryAct

ACT, LINK, FORM = "act", "open", "form"
GIVEN = "given"
ASK = "hotdoc_ask"
COMMAND = "/hotdoc"
# Where Slack tells us everything.
EVENTS = "/slack/events"


@dataclass(frozen=True)
class About:
    """A query as somebody saw it."""

    reference: str
    version: int

    def to_value(self) -> str:
        return json.dumps([self.reference, self.version])


@dataclass(frozen=True)
class FormMark:
    """What a form is about, and of its person the profile as it was when it was opened."""

    act: QueryAct | None
    about: About
    name: str = field(default="", repr=False)
    address: str | None = field(default=None, repr=False)

    def to_metadata(self) -> str:
        act = self.act.value if self.act else None
        return json.dumps([act, self.about.reference, self.about.version, self.name, self.address])


def act_id(act: QueryAct, reference: str) -> str:
    """Unique in a message and on a home, which shows several queries."""
    return f"{ACT}:{act.value}:{reference}"


def link_id(name: str) -> str:
    return f"{LINK}:{name}"


def posted_id(attempt: str) -> str:
    """The id of a message's first block, by which what an earlier try has posted is found."""
    return f"posted:{attempt}"


def read_act(action: dict[str, Any]) -> tuple[QueryAct, About]:
    """Of a pressed button. Raises ValueError where it is none of ours."""
    kind, _, rest = str(action.get("action_id", "")).partition(":")
    if kind != ACT:
        raise ValueError("not a button of a card")
    act = QueryAct(rest.partition(":")[0])
    return act, _about(*_list(action.get("value"), 2))


def read_form(view: dict[str, Any]) -> FormMark:
    """Raises ValueError where the form is none of ours."""
    if view.get("callback_id") != FORM:
        raise ValueError("not a form of ours")
    act, reference, version, name, address = _list(view.get("private_metadata"), 5)
    about = _about(reference, version)
    given = None if address is None else str(address)
    return FormMark(None if act is None else QueryAct(act), about, str(name), given)


def _list(text: Any, length: int) -> list[Any]:
    read = json.loads(str(text))
    if not isinstance(read, list) or len(read) != length:
        raise ValueError("not a mark of ours")
    return read


def _about(reference: Any, version: Any) -> About:
    return About(str(reference), int(version))
