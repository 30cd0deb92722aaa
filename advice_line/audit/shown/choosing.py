"""Of which line and which period a page of the audit is, as its address says; without a word of it
the newest that is over. A period of which there is nothing to tell is shown all the same,
and says why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.measures import every
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import within
from advice_line.errors import Invalid, NotFound
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor

_DAY = timedelta(days=1)
_ASKED = every.BY_ID["utilisation.queries"]


@dataclass(frozen=True)
class Choice:
    """`first_day` is that of the line's first query, None where it was never asked anything;
    `problem` says what of the address could not be read, and `period` is then the newest month.
    `counted` is False where no figure of the period is there yet, `quiet` whether it is told that
    nothing was asked in it."""

    line: Line
    lines: tuple[Line, ...]
    period: Period
    first_day: date | None
    today: date
    problem: str | None = None
    counted: bool = True
    quiet: bool = False

    @property
    def newer(self) -> Period | None:
        return self.period.next if self.period.next.over(self.today) else None

    @property
    def older(self) -> Period | None:
        first, before = self.first_day, self.period.before
        there = first and first < self.period.first and before.over(self.today)
        return before if there else None

    @property
    def kinds(self) -> dict[PeriodKind, Period]:
        """The same stretch by each kind: the newest of it that is over."""
        last = min(self.period.after, self.today) - _DAY
        return {kind: self._nearest(last, kind) for kind in PeriodKind}

    def _nearest(self, day: date, kind: PeriodKind) -> Period:
        found = periods.holding(day, kind)
        return found if found.over(self.today) else periods.last_over(self.today, kind)

    @property
    def nothing(self) -> str | None:
        """Why there is no figure of this period, and when there will be; or None."""
        period = self.period
        if not period.over(self.today):
            begun = "is not over" if period.first <= self.today else "has not begun"
            come = f"Its figures come in the first hours of {day_words(period.after)}."
            return f"This period {begun}. {come}"
        if self.first_day is None:
            return "Nothing was asked on this line yet. Its figures begin with its first query."
        if period.after <= self.first_day:
            first = day_words(self.first_day)
            return f"Before the line was first asked, on {first}: there is nothing to count."
        return None if self.counted else "This period is being counted, which takes up to an hour."

    @property
    def instead(self) -> Period | None:
        """Where there is no figure, the nearest of the same kind that may have some."""
        if self.nothing is None or self.first_day is None:
            return None
        newest = periods.last_over(self.today, self.period.kind)
        first = periods.holding(self.first_day, self.period.kind)
        found = min(max(self.period, first), newest)
        return found if found != self.period and found >= first else None

    @property
    def cautions(self) -> tuple[str, ...]:
        """What whoever reads its figures must know."""
        return () if self.nothing else tuple(self._cautions())

    def _cautions(self) -> Iterator[str]:
        first = self.first_day
        if first and self.period.first < first < self.period.after:
            yield f"The line was first asked on {day_words(first)}: the period is not whole."
        if self.quiet:
            yield "Nothing was asked on this line in this period: most measures count nothing."
        if self.period.kind in (PeriodKind.WEEK, PeriodKind.MONTH):
            yield from _clock_changes(self.period, ZoneInfo(self.line.time_zone))


def choose(
    work: Work, by: Actor, line_key: str | None, period: str | None, action: Action
) -> Choice:
    """Raises `errors.NotFound` for a line that is not theirs."""
    lines = tuple(within.lines(work.session, by, action))
    found = among(work, lines, line_key, period, PeriodKind.MONTH)
    return found if found.nothing else _as_counted(work, found)


def _as_counted(work: Work, choice: Choice) -> Choice:
    (asked,) = reading.figures(work, choice.line, (choice.period,), (_ASKED,))
    counted = asked.made_at is not None or reading.counted(work, choice.line, choice.period)
    return replace(choice, counted=counted, quiet=asked.told.value == 0)


def among(
    work: Work, lines: tuple[Line, ...], line_key: str | None, period: str | None, kind: PeriodKind
) -> Choice:
    """Of lines that are theirs, the newest of `kind` where no period is asked for. Raises
    `errors.NotFound`."""
    line = next((each for each in lines if line_key in (None, "", each.key)), None)
    if line is None:
        raise NotFound("There is no such line here.")
    found, problem = _read(period), None
    if period and found is None:
        problem = f'"{period[:40]}" is no period. Write one such as {periods.EXAMPLES}.'
    return Choice(
        line=line,
        lines=lines,
        period=found or reading.newest(work, line, kind),
        first_day=reading.first_day(work, line),
        today=reading.today_of(work, line),
        problem=problem,
    )


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _read(text: str | None) -> Period | None:
    try:
        return periods.read(text or "")
    except Invalid:
        return None


def _clock_changes(period: Period, zone: ZoneInfo) -> Iterator[str]:
    for day, hours in period.clock_changes(zone):
        yield f"The clocks change on {day_words(day)}, a day of {hours:.0f} hours."
