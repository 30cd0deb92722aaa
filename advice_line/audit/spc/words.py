"""What a chart says, for who reads and who hears it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from advice_line.audit.spc import values
from advice_line.audit.spc.points import (
    Assurance,
    Chart,
    Limits,
    Marked,
    Nature,
    Phase,
    Rule,
    Variation,
)
from advice_line.audit_kinds import ChartReading

GAP = "nothing, or too small to tell"
_MOST_NAMED = 6

RULES = {
    Rule.OUTSIDE: "outside the limits",
    Rule.SHIFT: "one of 7 or more in a row on one side of the mean",
    Rule.TREND: "one of 7 or more in a row that go one way",
    Rule.NEAR: "one of 2 in 3 near a limit",
}
NATURES = {
    Nature.COMMON: "common cause",
    Nature.IMPROVEMENT: "improvement",
    Nature.CONCERN: "concern",
    Nature.NEITHER: "special cause",
}
VARIATIONS = {
    Variation.COMMON: "Common cause: no significant change.",
    Variation.IMPROVEMENT_HIGH: "Special cause: improving, with higher values.",
    Variation.IMPROVEMENT_LOW: "Special cause: improving, with lower values.",
    Variation.CONCERN_HIGH: "Special cause: concerning, with higher values.",
    Variation.CONCERN_LOW: "Special cause: concerning, with lower values.",
    Variation.NEITHER_HIGH: "Special cause: higher values, of which neither way is better.",
    Variation.NEITHER_LOW: "Special cause: lower values, of which neither way is better.",
}
ASSURANCES = {
    Assurance.HIT: "The target is hit consistently as things are.",
    Assurance.HIT_AND_MISS: "The target is hit and missed by chance as things are.",
    Assurance.FAILED: "The target is missed consistently as things are.",
}
READINGS = {
    ChartReading.EXCEL: "Limits from all moving ranges, as in NHS England's workbook.",
    ChartReading.NHS_R: "Limits without outlying moving ranges, as in the NHS-R package.",
}
P_CHART = "Limits from each period's own number, three standard deviations from the mean."


@dataclass(frozen=True)
class Note:
    """Something that happened at the point of that label, such as "new guideline"."""

    label: str
    text: str


@dataclass(frozen=True)
class Numbered:
    """A mark on the chart and what it stands for: 1, 2… for a note, A, B… for limits that begin
    anew."""

    key: str
    place: int
    text: str
    begins: bool = False


@dataclass(frozen=True)
class Row:
    """A point in the chart's table; texts as they are drawn."""

    label: str
    value: str
    mean: str
    limits: str
    says: str
    nature: Nature


def numbered(chart: Chart, notes: Sequence[Note] = ()) -> list[Numbered]:
    """A note of a label that the chart has not is not on it."""
    labels = [each.label for each in chart.points]
    at = [(labels.index(each.label), each) for each in notes if each.label in labels]
    at.sort(key=lambda found: found[0])
    said = [
        Numbered(str(number), place, f"{note.label}: {note.text}")
        for number, (place, note) in enumerate(at, 1)
    ]
    begun = [(phase.first, phase.begin) for phase in chart.phases if phase.begin]
    return said + [
        Numbered(
            key=_letter(count),
            place=place,
            text=f"{begin.label}: limits begin anew. {begin.reason}",
            begins=True,
        )
        for count, (place, begin) in enumerate(begun)
    ]


def flags(point: Marked) -> str:
    """Such as "concern: outside the limits"; empty where the point is of chance or a gap."""
    if not point.rules:
        return ""
    return f"{NATURES[point.nature]}: {', '.join(RULES[each] for each in point.rules)}"


def rows(chart: Chart, marks: Iterable[Numbered] = ()) -> list[Row]:
    at: dict[int, list[str]] = {}
    for each in marks:
        at.setdefault(each.place, []).append(f"mark {each.key}")
    return [_row(chart, each, at.get(place, [])) for place, each in enumerate(chart.points)]


def honest(chart: Chart) -> list[str]:
    """What the chart leaves out, and by what reading its limits are."""
    said = [why for phase in chart.phases if (why := _too_few(chart, phase))]
    if count := chart.left_out:
        points = "1 point is" if count == 1 else f"{count} points are"
        said.append(f"{points} left out: {GAP}.")
    if chart.bounded:
        said.append(_bounded(chart.bounded))
    if any(each.limits for each in chart.points):
        said.append(_reading(chart))
    return said


def _bounded(count: int) -> str:
    which = "1 point is" if count == 1 else f"{count} points are"
    return (
        f"{which} the least that can be, and hollow: of few it is not known, or a bound alone is"
        " told. Limits are as wide as these can make them, and nothing is a special cause that"
        " would be none by another count."
    )


def _reading(chart: Chart) -> str:
    """With the points of which the limits are: elsewhere a chart may have others."""
    if chart.reading is None:
        return P_CHART
    phase = next(each for each in reversed(chart.phases) if each.why_no_limits is None)
    labels = [each.label for each in chart.points[phase.first : phase.after]]
    said = f"{READINGS[chart.reading]} They are of {labels[0]} to {labels[-1]}"
    begun = phase.begin is not None or phase.after < len(chart.points)
    return f"{said}, the newest that have any." if begun else f"{said}."


def summed_up(chart: Chart) -> list[str]:
    """What the two icons say."""
    said = []
    if chart.variation:
        said.append(VARIATIONS[chart.variation])
    if chart.assurance:
        said.append(ASSURANCES[chart.assurance])
    return said


def described(chart: Chart, marks: Sequence[Numbered] = ()) -> str:
    """The whole chart for who cannot see it."""
    if not chart.points:
        return "No points."
    first, end = chart.points[0].label, chart.points[-1].label
    count = len(chart.points)
    said = [f"{count} points from {first} to {end}." if count > 1 else f"1 point, {first}."]
    last = chart.last
    if last is not None and last.value is not None:
        said.append(f"The newest is {_value(chart, last, last.value)} ({last.label}).")
        if last.limits:
            said.append(f"Mean {_mean(chart, last.limits)}, {_limits(chart, last)}.")
    if chart.target is not None:
        said.append(f"Target {values.said(chart.target, chart.unit)}.")
    said += [*summed_up(chart), *_special(chart), *honest(chart)]
    said += [f"Mark {each.key}, {each.text.rstrip('.')}." for each in marks]
    return " ".join(said)


def _mean(chart: Chart, limits: Limits) -> str:
    least, most = (values.said(e, chart.unit) for e in (limits.mean, limits.highest_mean))
    return least if least == most else f"between {least} and {most}"


def _special(chart: Chart) -> list[str]:
    count = sum(bool(each.rules) for each in chart.points)
    if not count:
        return ["No point is a special cause."] if any(p.limits for p in chart.points) else []
    runs = list(_runs(chart.points))
    more = len(runs) - _MOST_NAMED
    rest = f"; and {more} more, which the table names" if more > 0 else ""
    head = "1 point is a special cause" if count == 1 else f"{count} points are special causes"
    return [f"{head}: {'; '.join(map(_run, runs[:_MOST_NAMED]))}{rest}."]


def _runs(points: Sequence[Marked]) -> Iterator[list[Marked]]:
    """Special causes of one nature that follow one another."""
    for nature, found in groupby(points, lambda e: e.nature if e.rules else Nature.COMMON):
        if nature is not Nature.COMMON:
            yield list(found)


def _run(found: Sequence[Marked]) -> str:
    broken = {rule for each in found for rule in each.rules}
    why = ", ".join(RULES[each] for each in Rule if each in broken)
    first, last = found[0].label, found[-1].label
    when = first if len(found) == 1 else f"{first} to {last}"
    return f"{when} ({NATURES[found[0].nature]}: {why})"


def _too_few(chart: Chart, phase: Phase) -> str | None:
    if phase.why_no_limits is None or len(chart.phases) == 1:
        return phase.why_no_limits
    return f"From {chart.points[phase.first].label}: {phase.why_no_limits}"


def _row(chart: Chart, point: Marked, marks: Sequence[str]) -> Row:
    value = GAP if point.value is None else _value(chart, point, point.value)
    return Row(
        label=point.label,
        value=value,
        mean=values.said(point.limits.mean, chart.unit) if point.limits else "",
        limits=_limits(chart, point).removeprefix("limits ") if point.limits else "",
        says="; ".join(part for part in (flags(point), *marks) if part),
        nature=point.nature,
    )


def _value(chart: Chart, point: Marked, value: float) -> str:
    if point.most is None:
        return values.said(value, chart.unit)
    return f"{values.said(value, chart.unit)} to {values.said(point.most, chart.unit)}"


def _limits(chart: Chart, point: Marked) -> str:
    if point.limits is None:
        return ""
    lower, upper = (values.said(e, chart.unit) for e in (point.limits.lower, point.limits.upper))
    return f"limits {lower} to {upper}"


def _letter(count: int) -> str:
    return chr(ord("A") + count) if count < 26 else f"A{count}"
