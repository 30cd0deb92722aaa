"""The calls of the demonstration since its visitor may play, and which of them a phone is on."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from advice_line.demo.callers import CALLERS, Caller
from advice_line.demo.people import COLLEAGUES
from advice_line.demo.stage import Stage
from integrations.sandbox.views import LegView

Legs = Mapping[str, list[LegView]]


def legs_since(stage: Stage, since: datetime) -> Legs:
    """By whose phone it is, oldest first."""
    legs: dict[str, list[LegView]] = {}
    for leg in stage.phones.legs():
        if datetime.fromisoformat(leg["created"]) >= since:
            legs.setdefault(leg["person"], []).append(leg)
    return legs


def caller_shown(legs: Legs, held: Caller) -> Caller:
    """The caller whose phone the page shows: the one it holds, unless another's rings or is on a
    call and this one is not."""
    live = {number for number, those in legs.items() if _live(those)}
    if held.number in live:
        return held
    return next((each for each in CALLERS if each.number in live), held)


def going_on(legs: Legs, shown: Caller) -> list[str]:
    """The carrier's ids of the calls that go on: first that of the phone which the page shows and
    of whoever it is connected to."""
    own = _live(legs.get(shown.number, []))
    others = (leg for those in legs.values() for leg in _live(those))
    ids = (each for leg in (*own, *others) for each in (leg["sid"], leg["parent"], leg["joined"]))
    return list(dict.fromkeys(each for each in ids if each is not None))


def joined(legs: Legs) -> set[str]:
    """Keys of the responders who are connected to somebody."""
    return {
        each.key
        for each in COLLEAGUES
        if any(leg["joined"] is not None for leg in _live(legs.get(each.mobile, [])))
    }


def _live(legs: Sequence[LegView]) -> list[LegView]:
    return [leg for leg in legs if leg["ended"] is None]
