"""What a measure is: its words, which the documents and the data dictionary are written from, and
by which rows it is counted, in one place.

Every figure is three counts: `eligible` are all that it is about, `denominator` those of them of
which it is known, `numerator` those of these that it counts. Their ratio is the value; how much is
known is the denominator's share of the eligible.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_

from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, ClockKind, Dimension, Group, Unit
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditCall, AuditQuery
from advice_line.tables.directory import Line

# A condition of SQL over columns of the facts: SQLModel types columns as their values.
Condition = Any
Facts = type[AuditQuery] | type[AuditCall]


@dataclass(frozen=True)
class Raw:
    """As it was counted, before anybody has decided what of it may be told. `median` and
    `ninetieth` are of lengths of time, in seconds; None where there are none. Where the denominator
    is of another kind than the eligible (patients, sessions), `known` says how many of those it is
    known of."""

    numerator: int
    denominator: int
    eligible: int
    median: float | None = None
    ninetieth: float | None = None
    known: int | None = None

    @property
    def completeness(self) -> float | None:
        """Between 0 and 1; None where there is nothing to know."""
        known = self.denominator if self.known is None else self.known
        return known / self.eligible if self.eligible else None


@dataclass(frozen=True)
class Share:
    """How many of `of` are `counts`; those not `known` are in neither count. None: of each of `of`
    it is known by definition."""

    facts: Facts
    counts: Condition
    of: Condition
    known: Condition | None

    @property
    def among(self) -> Condition:
        """Those of which it is known."""
        return self.of if self.known is None else and_(self.of, self.known)


@dataclass(frozen=True)
class Tally:
    """How many there are."""

    facts: Facts
    of: Condition


@dataclass(frozen=True)
class Each:
    """How much of `sums` falls to each of `of`."""

    facts: Facts
    sums: Any
    of: Condition


@dataclass(frozen=True)
class Spread:
    """How long it took: the middle and the 90th centile of `value`, of those of `of` that have
    one."""

    facts: Facts
    value: Any
    of: Condition


@dataclass(frozen=True)
class Reckoned:
    """Counted from other rows than facts, by a function of the line and the period's instants."""

    count: Callable[[Work, Line, Period, datetime, datetime], Raw]


How = Share | Tally | Each | Spread | Reckoned


@dataclass(frozen=True)
class Measure:
    """`name` is a heading, `question` what it answers. `numerator`, `denominator` and `exclusions`
    say in words what `how` counts. `source` is where the definition is from. A `target` is in the
    unit of the value. `changes` has a sentence for each change of what is counted, and raises the
    `version`: figures of another version are never compared without saying so.

    What may be told of a measure hangs on others with the same numbers: `within` is the measure
    whose numerator is its denominator, its numerator or the number of its times; `rest` the one
    whose numerator is what remains of its denominator; `eligible` the one whose numerator is those
    that it is about; `halves` the one whose numerator and rest are the spoken and the written
    channels of it; `part_of` the whole of which nothing tells what is left without it; those of one
    `partition` are parts of one whole. New measures must not add up
    with others to what those withhold: give shares a denominator that stands by itself
    (`tests/audit/test_told_together.py` finds what adds up). What counts hours, meetings, pages
    of guidance or practices, and neither queries nor people, is not `guarded`: it is told whole;
    what is `of_people`, who are the eligible, only where they are not few. What says among how many
    those of another measure fall, `shares_out`, is told only where there are twice as many of
    these. `not_given` is said of a figure that hangs on what a site has not given: its `Raw.known`
    is 0 then.
    """

    id: str
    group: Group
    name: str
    question: str
    numerator: str
    denominator: str
    how: How
    unit: Unit
    source: str
    exclusions: str = "none"
    clock: ClockKind = ClockKind.NONE
    better: Better = Better.NEITHER
    target: float | None = None
    by: tuple[Dimension, ...] = ()
    within: str | None = None
    rest: str | None = None
    eligible: str | None = None
    halves: str | None = None
    part_of: str | None = None
    partition: str | None = None
    guarded: bool = True
    of_people: bool = False
    not_given: str | None = None
    shares_out: str | None = None
    by_receipts: bool = False
    changes: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        return 1 + len(self.changes)

    @property
    def hangs_on(self) -> tuple[str, ...]:
        """The measures that are decided before it."""
        others = (self.within, self.rest, self.eligible, self.shares_out, self.part_of)
        return tuple(each for each in others if each)

    @property
    def all_known(self) -> bool:
        """Whether none of the eligible can be unknown, whatever has happened."""
        if isinstance(self.how, Share):
            return self.how.known is None
        if self.not_given is not None:
            return True
        return isinstance(self.how, Tally | Each)


def share(facts: Facts, counts: Condition, of: Condition, known: Condition | None = None) -> Share:
    return Share(facts, counts, of, known)
