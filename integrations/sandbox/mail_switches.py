"""What the miniature mail server can be told to do wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypedDict, Unpack

EVERYBODY = "*"


class Changes(TypedDict, total=False):
    refuse: Iterable[str]
    temporary: Iterable[str]
    refuse_sign_in: bool
    refuse_text: bool
    hold: bool
    cut: bool
    down: bool


_LISTS = ("refuse", "temporary")


@dataclass(frozen=True)
class Switches:
    """How the server answers; all off is a server in good health.

    `refuse` and `temporary` are recipients answered 550 and 451 (`*` is everybody),
    `refuse_sign_in` answers 535, `refuse_text` 554 after the text. `hold` keeps the answer to a
    text back until it is released or dropped. `cut` takes the text and closes the connection
    instead of answering. `down` closes the port and every connection.
    """

    refuse: frozenset[str] = frozenset()
    temporary: frozenset[str] = frozenset()
    refuse_sign_in: bool = False
    refuse_text: bool = False
    hold: bool = False
    cut: bool = False
    down: bool = False

    def changed(self, **changes: Unpack[Changes]) -> "Switches":
        given: dict[str, Any] = dict(changes)
        for name in _LISTS:
            if name in given:
                given[name] = frozenset(address.lower() for address in given[name])
        return replace(self, **given)

    def refuses(self, recipient: str) -> bool:
        return _named(recipient, self.refuse)

    def delays(self, recipient: str) -> bool:
        return _named(recipient, self.temporary)

    def as_json(self) -> dict[str, Any]:
        return {k: sorted(v) if k in _LISTS else v for k, v in asdict(self).items()}


def changes_from_json(given: object) -> Changes:
    """The changes a JSON object asks for.

    Raises ValueError naming the first key that is no switch or holds the wrong kind of value.
    """
    if not isinstance(given, Mapping):
        raise ValueError("expected an object of switches")
    for name, value in given.items():
        if name not in Changes.__annotations__:
            raise ValueError(f"{name} is no switch; there are {', '.join(Changes.__annotations__)}")
        if name in _LISTS:
            fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        else:
            fits = isinstance(value, bool)
        if not fits:
            wanted = "a list of addresses" if name in _LISTS else "true or false"
            raise ValueError(f"{name} takes {wanted}")
    return Changes(**given)  # type: ignore[typeddict-item]  # each key and value was checked above


def _named(recipient: str, listed: frozenset[str]) -> bool:
    return EVERYBODY in listed or recipient.lower() in listed
