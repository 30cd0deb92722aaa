"""What a caller hears who waits for somebody to be free; why they wait may be said in the line's
own words."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from advice_line.rules import wording

QUEUE = "Everybody on duty is in a call. Please hold."
# Where nobody talks and who is on duty wants to end something undisturbed.
QUEUE_QUIET = "Whoever is on duty is finishing a scan and takes calls again in a moment."
STILL_TRYING = "Still trying. Please hold."
RUNG_BACK = "To be rung back and keep your place, press 1."
RUNG_BACK_AGAIN = "To be rung back, press 1."

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_MINUTES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def first(
    words: Mapping[str, str],
    *,
    quiet: bool,
    position: int,
    expected: timedelta | None,
    can_ring_back: bool,
) -> str:
    """As they begin to wait."""
    why = words.get("queue_quiet", QUEUE_QUIET) if quiet else words.get("queue", QUEUE)
    said = (why, place(position), wait(expected), RUNG_BACK if can_ring_back else "")
    return " ".join(each for each in said if each)


def again(*, position: int, can_ring_back: bool) -> str:
    """At every further round."""
    return f"{place(position)} {RUNG_BACK_AGAIN if can_ring_back else 'Please hold.'}"


def place(position: int) -> str:
    named = _PLACES[position - 1] if position <= len(_PLACES) else f"number {position}"
    return f"You are {named} in the queue."


def wait(expected: timedelta | None) -> str:
    """In whole minutes, and nothing where it is not known."""
    if expected is None:
        return ""
    minutes = max(1, round(expected / timedelta(minutes=1)))
    named = _MINUTES[minutes - 1] if minutes <= len(_MINUTES) else str(minutes)
    return f"The wait is about {named} minute{'' if minutes == 1 else 's'}."


def kept_place(
    due: datetime, now: datetime, zone: str, query_reference: str, *, out_of_hours: str | None
) -> str:
    """To a caller who need not hold any longer; past today it comes with the out-of-hours number
    (H21)."""
    until = wording.until_then(out_of_hours)
    return (
        "Thank you. You keep your place: we will ring you back as soon as somebody is free, and by "
        f"{wording.deadline(due, now, zone)} at the latest.{until} "
        f"{wording.reference(query_reference)}"
    )
