"""What a report says, as one frozen value: everything that a page or a file of it is made from. It
holds the words of the definitions too, so that last year's report is made again as it was."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from advice_line.audit.figures.told import State
from advice_line.audit_kinds import (
    Better,
    ChartReading,
    ClockKind,
    Dimension,
    Group,
    PeriodKind,
    Unit,
)


class Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Figure(Frozen):
    """A measure over the period, as far as it may be told (`audit/figures/told.py`). `counts`,
    `of`, `exclusions`, `clock` and `source` are the definition's words, `version` says which."""

    id: str
    name: str
    group: Group
    question: str
    counts: str
    of: str
    exclusions: str
    clock: ClockKind
    source: str
    unit: Unit
    better: Better
    target: float | None
    version: int
    state: State
    numerator: int | None
    denominator: int | None
    value: float | None
    ninetieth: float | None
    low: float | None
    high: float | None
    completeness: float | None
    known: str | None
    suppressed: bool
    sentence: str


class Point(Frozen):
    """`value` is None where nothing was counted or it is not told. Where it is the least that it
    can be, `most` is the most; a report of before that was told has none."""

    period: str
    label: str
    value: float | None
    sentence: str
    most: float | None = None


class Restart(Frozen):
    """From the point of that label on, limits are reckoned anew; why, in the lead's words."""

    label: str
    reason: str


class Noted(Frozen):
    """What happened at the point of that label, in the lead's words."""

    label: str
    text: str


class Series(Frozen):
    """A headline over as many periods as a page shows, the last of them the report's own. `icons`
    are what the two icons of an SPC chart say, in words; `described` is the whole chart for who
    cannot see it."""

    id: str
    name: str
    unit: Unit
    better: Better
    target: float | None
    reading: ChartReading
    points: tuple[Point, ...]
    restarts: tuple[Restart, ...] = ()
    notes: tuple[Noted, ...] = ()
    icons: tuple[str, ...]
    described: str


class ByQuarter(Frozen):
    """Parts of a whole, which are told by the quarter: the newest that was over with the period."""

    period: str
    label: str
    figures: tuple[Figure, ...]


class Count(Frozen):
    """One of EROC's counts: `number` is None where it may not be told, as `sentence` says."""

    name: str
    number: int | None
    sentence: str


class Eroc(Frozen):
    """The counts of NHS England's system EROC collection: specialist advice by month, responding
    provider and specialty. `diverted` is by type."""

    month: str
    provider: str
    specialty: str
    requests: Count
    processed: Count
    diverted: tuple[Count, ...]


class Row(Frozen):
    """A label of which something is told. `per_1000` is of a practice's patients, where it is known
    how many they are; `low` is all that "at least" leaves."""

    label: str
    sentence: str
    numerator: int | None
    denominator: int | None
    value: float | None
    low: float | None
    per_1000: float | None


class Breakdown(Frozen):
    """A measure by practice, channel or another label over its own `period`. `untold` is of how
    many more labels nothing is told: they are not named; `since` says what of its
    practices was otherwise when the report was made."""

    id: str
    name: str
    by: Dimension
    by_words: str
    period: str
    label: str
    unit: Unit
    rows: tuple[Row, ...]
    untold: int
    since: tuple[str, ...] = ()


class Said(Frozen):
    """Sentences of one group of measures."""

    group: Group
    title: str
    sentences: tuple[str, ...]


class Report(Frozen):
    """`first` and `last` are its local days. `small` is the SMALL_NUMBER by which it was told,
    `definitions` the version of all definitions (`measures/every.VERSION`). `notes` say what is to
    be known of the period before its figures are read."""

    shape: Literal["audit-report/1"] = Field(default="audit-report/1", alias="schema")
    line: str
    line_name: str
    time_zone: str
    period: str
    kind: PeriodKind
    label: str
    first: date
    last: date
    small: int
    definitions: int
    notes: tuple[str, ...]
    said: tuple[Said, ...]
    figures: tuple[Figure, ...]
    by_quarter: ByQuarter | None
    series: tuple[Series, ...]
    breakdowns: tuple[Breakdown, ...] = ()
    eroc: Eroc

    @property
    def title(self) -> str:
        return f"{self.line_name}: {self.label}"

    def of(self, group: Group) -> tuple[Figure, ...]:
        return tuple(each for each in self.figures if each.group is group)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Those of which there is a figure, in their order."""
        return tuple(dict.fromkeys(each.group for each in self.figures))
