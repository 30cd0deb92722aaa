"""The words of every SMS about what passes on when somebody leaves: references, times, a link."""

from collections.abc import Sequence
from datetime import datetime

from advice_line.rules.notices import MOST_LISTED, by, when


def on_leaving(references: Sequence[str], url: str) -> str:
    return (
        f"You still owe {_calls(references)}. Others are asked to take over;"
        f" ring only what nobody has taken: {url}"
    )


def offered(
    name: str, references: Sequence[str], first: datetime, at: datetime, zone: str, url: str
) -> str:
    late = "was due" if first < at else "is due"
    which = "it" if len(references) == 1 else "the first"
    return (
        f"{name} is not there any more for {_calls(references)}; {which} {late} by"
        f" {when(first, at, zone)}. Please claim what you can ring: {url}"
    )


def to_lead(name: str, reference: str, due: datetime, at: datetime, zone: str, url: str) -> str:
    late = "was due" if due < at else "is due"
    return (
        f"Nobody has taken {name}'s call back ({reference}), so that it is yours to see to. It"
        f" {late} by {by(due, at, zone)}. {url}"
    )


def new_time_untold(reference: str, old: datetime, at: datetime, zone: str, url: str) -> str:
    late = "were" if old < at else "are"
    return (
        f"Who waits for a call back ({reference}) was not told that it comes later, for no text"
        f" reaches them. They {late} to be rung before {when(old, at, zone)}: {url}"
    )


def put_off(references: Sequence[str], to: datetime, at: datetime, zone: str, url: str) -> str:
    """To who is there and hears of it; `to` is the soonest of the new times."""
    one = len(references) == 1
    verb, which = ("is", "to") if one else ("are", "the first to")
    listed = _calls(references)
    return (
        f"{listed} {verb} put off, {which} {when(to, at, zone)}: nobody is on duty in time. Claim"
        f" what cannot wait: {url}"
    )


def _calls(references: Sequence[str]) -> str:
    count = "1 call back" if len(references) == 1 else f"{len(references)} calls back"
    listed = ", ".join(references[:MOST_LISTED])
    more = len(references) - MOST_LISTED
    return f"{count} ({listed}{f' and {more} more' if more > 0 else ''})"
