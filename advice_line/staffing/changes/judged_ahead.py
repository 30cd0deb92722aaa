"""How far ahead the duty that a change gives to people is judged: a whole round of what repeats,
all of what ends, from the first of it on. What lies beyond is met by the nightly watch."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from advice_line.rules.eligibility import Breach, Rule
from advice_line.rules.notices import day
from rota import rotation
from rota.duty import Timetable
from rota.stretches import Stretch
from rota.values import Cover, LineRota, Pattern, Swap, TakeOver

AT_LEAST = timedelta(weeks=13)
# Five lines in which everything is new take three seconds for a year; nobody waits longer.
AT_MOST = timedelta(weeks=53)
_WEEK = timedelta(weeks=1)

Rotas = Mapping[str, Timetable]
Ending = Cover | Swap | TakeOver


def window(before: Rotas, after: Rotas, reach: Stretch, first: datetime) -> Stretch:
    """Of a change that can give duty within `reach`, and gives the first at this instant."""
    last = min(max(_ends(before, after, first)), reach[1])
    return first, min(last, first + AT_MOST)


def cut_short(before: Rotas, after: Rotas, reach: Stretch, judged: Stretch) -> Iterator[Breach]:
    """Said where it is not the whole of it."""
    if judged[1] < min(max(_ends(before, after, judged[0])), reach[1]):
        zone = next(iter(after.values())).rota.calendar.time_zone
        last = judged[1].astimezone(ZoneInfo(zone))
        said = f"It was looked at up to {day(last)} {last.year} only."
        yield Breach(Rule.LATER, "", f"{said} The nightly watch looks at the rest as it comes.")


def _ends(before: Rotas, after: Rotas, first: datetime) -> Iterator[datetime]:
    yield first + AT_LEAST
    for line, timetable in after.items():
        for each in _new(before[line].rota, timetable.rota):
            if isinstance(each, Pattern):
                yield first + _WEEK * rotation.weeks_of_round(each)
            else:
                yield each.end


def _new(before: LineRota, after: LineRota) -> Iterator[Pattern | Ending]:
    yield from set(after.patterns) - set(before.patterns)
    yield from set(after.covers) - set(before.covers)
    yield from set(after.swaps) - set(before.swaps)
    yield from set(after.take_overs) - set(before.take_overs)
