"""Who might take the open sessions of a period: the question, what an answer must keep to, and by
what one answer is fairer than another. How answers are found: `planning_greedy.py`, and
`planning_solver.py` where a solver is installed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from rota.plans.open_sessions import OpenSession

# By the session's key; a session that is not in it has nobody.
Plan = Mapping[str, str]
# Of an answer, the less the better: sessions left open, how unevenly sessions are shared, and how
# unevenly unsocial ones are.
Cost = tuple[int, int, int]
# Sessions and unsocial ones of each person.
Loads = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Of working time. What starts on one local day is one day's work, with its breaks."""

    longest_day: timedelta
    rest: timedelta
    zone: ZoneInfo

    def clash(self, one: OpenSession, other: OpenSession) -> bool:
        """Whether nobody may have both."""
        first, last = sorted((one, other), key=lambda each: (each.start, each.end))
        if last.start < first.end:
            return True
        if self._day(first.start) == self._day(last.start):
            return last.end - first.start > self.longest_day
        return last.start - first.end < self.rest

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Person:
    """`sessions` and `unsocial` are what they have in the period already."""

    ref: str
    sessions: int = 0
    unsocial: int = 0


@dataclass(frozen=True)
class Question:
    """`against` says, by person and session, why somebody may not take it, each a sentence; who is
    not in it may. `unsocial` are the keys of unsocial sessions."""

    sessions: tuple[OpenSession, ...]
    people: tuple[Person, ...]
    against: Mapping[tuple[str, str], tuple[str, ...]]
    unsocial: frozenset[str]
    limits: Limits

    @cached_property
    def by_key(self) -> dict[str, OpenSession]:
        return {each.key: each for each in self.sessions}

    def may(self, person: str, session: OpenSession) -> bool:
        return (person, session.key) not in self.against

    def clashing(self, plan: Plan, person: str, session: OpenSession) -> list[OpenSession]:
        """What the plan gives this person that they cannot have beside the session."""
        theirs = (self.by_key[key] for key, who in plan.items() if who == person)
        return [
            each for each in theirs if each.key != session.key and self.limits.clash(each, session)
        ]

    def fits(self, plan: Plan, person: str, session: OpenSession) -> bool:
        return self.may(person, session) and not self.clashing(plan, person, session)

    def loads(self, plan: Plan) -> Loads:
        """With what they have already."""
        found = {each.ref: [each.sessions, each.unsocial] for each in self.people}
        for key, who in plan.items():
            found[who][0] += 1
            found[who][1] += key in self.unsocial
        return {who: (each[0], each[1]) for who, each in found.items()}

    def cost(self, plan: Plan) -> Cost:
        loads = self.loads(plan).values()
        return (
            len(self.sessions) - len(plan),
            _squares(each[0] for each in loads),
            _squares(each[1] for each in loads),
        )

    def floor(self) -> Cost:
        """No plan costs less: every session that anybody may take is filled, as evenly as if
        everybody could take any."""
        fillable = [
            each for each in self.sessions if any(self.may(who.ref, each) for who in self.people)
        ]
        hard = sum(each.key in self.unsocial for each in fillable)
        return (
            len(self.sessions) - len(fillable),
            _evenly([each.sessions for each in self.people], len(fillable)),
            _evenly([each.unsocial for each in self.people], hard),
        )

    def sound(self, plan: Plan) -> bool:
        """Whether nobody is given what they may not have."""
        return all(self.fits(plan, who, self.by_key[key]) for key, who in plan.items())


def _squares(numbers: Iterable[int]) -> int:
    return sum(each * each for each in numbers)


def _evenly(had: list[int], more: int) -> int:
    """The squares, with each of `more` given to whoever has fewest by then."""
    for _ in range(more if had else 0):
        had[had.index(min(had))] += 1
    return _squares(had)
