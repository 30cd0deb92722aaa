"""What is said about a call back: to a caller who may choose one, and to the responder whose phone
is rung for it."""

from collections.abc import Mapping
from datetime import datetime

from advice_line.call_kinds import RingBackEnd
from advice_line.rules import wording

# Where the line's own words say by when.
TIME = "{time}"
CHOICE = "We can ring you back by {time}. For that, press 1. To wait for somebody now, press 2."
NO_TIME = "We could not ring you back before your practice closes."
BY_BYPASS = "Your practice will be closed by then, so we will ring its bypass number."
FINDING = "We are finding somebody for you now."

NOT_YOU = "Thank you. Somebody else is asked. Goodbye."
NOT_OWED = "This call back is not owed any more. You need do nothing. Goodbye."
DID_YOU_SPEAK = "If you have spoken to them, press 1. If a machine answered, press 2."
KEPT = "Thank you. Goodbye."
NOT_KEPT = "Thank you. The call back stays on your list. Goodbye."
_ENDS = {
    RingBackEnd.BUSY: "They are engaged.",
    RingBackEnd.FAILED: "Their number cannot be reached.",
    RingBackEnd.MACHINE: "Thank you.",
}


def choice(words: Mapping[str, str], due: datetime, now: datetime, zone: str) -> str:
    """The time with its day, where it is not today's."""
    said = words.get("call_back_choice", CHOICE)
    return said.replace(TIME, wording.deadline(due, now, zone))


def promised(
    due: datetime, now: datetime, zone: str, reference: str, *, out_of_hours: str | None
) -> str:
    """To a caller who chose it; past today it comes with the out-of-hours number (H21)."""
    until = wording.until_then(out_of_hours)
    return (
        f"We will ring you back by {wording.deadline(due, now, zone)}.{until} "
        f"{wording.reference(reference)}"
    )


def whisper(
    organisation: str | None,
    promised: datetime | None,
    zone: str,
    *,
    whom: str | None,
    rang_at: datetime,
    bypass: str | None,
    dials_bypass: bool,
    closed: bool = False,
    holder: str | None = None,
) -> str:
    """To the responder we ring first: who, by when, whom to ask for; no patient data. The practice
    is `closed` out of its hours; `holder` is for whom a shared phone is rung."""
    source = organisation or "the caller"
    told = f", promised by {wording.clock_time(promised, zone)}" if promised else ""
    ask = f"Ask for {whom or f'whoever rang us at {wording.clock_time(rang_at, zone)}'}."
    other = _bypass(bypass, dials=dials_bypass, closed=closed)
    return (
        f"{_whose(holder)} to {source}{told}. {ask}{other} "
        f"Press 1 to connect. Press 2 if somebody else should ring.{_if_not(holder)}"
    )


def _whose(holder: str | None) -> str:
    return "Your call back" if holder is None else f"For {holder}: a call back"


def _if_not(holder: str | None) -> str:
    return "" if holder is None else f" If you are not {holder}, press 3."


def _bypass(number: str | None, *, dials: bool, closed: bool) -> str:
    if number is None:
        return ""
    if dials and closed:
        return " Their practice is closed: we ring its bypass number."
    if dials:
        return " Their own number was not answered: we ring their bypass number."
    return f" Their bypass number is {wording.digits(number)}."


def not_reached(end: RingBackEnd, again: datetime | None, zone: str, *, other_way: bool) -> str:
    """After a try that found nobody: what the system does next, and nothing that it does not."""
    found = _ENDS.get(end, "They did not answer.")
    if again is not None:
        return f"{found} We ring you again at {wording.clock_time(again, zone)}. Goodbye."
    if other_way:
        return f"{found} Please reach the practice another way: it is on your list. Goodbye."
    return f"{found} The call back stays on your list. Goodbye."
