"""Two periods of a line, or two lines, side by side: every measure's two figures as each is told
where it stands alone, and how they differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from advice_line.audit.figures import reading
from advice_line.audit.figures.reading import Figure
from advice_line.audit.periods import Period
from advice_line.audit.shown import differing
from advice_line.audit.shown.choosing import Choice, choose
from advice_line.audit_kinds import Group, PeriodKind
from advice_line.ledger.work import Ledger, Work
from advice_line.trust.roles import Action, Actor, require

_IN_A_YEAR = {
    PeriodKind.WEEK: 52,
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.YEAR: 1,
}


@dataclass(frozen=True)
class Pair:
    one: Figure
    other: Figure
    differs: str


@dataclass(frozen=True)
class Compared:
    """`cautions` are of the two together; each choice has its own. Where one of them has no
    figures there is nothing to compare."""

    one: Choice
    other: Choice
    groups: tuple[tuple[Group, tuple[Pair, ...]], ...]
    cautions: tuple[str, ...]
    now: datetime


class Comparing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(
        self,
        by: Actor,
        line: str | None,
        period: str | None,
        with_line: str | None,
        with_period: str | None,
    ) -> Compared:
        """Without a word of the second, with the period before the first. Raises `errors.NotFound`
        for a line that is not theirs."""
        require(by, Action.SEE_AUDIT)
        with self._ledger.look(by.label) as work:
            one = choose(work, by, line, period, Action.SEE_AUDIT)
            key = with_line or one.line.key
            usual = one.period if key != one.line.key else one.period.before
            other = choose(work, by, key, with_period or usual.key, Action.SEE_AUDIT)
            pairs = [] if one.nothing or other.nothing else _pairs(work, one, other)
            return Compared(
                one=one,
                other=other,
                groups=_by_group(pairs),
                cautions=tuple(_cautions(one, other)),
                now=work.now,
            )


def _pairs(work: Work, one: Choice, other: Choice) -> list[Pair]:
    both = (reading.whole(work, each.line, each.period) for each in (one, other))
    return [
        Pair(a, b, differing.said(a.measure, a.told, b.told)) for a, b in zip(*both, strict=True)
    ]


def _by_group(pairs: list[Pair]) -> tuple[tuple[Group, tuple[Pair, ...]], ...]:
    found = ((group, tuple(e for e in pairs if e.one.measure.group is group)) for group in Group)
    return tuple((group, of) for group, of in found if of)


def year_before(period: Period) -> Period:
    """Of the same name; of a week the one 52 weeks earlier."""
    for _ in range(_IN_A_YEAR[period.kind]):
        period = period.before
    return period


def _cautions(one: Choice, other: Choice) -> Iterator[str]:
    a, b = one.period, other.period
    if one.line.key == other.line.key:
        if a == b:
            yield "It is the same line and the same period twice: choose another of either."
        elif a.holds(b) or b.holds(a):
            yield "One of the two periods is part of the other."
    days = [(each.after - each.first).days for each in (a, b)]
    if days[0] != days[1]:
        yield f"The one has {days[0]} days and the other {days[1]}: by that alone counts differ."
