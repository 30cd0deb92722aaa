"""A proposal for a period's open sessions, and how fairly duty is shared, as pages read them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Refused:
    """Why somebody is not proposed for a session, as a sentence."""

    person: str
    name: str
    why: str


@dataclass(frozen=True)
class Proposed:
    """One open session. `person` is None where nobody can take it (`why` then says so) or where
    somebody took the name out; `edited` where a person chose. `could` are the keys of those who
    could take it as well, `breaches` what is against the one who was chosen."""

    slot: str
    tier: str
    start: datetime
    end: datetime
    unsocial: bool
    person: str | None
    name: str | None
    why: str
    could: tuple[str, ...]
    others: tuple[Refused, ...]
    edited: bool = False
    breaches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """One person's share of a period: what is on the rota and what a proposal would add, hours in
    whole and part hours; swaps by which they gave and took duty; days on which they are away.
    `proposed` is how many of `sessions` are proposed only, 0 without a proposal."""

    person: str
    name: str
    sessions: int
    hours: float
    unsocial: int
    swaps_given: int
    swaps_taken: int
    days_away: int
    proposed: int = 0


@dataclass(frozen=True)
class ProposalShown:
    """Nothing of it is on the rota before it is accepted. `state` is "open", "accepted", "refused"
    or "moved" where the line's rota was changed since it was made; `solver` is "greedy" or
    "ortools"."""

    id: str
    line: str
    line_name: str
    time_zone: str
    first_day: date
    last_day: date
    state: str
    solver: str
    sessions: tuple[Proposed, ...]
    figures: tuple[Figures, ...]
    made_at: datetime
    now: datetime

    @property
    def filled(self) -> int:
        return sum(each.person is not None for each in self.sessions)
