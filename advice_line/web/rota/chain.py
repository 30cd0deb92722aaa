"""Why somebody is on duty, in words: one step for each fact that brought it about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.trust.roles import Action
from advice_line.web.access import Visit
from advice_line.web.rota.labels import ABSENCES
from rota.facts import Change, Fact
from rota.opening import ClosedDay, Closure, DayHours, HolidayByHand
from rota.values import Absence, Cover, Pattern, Pause, Swap, TakeOver

_SETUP = "setup"
_STAFF = "responder:"


def key_of(visit: Visit) -> str:
    """Of who reads the page, as the rota knows them."""
    return visit.actor.label.removeprefix(_STAFF)


@dataclass(frozen=True)
class Step:
    """`by` says who asked for it, and with whose agreement."""

    words: str
    by: str
    at: datetime
    reason: str | None


class Chain:
    """For one reader: why somebody is away is nobody's business but theirs and the managers'."""

    def __init__(self, visit: Visit) -> None:
        self._names = visit.site.roster.names(visit.actor)
        self._may_change = visit.actor.may(Action.CHANGE_ROTA)
        self._own = key_of(visit)

    def steps(self, why: Sequence[Fact]) -> list[Step]:
        return [self._step(each) for each in why]

    def name(self, key: str) -> str:
        """In the middle of a sentence."""
        return "you" if key == self._own else self._names.get(key, key)

    def _first(self, key: str) -> str:
        return "You" if key == self._own else self.name(key)

    def _is(self, key: str) -> str:
        return "You are" if key == self._own else f"{self.name(key)} is"

    def author(self, change: Change) -> str:
        """ "asked by Ben Example, agreed by Dr Amara Example" """
        if change.act == _SETUP:
            return "by the setup file"
        agreed = f", agreed by {self._who(change.agreed_by)}" if change.agreed_by else ""
        return f"by {self._who(change.by)}{agreed}"

    def _who(self, label: str) -> str:
        return self.name(label.removeprefix(_STAFF)) if label.startswith(_STAFF) else label

    def _step(self, fact: Fact) -> Step:
        made = fact.made
        reason = made.reason if self._may_see(fact) else None
        return Step(self.words(fact), self.author(made), made.at, reason)

    def _may_see(self, fact: Fact) -> bool:
        value = fact.value
        own = isinstance(value, Absence) and value.person_ref == self._own
        return self._may_change or own or not isinstance(value, Absence)

    def words(self, fact: Fact) -> str:
        match fact.value:
            case Pattern(key=key):
                return f"By the pattern “{key}”"
            case Cover(who=who):
                return f"By a cover: {', '.join(self.name(each) for each in who)}"
            case Swap(giver=giver, taker=taker):
                return f"{self._first(taker)} instead of {self.name(giver)}, by a swap"
            case TakeOver(taker=taker, instead_of=None):
                return f"{self._first(taker)} took over"
            case TakeOver(taker=taker, instead_of=str(instead_of)):
                return f"{self._first(taker)} took over from {self.name(instead_of)}"
            case Absence(person_ref=person, kind=kind):
                because = f" ({ABSENCES[kind].lower()})" if self._may_see(fact) else ""
                return f"{self._is(person)} away{because}"
            case Pause(person_ref=person):
                return f"{self._is(person)} not rung for a while"
            case Closure(reason=reason):
                return f"Closed for a while ({reason})"
            case ClosedDay(reason=reason):
                return f"Closed all day ({reason})"
            case DayHours(reason=reason):
                return f"Hours of its own ({reason})"
            case HolidayByHand(name=name):
                return f"Bank holiday: {name}" if name else "No bank holiday"
        return "The hours of the line"
