"""Requests to take duty, as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.rules.wording import day_in_words
from advice_line.staffing.swaps.shown import Asked, Part
from advice_line.web.rota.days import clock
from advice_line.web.rota.labels import TIERS
from rota import columns, walltime
from rota.values import Tier

_STATES = {
    "open": "open",
    "accepted": "{taker} takes it",
    "withdrawn": "withdrawn",
    "lapsed": "lapsed",
    "nobody": "nobody could take it",
}


@dataclass(frozen=True)
class ShownRequest:
    """`breaches` are what is against the reader's taking it; a reason is then asked for."""

    id: str
    words: str
    when: str
    in_return: str | None
    state: str
    open: bool
    waiting_for: str | None
    answer_by: datetime | None
    may_accept: bool
    may_withdraw: bool
    breaches: tuple[str, ...]


def shown(asked: Asked, *, reader: str, to_me: bool) -> ShownRequest:
    back = asked.in_return
    return ShownRequest(
        id=asked.id,
        words=_to_me(asked) if to_me else _mine(asked, reader),
        when=part_in_words(asked.given, asked.time_zone),
        in_return=part_in_words(back, asked.time_zone) if back else None,
        state=_STATES[asked.state].format(taker=asked.taker_name),
        open=asked.state == "open",
        waiting_for=", ".join(asked.waiting_for) or None,
        answer_by=asked.answer_by,
        may_accept=asked.may_accept,
        may_withdraw=asked.may_withdraw,
        breaches=asked.breaches,
    )


def in_one_line(asked: Asked) -> str:
    """ "Dr Amara Example asks whether you take Tuesday 24 November 2026, 8am to 1pm, tier 1" """
    return f"{asked.giver_name} asks whether you take {part_in_words(asked.given, asked.time_zone)}"


def part_in_words(part: Part, zone: str) -> str:
    """ "Tuesday 24 November 2026, 8am to 1pm, tier 1" """
    day = walltime.local_day(part.start, columns.read_zone(zone))
    stretch = f"{clock(part.start, zone)} to {clock(part.end, zone)}"
    return f"{day_in_words(day)}, {stretch}, {TIERS[Tier(part.tier)].lower()}"


def _to_me(asked: Asked) -> str:
    if asked.now:
        return f"{asked.giver_name} asks you to take over now"
    if asked.in_return:
        return f"{asked.giver_name} asks you to swap"
    return f"{asked.giver_name} asks: can you take this?"


def _mine(asked: Asked, reader: str) -> str:
    what = "To hand over now" if asked.now else "To swap" if asked.in_return else "To give away"
    return what if asked.giver == reader else f"{what} ({asked.giver_name})"
