"""What the guide sees of the demonstration's telephones and mail: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from advice_line.demo import guide_listening as listening


@dataclass(frozen=True)
class Telephones:
    """Whose telephone rings, or talks: a responder's key, else None; `asked` are those who are on a
    call and joined to nobody. `caller` is the state of the GP's phone; `texted` holds whose phone
    shows a link to the newest record, `mailed` says that the practice has its letter, `switchboard`
    that the carrier puts the GP through to it; `questions` are what phones ask a key for now."""

    caller: str = "idle"
    rings: str | None = None
    asked: tuple[str, ...] = ()
    talks: str | None = None
    texted: frozenset[str] = frozenset()
    mailed: bool = False
    switchboard: bool = False
    questions: Mapping[str, str] = field(default_factory=dict)


def telephones(
    caller: Mapping[str, Any],
    phones: Sequence[Mapping[str, Any]],
    mails: Iterable[Mapping[str, Any]],
    joined: set[str],
    reference: str | None,
) -> Telephones:
    """From the PHONEs and MAILs of the page; `joined` holds the keys of who is connected to
    somebody, `reference` is the newest query's."""
    wanted = reference or "none yet"
    in_call = [phone["key"] for phone in phones if phone["state"] == "in_call"]
    return Telephones(
        caller=caller["state"],
        rings=next((phone["key"] for phone in phones if phone["state"] == "ringing"), None),
        asked=tuple(key for key in in_call if key not in joined),
        talks=next((key for key in in_call if key in joined), None),
        texted=frozenset(phone["key"] for phone in phones if _has_link(phone, wanted)),
        mailed=any(wanted in mail["words"] for mail in mails),
        switchboard=_to_switchboard(caller["entries"]),
        questions={
            phone["key"]: asked
            for phone in (caller, *phones)
            if (asked := listening.asks(phone["entries"])) is not None
        },
    )


def _to_switchboard(entries: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the outage document was the last that the caller heard."""
    heard = [each["words"] for each in entries if each["kind"] == "said"]
    return bool(heard) and "connecting you to" in heard[-1]


def _has_link(phone: Mapping[str, Any], reference: str) -> bool:
    """A text about a query that is only owed has a link too, to the list of its reader."""
    entries: Sequence[Mapping[str, Any]] = phone["entries"]
    return any("/r/" in (each["link"] or "") and reference in each["words"] for each in entries)
