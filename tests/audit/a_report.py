"""A kept report with a figure of each kind, and words of people that try every file's patience."""

from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any

from advice_line.audit.figures.told import State
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.audit.measures.headlines import HEADLINES
from advice_line.audit.reports import charts, eroc, narrative
from advice_line.audit.reports.content import (
    Breakdown,
    ByQuarter,
    Figure,
    Noted,
    Point,
    Report,
    Restart,
    Row,
    Series,
)
from advice_line.audit.reports.keeping import Stored
from advice_line.audit_kinds import ChartReading, Dimension, PeriodKind, Unit

TITLE = "Łódź & <Elm> Road: October 2026"
WORDS = "=1+1 is no formula.\n\nWe had two radiologists from the 12th. Ŵyn, <b>bold</b>."
_KNOWN: dict[str, Any] = {"completeness": 0.5, "known": "known 20 of 40 (50.0%)"}
_TOLD: dict[str, Any] = {
    "state": State.TOLD, "numerator": 18, "denominator": 20, "value": 0.9,
    "sentence": "18 of 20 (90.0%)", **_KNOWN,
}  # fmt: skip
_SHARES: tuple[dict[str, Any], ...] = (
    _TOLD,
    {"state": State.BOUND, "denominator": 41, "low": 0.9, "sentence": "at least 90% of 41"},
    {"state": State.FEW, "sentence": "of fewer than 5"},
    {"state": State.UNTOLD, "sentence": "not told"},
    {"state": State.NOTHING, "numerator": 0, "denominator": 0, "sentence": "nothing to count"},
)
_BY_UNIT: dict[Unit, dict[str, Any]] = {
    Unit.COUNT: {
        "state": State.TOLD, "numerator": 124, "denominator": 124, "value": 124.0,
        "sentence": "124",
    },
    Unit.SECONDS: {
        "state": State.TOLD, "numerator": 36, "denominator": 36, "value": 95.5,
        "ninetieth": 410.0, "sentence": "half within 95.5 seconds, of 36",
    },
    Unit.NUMBER: {
        "state": State.TOLD, "numerator": 250, "denominator": 124, "value": 250 / 124,
        "sentence": "2.02 (250 of 124)",
    },
    Unit.PER_1000: {
        "state": State.TOLD, "numerator": 124, "denominator": 9000, "value": 124 / 9,
        "sentence": "13.8 per 1,000",
    },
}  # fmt: skip


def kept(words: str = WORDS) -> Stored:
    shares = cycle(_SHARES)
    figures = [figure(each, _BY_UNIT.get(each.unit) or next(shares)) for each in every.MEASURES]
    series = tuple(over_time(every.BY_ID[name]) for name in HEADLINES)
    report = Report(
        line="hotdoc",
        line_name="Łódź & <Elm> Road",
        time_zone="Europe/London",
        period="2026-10",
        kind=PeriodKind.MONTH,
        label="October 2026",
        first=date(2026, 10, 1),
        last=date(2026, 10, 31),
        small=5,
        definitions=1,
        notes=("The clocks change in this period.",),
        said=narrative.said(figures, series, PeriodKind.MONTH),
        figures=tuple(figures),
        by_quarter=ByQuarter(
            period="2026-Q3",
            label="July to September 2026",
            figures=tuple(each for each in figures if each.group == "referrals"),
        ),
        series=series,
        breakdowns=_broken_down(),
        eroc=eroc.counts(
            {each.id: each for each in figures}, "2026-10", "Example Trust", "812 Imaging"
        ),
    )
    made = datetime(2026, 11, 4, 9, 30, tzinfo=UTC)
    return Stored("0" * 16, 2, made, report, words)


def _broken_down() -> tuple[Breakdown, ...]:
    queries, referred = every.BY_ID["utilisation.queries"], every.BY_ID["referrals.referred"]
    hospital = Row(
        label="Elm & <Oak> Road Surgery", sentence="34 (4.25 per 1,000 patients)", numerator=34,
        denominator=34, value=34.0, low=None, per_1000=4.25,
    )  # fmt: skip
    least = Row(
        label="=Ash Lane", sentence="at least 12", numerator=None, denominator=None, value=None,
        low=12.0, per_1000=None,
    )  # fmt: skip
    share = Row(
        label="=Ash Lane", sentence="8 of 40 (20%)", numerator=8, denominator=40, value=0.2,
        low=None, per_1000=None,
    )  # fmt: skip
    return (
        _part(queries, Dimension.CHANNEL, (), 3),
        _part(queries, Dimension.PRACTICE, (hospital, least), 7),
        _part(referred, Dimension.PRACTICE, (share,), 0),
    )


def _part(of: Measure, by: Dimension, rows: tuple[Row, ...], untold: int) -> Breakdown:
    return Breakdown(
        id=of.id, name=of.name, by=by, by_words=by.value, period="2026-Q3",
        label="July to September 2026", unit=of.unit, rows=rows, untold=untold,
    )  # fmt: skip


def figure(of: Measure, told: dict[str, Any]) -> Figure:
    nothing = dict.fromkeys(
        ("numerator", "denominator", "value", "ninetieth", "low", "high", "completeness", "known")
    )
    return Figure(
        **(
            nothing
            | {
                "id": of.id,
                "name": of.name,
                "group": of.group,
                "question": of.question,
                "counts": of.numerator,
                "of": of.denominator,
                "exclusions": of.exclusions,
                "clock": of.clock,
                "source": of.source,
                "unit": of.unit,
                "better": of.better,
                "target": of.target,
                "version": of.version,
                "suppressed": told["state"] not in (State.TOLD, State.NOTHING),
            }
            | told
        )
    )


def over_time(of: Measure) -> Series:
    scale = 100.0 if of.unit is Unit.COUNT else 1.0
    points = []
    for number in range(13):
        value = None if number == 4 else scale * (0.6 + 0.02 * (number % 4))
        label = f"{number + 1:02}"
        points.append(Point(period=f"2026-{label}", label=label, value=value, sentence="so many"))
    bare = Series(
        id=of.id,
        name=of.name,
        unit=of.unit,
        better=of.better,
        target=of.target,
        reading=ChartReading.EXCEL,
        points=tuple(points),
        restarts=(Restart(label="10", reason="A third radiologist."),),
        notes=(Noted(label="07", text="New guideline <NG127>"),),
        icons=("Common cause: no significant change.",),
        described="",
    )
    return bare.model_copy(update={"described": charts.described(bare)})
