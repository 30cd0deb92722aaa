"""A figure by channel, practice or another label: counted by one look at the facts, and told by the
rules of tables, so that no row that is few can be worked out from its total and the others (H18).

Each way has one grid of periods, months or quarters. Of a longer period it is the sum of what was
told; of a shorter one it is not told at all, for two grids would give away each other's rows.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from advice_line.audit import periods
from advice_line.audit.disclosure import breakdown, share
from advice_line.audit.disclosure.share import Share as ToldShare
from advice_line.audit.figures import counting, reading, told
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure, Share, Tally
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Dimension, PeriodKind
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line, Organisation

# By practice a month is nearly all few.
_BY_QUARTER = (Dimension.PRACTICE, Dimension.NETWORK)
_LONGER = {
    PeriodKind.MONTH: (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR),
    PeriodKind.QUARTER: (PeriodKind.QUARTER, PeriodKind.YEAR),
}
_COLUMNS = {
    Dimension.CHANNEL: "channel",
    Dimension.PRACTICE: "organisation_id",
    Dimension.NETWORK: "organisation_id",
    Dimension.ORGANISATION_KIND: "organisation_kind",
    Dimension.ASKER_ROLE: "asker_role",
    Dimension.URGENCY: "urgency",
    Dimension.HOUR: "hour",
    Dimension.WEEKDAY: "weekday",
    Dimension.QUESTION_TYPE: "question_type",
}
Label = Hashable
Parts = dict[Label, tuple[int, int]]


@dataclass(frozen=True)
class Practices:
    """Who is which: each organisation under the one it has become a part of."""

    root: Mapping[int, int]
    rows: Mapping[int, Organisation]

    @classmethod
    def read(cls, work: Work) -> "Practices":
        rows = {row.id or 0: row for row in lookups.every_organisation(work.session)}
        return cls({each: _root(rows, each) for each in rows}, rows)

    def network(self, organisation: Label) -> str | None:
        found = self.rows.get(organisation) if isinstance(organisation, int) else None
        return found.network if found else None


@dataclass(frozen=True)
class Row:
    """`label` is a value of the closed list, the id of an organisation, a network, an hour or a
    weekday; None is what it is not known of."""

    label: Label
    told: Told


@dataclass(frozen=True)
class Broken:
    """`why_not` says why there is none; `summed` that it is made of shorter periods, told each for
    itself."""

    by: Dimension
    rows: tuple[Row, ...] = ()
    why_not: str | None = None
    summed: bool = False


def grid(by: Dimension) -> PeriodKind:
    return PeriodKind.QUARTER if by in _BY_QUARTER else PeriodKind.MONTH


def broken(
    work: Work, line: Line, period: Period, measure: Measure, by: Dimension, small: int
) -> Broken:
    """`small` is SMALL_NUMBER. Raises ValueError where the measure is not told by it."""
    if by not in measure.by:
        raise ValueError(f"{measure.id} is not told by {by}")
    kind = grid(by)
    if period.kind not in _LONGER[kind]:
        return Broken(by, why_not=f"By {words(by)} it is told for {kind}s and longer.")
    within = _within(period, kind)
    practices = Practices.read(work)
    found = {
        each: _Counting(work, line, each, by, small, practices).told(measure) for each in within
    }
    if len(within) == 1:
        rows = found[within[0]]
    elif isinstance(measure.how, Tally):
        rows = _sums(period, found)
    else:
        rows = _shares(found)
    return Broken(by, _ordered(rows, by, practices), summed=len(within) > 1)


def words(by: Dimension) -> str:
    return _WORDS.get(by, by.value)


_WORDS = {
    Dimension.ASKER_ROLE: "role",
    Dimension.ORGANISATION_KIND: "kind of place",
    Dimension.QUESTION_TYPE: "kind of question",
}


@dataclass(frozen=True)
class _Counting:
    """One period of the grid."""

    work: Work
    line: Line
    period: Period
    by: Dimension
    small: int
    practices: Practices

    def told(self, measure: Measure) -> dict[Label, Told]:
        parts = self._parts(measure)
        rows, groups = self._grouped(parts)
        whole = self._whole(measure)
        if isinstance(measure.how, Tally):
            counted = {label: up for label, (up, _) in rows.items()}
            told_rows = breakdown.counts(
                counted, self.small, total_told=whole.state is State.TOLD, groups=groups
            )
            return {label: _tally(count) for label, count in told_rows.items()}
        ratios = breakdown.ratios(
            rows,
            self.small,
            total_told=whole.numerator is not None,
            denominators_told=whole.denominator is not None,
            groups=groups,
        )
        return self._with_kin(measure, {each: told.of_share(ratios[each], {}) for each in ratios})

    def _with_kin(self, measure: Measure, rows: dict[Label, Told]) -> dict[Label, Told]:
        """A row whose denominator is withheld as another measure's numerator is withheld here."""
        if measure.within is not None:
            other = self.told(every.BY_ID[measure.within])
            hidden = {each for each in rows if not _whole(other.get(each))}
        elif measure.rest is not None:
            hidden = {each for each, of in rows.items() if not _whole(of)}
        else:
            return rows
        return {each: _UNTOLD if each in hidden else of for each, of in rows.items()}

    def _whole(self, measure: Measure) -> Told:
        return reading.figures(self.work, self.line, (self.period,), (measure,))[0].told

    def _grouped(self, parts: Parts) -> tuple[Parts, dict[Label, Label] | None]:
        """Practices are told within their networks, which are told too."""
        if self.by not in _BY_QUARTER:
            return parts, None
        networks: dict[Label, Label] = {each: self.practices.network(each) for each in parts}
        if self.by is Dimension.PRACTICE:
            return parts, networks
        return dict(breakdown.grouped_ratios(parts, networks)), None

    def _parts(self, measure: Measure) -> Parts:
        how = measure.how
        assert isinstance(how, Share | Tally)
        label = col(getattr(how.facts, _COLUMNS[self.by]))
        wanted = select(label, *counting.columns_of(how)).group_by(label)
        inside = counting.of_line(how.facts, self.line, self.period)
        found: Parts = {}
        for key, up, down, eligible in self.work.connection.execute(wanted.where(*inside)):
            name = self.practices.root.get(key, key) if self.by in _BY_QUARTER else key
            before = found.get(name, (0, 0))
            if eligible:
                found[name] = before[0] + int(up), before[1] + int(down)
        return found


_UNTOLD = told.of_share(share.untold(), {})


def _whole(of: Told | None) -> bool:
    return of is None or of.state in (State.TOLD, State.NOTHING)


def _tally(count: int | None) -> Told:
    if count is None:
        return _UNTOLD
    return Told(State.TOLD, str(count), count, count, float(count))


def _sums(period: Period, found: Mapping[Period, Mapping[Label, Told]]) -> dict[Label, Told]:
    numbers = {
        each: {label: of.numerator for label, of in rows.items()} for each, rows in found.items()
    }
    return {label: _sum(each) for label, each in breakdown.over(period, numbers).items()}


def _sum(of: breakdown.Sum) -> Told:
    if of.exact:
        return _tally(of.value)
    if of.value == 0:
        return _UNTOLD
    return Told(State.AT_LEAST, of.sentence, low=float(of.value))


def _shares(found: Mapping[Period, Mapping[Label, Told]]) -> dict[Label, Told]:
    """Of labels of which every part was told whole: each is none, or enough of either side."""
    labels = dict.fromkeys(label for rows in found.values() for label in rows)
    return {
        label: _share([rows[label] for rows in found.values() if label in rows]) for label in labels
    }


def _share(parts: Sequence[Told]) -> Told:
    if not all(_whole(each) for each in parts):
        return _UNTOLD
    up, down = (
        sum(getattr(each, side) or 0 for each in parts) for side in ("numerator", "denominator")
    )
    summed: ToldShare = share.share(up, down, 0)
    return told.of_share(summed, {})


def _within(period: Period, kind: PeriodKind) -> tuple[Period, ...]:
    found = [periods.holding(period.first, kind)]
    while found[-1].after < period.after:
        found.append(found[-1].next)
    return tuple(found)


def _ordered(rows: Mapping[Label, Told], by: Dimension, practices: Practices) -> tuple[Row, ...]:
    """Never by their value: that would rank them. What is not known comes last."""

    def place(label: Label) -> tuple[Any, ...]:
        if label is None:
            return (1,)
        if by is Dimension.PRACTICE and label in practices.rows:
            of = practices.rows[label]  # type: ignore[index]  # it is there, so it is an id
            return (0, of.network is None, of.network or "", of.name)
        return (0, label)

    return tuple(Row(label, rows[label]) for label in sorted(rows, key=place))


def _root(rows: Mapping[int, Organisation], each: int) -> int:
    seen = {each}
    while (above := rows[each].merged_into_id) in rows and above not in seen:
        each = above or 0
        seen.add(each)
    return each
