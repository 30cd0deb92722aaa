"""The words of every SMS about the rota: names of colleagues, tiers, days and times, a link; never
why somebody is away, and nothing that a person typed (H07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.rules.notices import stretch, when

# None is who reads the text.
Name = str | None

MOST_LISTED = 3
TIERS = {"1": "tier 1", "2": "tier 2", "lead": "lead"}


@dataclass(frozen=True)
class Piece:
    """A stretch of duty on one tier; `now_of` is who has it instead, where it is one person."""

    tier: str
    start: datetime
    end: datetime
    now_of: str | None = None


def changed(
    gained: Sequence[Piece], lost: Sequence[Piece], now: datetime, zone: str, url: str
) -> str:
    """To somebody whose own duty was changed by another."""
    told = []
    if gained:
        told.append(f"You are now on duty {_listed(gained, now, zone)}.")
    if lost:
        told.append(_lost(lost, now, zone))
    return f"Your rota has changed. {' '.join(told)} {url}"


def _lost(lost: Sequence[Piece], now: datetime, zone: str) -> str:
    if len(lost) == 1 and lost[0].now_of is not None:
        return f"Your shift on {piece_in_words(lost[0], zone, now)} is now {lost[0].now_of}'s."
    return f"You are no longer on duty {_listed(lost, now, zone)}."


def absent(name: Name, start: datetime, end: datetime, now: datetime, zone: str, url: str) -> str:
    return f"{_is(name)} away {stretch(start, end, zone, now)}. {url}"


def back(name: Name, start: datetime, end: datetime, now: datetime, zone: str, url: str) -> str:
    return f"{_is(name)} not away any more {stretch(start, end, zone, now)}. {url}"


def taken_over(name: Name, piece: Piece, zone: str, url: str) -> str:
    return f"{_has(name)} taken over {piece_in_words(piece, zone)}. {url}"


def given_back(name: Name, piece: Piece, zone: str, url: str) -> str:
    return f"{_has(name)} given back {piece_in_words(piece, zone)}. {url}"


def swapped(taker: Name, giver: Name, piece: Piece, now: datetime, zone: str, url: str) -> str:
    said = _takes(taker, giver)
    return f"{said[:1].upper()}{said[1:]} shift on {piece_in_words(piece, zone, now)}. {url}"


def paused(name: Name, until: datetime, now: datetime, zone: str) -> str:
    return f"{_is(name)} not rung before {when(until, now, zone)}. Calls go to the next person."


def rung_again(name: Name) -> str:
    return f"{_is(name)} rung again."


def without_effect(taker: Name, giver: Name, piece: Piece, zone: str, url: str) -> str:
    return (
        f"The swap by which {_takes(taker, giver)} shift on {piece_in_words(piece, zone)} has no"
        f" effect any more: that shift is no longer on the rota. {url}"
    )


def _is(name: Name) -> str:
    return "You are" if name is None else f"{name} is"


def _has(name: Name) -> str:
    return "You have" if name is None else f"{name} has"


def _takes(taker: Name, giver: Name) -> str:
    """ "Ben Example takes Dr Amara Example's", "you take Dr Amara Example's" """
    whose = "your" if giver is None else f"{giver}'s"
    return f"you take {whose}" if taker is None else f"{taker} takes {whose}"


def closed(line: str, start: datetime, end: datetime, now: datetime, zone: str, url: str) -> str:
    return f"{line} is closed {stretch(start, end, zone, now)}. {url}"


def reopened(line: str, start: datetime, end: datetime, now: datetime, zone: str, url: str) -> str:
    return f"{line} is not closed any more {stretch(start, end, zone, now)}. {url}"


def _listed(pieces: Sequence[Piece], now: datetime, zone: str) -> str:
    listed = "; ".join(piece_in_words(each, zone, now) for each in pieces[:MOST_LISTED])
    more = len(pieces) - MOST_LISTED
    return f"{listed}; and {more} more" if more > 0 else listed


def piece_in_words(piece: Piece, zone: str, now: datetime | None = None) -> str:
    return f"{stretch(piece.start, piece.end, zone, now)} ({TIERS[piece.tier]})"
