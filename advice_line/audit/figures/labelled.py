"""Parts of a figure by their label, counted by one look at the facts: by channel, practice, hour.
As they are counted: what of them is told, is decided by `breaking_down` and `crossing`."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import col

from advice_line.audit.disclosure import breakdown
from advice_line.audit.figures import counting, reading
from advice_line.audit.figures.told import Told
from advice_line.audit.measures.definition import Facts, Measure, Share, Tally
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Dimension
from advice_line.directory.as_it_was import History, Practices
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line

Label = Hashable
# A numerator and a denominator for each label.
Parts = dict[Label, tuple[int, int]]
OF_ORGANISATIONS = (Dimension.PRACTICE, Dimension.NETWORK)
_COLUMNS = {
    Dimension.CHANNEL: "channel",
    Dimension.PRACTICE: "organisation_id",
    Dimension.NETWORK: "organisation_id",
    Dimension.ASKER_ROLE: "asker_role",
    Dimension.URGENCY: "urgency",
    Dimension.HOUR: "hour",
    Dimension.WEEKDAY: "weekday",
    Dimension.QUESTION_TYPE: "question_type",
}


def as_told(history: History, line: Line, period: Period) -> Practices:
    """A period that has closed keeps the practices and networks by which it was told first: with
    others, what it told of them would tell the few of which one has become a part of another."""
    return history.at(period.bounds(ZoneInfo(line.time_zone))[1])


@dataclass(frozen=True)
class Ahead:
    """What was read of many measures at once (`reading_ahead`), by id."""

    parts: Mapping[str, Parts]
    whole: Mapping[str, Told]


@dataclass(frozen=True)
class Labelled:
    """One period of a line, by one label; `small` is SMALL_NUMBER. `only` are the organisations
    whose part of it alone is counted; `practices` are as they were when the period closed."""

    work: Work
    line: Line
    period: Period
    by: Dimension
    small: int
    practices: Practices
    only: frozenset[int] | None = None
    ahead: Ahead | None = None

    def whole(self, measure: Measure) -> Told:
        if self.ahead is not None:
            return self.ahead.whole[measure.id]
        return reading.figures(self.work, self.line, (self.period,), (measure,))[0].told

    def grouped(self, parts: Parts) -> tuple[Parts, dict[Label, Label] | None]:
        """Practices are told within their networks, which are told too."""
        if self.by not in OF_ORGANISATIONS:
            return parts, None
        networks: dict[Label, Label] = {each: self.practices.network(each) for each in parts}
        if self.by is Dimension.PRACTICE:
            return parts, networks
        return dict(breakdown.grouped_ratios(parts, networks)), None

    def parts(self, measure: Measure) -> Parts:
        if self.ahead is not None:
            return self.ahead.parts[measure.id]
        how = measure.how
        assert isinstance(how, Share | Tally)
        label = self.label_of(how.facts)
        wanted = select(label, *counting.columns_of(how)).group_by(label)
        rows = self.work.connection.execute(wanted.where(*self.inside(how.facts)))
        return self.added_up(rows)

    def label_of(self, facts: Facts) -> Any:
        return col(getattr(facts, _COLUMNS[self.by]))

    def inside(self, facts: Facts) -> tuple[Any, ...]:
        found = counting.of_line(facts, self.line, self.period)
        if self.only is None:
            return found
        return (*found, col(facts.organisation_id).in_(self.only))

    def added_up(self, rows: Iterable[Any]) -> Parts:
        """Of rows of (label, numerator, denominator, eligible)."""
        found: Parts = {}
        for key, up, down, eligible in rows:
            of_one = self.by in OF_ORGANISATIONS
            name = self.practices.root.get(key, key) if of_one else key
            before = found.get(name, (0, 0))
            if eligible:
                found[name] = before[0] + int(up), before[1] + int(down)
        return found

    def crossed(self, measure: Measure, other: Dimension) -> dict[tuple[Label, Label], int]:
        """How many of each label and each of another."""
        how = measure.how
        assert isinstance(how, Tally)
        one, two = (col(getattr(how.facts, _COLUMNS[each])) for each in (self.by, other))
        wanted = select(one, two, counting.columns_of(how)[0]).group_by(one, two)
        inside = counting.of_line(how.facts, self.line, self.period)
        rows = self.work.connection.execute(wanted.where(*inside))
        return {(first, second): int(count) for first, second, count in rows}
