"""The newest changes of a line's rota: what was put there and what ended, by whom and when."""

from dataclasses import dataclass, field
from datetime import datetime

from advice_line.rules.wording import day_in_words
from advice_line.rules.written import when
from advice_line.web.rota.chain import Chain
from rota.facts import Change, Fact
from rota.history import History
from rota.opening import ClosedDay, DayHours, HolidayByHand, LineCalendar
from rota.values import Pattern

SHOWN = 20


@dataclass(frozen=True)
class ShownChange:
    at: datetime
    by: str
    made: list[str]
    ended: list[str]


@dataclass
class _Facts:
    change: Change
    made: list[Fact] = field(default_factory=list)
    ended: list[Fact] = field(default_factory=list)


def changes(history: History, chain: Chain, zone: str) -> list[ShownChange]:
    """The newest first."""
    found: dict[int, _Facts] = {}
    for fact in history.facts:
        found.setdefault(fact.made.id, _Facts(fact.made)).made.append(fact)
        if fact.ended is not None:
            found.setdefault(fact.ended.id, _Facts(fact.ended)).ended.append(fact)
    newest = sorted(found, reverse=True)[:SHOWN]
    return [_shown(found[each], chain, zone) for each in newest]


def _shown(of: _Facts, chain: Chain, zone: str) -> ShownChange:
    return ShownChange(
        at=of.change.at,
        by=chain.author(of.change),
        made=[_words(each, chain, zone) for each in of.made],
        ended=[_words(each, chain, zone) for each in of.ended],
    )


def _words(fact: Fact, chain: Chain, zone: str) -> str:
    value, said = fact.value, chain.words(fact)
    match value:
        case LineCalendar():
            return said
        case Pattern():
            return f"{said}, from {day_in_words(value.first_day)}"
        case ClosedDay() | DayHours() | HolidayByHand():
            return f"{said}, {day_in_words(value.date)}"
    return f"{said}, {when(value.start, zone)} to {when(value.end, zone)}"
