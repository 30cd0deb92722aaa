"""What a responder hears before any key connects: who calls and what their key asked for, and no
patient data. What is said fits in the time in which a machine has to be left (H06)."""

from collections.abc import Sequence
from datetime import timedelta

from advice_line.call_kinds import CallReason
from advice_line.rules import routing, wording

REASONS = {
    CallReason.NOW: "a patient is waiting",
    CallReason.LATER: "advice that can wait",
    CallReason.WORRIED: "worried about a result",
}
UNKNOWN = "a number we do not know"
RING_BACK = timedelta(minutes=10)
IN_TEN_MINUTES = "in 10 minutes"
_ACCEPT = "ress 1 to accept"

NO_NUMBER = "They gave no number to ring back on. Press 1 to accept. Press 2 to decline."


def versions(
    organisation: str | None, reason: str | None, later: str = IN_TEN_MINUTES
) -> tuple[str, ...]:
    """On somebody's own mobile: the fullest first, each shorter than the one before. `later` says
    when they ring back who press the key for it."""
    source = organisation or UNKNOWN
    full = _with_reason(source, reason)
    return (
        f"{full}, press 1 to accept. Press 2 to decline. Press 3 to ring back {later}.",
        f"{full}, press 1 to accept. Press 2 to decline.",
        f"{full}, press 1 to accept.",
        f"Radiology advice call from {source}, press 1 to accept.",
    )


def versions_on_shared_phone(
    organisation: str | None, reason: str | None, holder: str, later: str = IN_TEN_MINUTES
) -> tuple[str, ...]:
    """The same where anybody may have picked up: whoever accepts answers in their own name."""
    source = organisation or UNKNOWN
    keys = f"for {holder}. Press 1 to accept. If you are not {holder}, press 3."
    full = _with_reason(source, reason)
    joined = full if reason not in REASONS else f"{full},"
    return (
        f"{joined} {keys} Press 4 to ring back {later}.",
        f"{joined} {keys}",
        f"Radiology advice call from {source} {keys}",
    )


def _with_reason(source: str, reason: str | None) -> str:
    said = f"Radiology advice call from {source}"
    return said if reason not in REASONS else f"{said}, {REASONS[CallReason(reason)]}"


def naming_unrecorded(versions: Sequence[str], *, star: bool) -> tuple[str, ...]:
    """The same on a line that records, the fullest first: with the key that takes the call without
    being recorded, and the star that pauses it in the talk, wherever there is time to name them."""
    key = f"{_ACCEPT}, 5 to talk unrecorded"
    named = [each.replace(_ACCEPT, key) for each in versions]
    starred = [f"{each} In the talk, star pauses the recording." for each in named if star]
    return tuple(sorted({*starred, *named, *versions}, key=len, reverse=True))


def fitting(versions: Sequence[str], since_offered: timedelta) -> str:
    """The fullest that can still be said, with a moment to find the key; all keys work whether they
    are named or not."""
    left = routing.LEFT_AFTER - since_offered - timedelta(seconds=routing.SHORTEST_WAIT)
    return next((each for each in versions if wording.spoken(each) <= left), versions[-1])


def rings_back(by: str, *, put_off: bool = False) -> str:
    """`put_off` where the practice cannot be rung in ten minutes."""
    closed = " Their practice is closed in 10 minutes." if put_off else ""
    return f"Thank you.{closed} The caller is told that you ring back by {by}. You will get a text."
