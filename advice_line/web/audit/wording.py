"""Figures and labels of the audit as its pages say them."""

from dataclasses import dataclass

from advice_line.audit.figures.breaking_down import words
from advice_line.audit.figures.told import Told
from advice_line.audit.measures.definition import Measure, Spread
from advice_line.audit.spc import values
from advice_line.audit_kinds import Better, ClockKind, Dimension, Group, PeriodKind, Unit

GROUPS = {
    Group.UTILISATION: "How much it is used",
    Group.ACCESS: "Reaching somebody by telephone",
    Group.TURNAROUND: "How soon it is answered",
    Group.DEFLECTION: "Interruptions",
    Group.APPROPRIATENESS: "What is asked",
    Group.OUTCOMES: "What advice changes",
    Group.LOOP: "Whether advice arrives",
    Group.ROTA: "Rota",
    Group.EDUCATION: "Education",
    Group.EXPERIENCE: "What people say of it",
    Group.COST: "What it costs",
    Group.REFERRALS: "What practices would have done",
    Group.IMAGING: "Imaging",
    Group.SAFETY: "Safety",
    Group.ADOPTION: "Who uses it",
}
KINDS = {
    PeriodKind.WEEK: "Week",
    PeriodKind.MONTH: "Month",
    PeriodKind.QUARTER: "Quarter",
    PeriodKind.YEAR: "NHS year",
}
CLOCKS = {
    ClockKind.NONE: "none",
    ClockKind.ELAPSED: "every hour, nights and weekends too",
    ClockKind.WORKING_TIME: "the hours in which the line is open",
}
BETTER = {
    Better.HIGHER: "higher",
    Better.LOWER: "lower",
    Better.NEITHER: "neither: it tells how things are",
}


@dataclass(frozen=True)
class Worded:
    """`value` is what stands out of a figure, `rest` what more it says; `known` how complete it
    is."""

    value: str
    rest: str
    known: str
    few: bool


def told(measure: Measure, of: Told) -> Worded:
    known = "" if of.completeness == 1 else (of.known or "")
    if of.value is None:
        return Worded(capital(of.sentence), "", known, few=of.suppressed)
    value = values.said(of.value, measure.unit)
    if measure.unit is Unit.COUNT:
        return Worded(value, "", known, few=False)
    if isinstance(measure.how, Spread):
        return _spread(measure, of, of.value, known)
    if of.numerator is not None and of.denominator is not None:
        parts = values.ratio(of.numerator, of.denominator, measure.unit)
        if of.most is not None:
            said = f"{parts}, the few not known among these"
            return Worded(f"At least {value}", said, "", few=False)
        return Worded(value, parts, known, few=False)
    return Worded(value, of.sentence, known, few=of.suppressed)


def _spread(measure: Measure, of: Told, middle: float, known: str) -> Worded:
    longest = values.within(of.ninetieth or 0.0, measure.unit)
    number = "how many is not told" if of.numerator is None else f"of {of.numerator:,}"
    if values.within(middle, measure.unit) == values.AT_ONCE:
        said = f"half of them, nine in ten {longest}; {number}"
        return Worded(capital(values.AT_ONCE), said, known, few=False)
    said = f"is the middle; nine in ten {longest}; {number}"
    return Worded(values.said(middle, measure.unit), said, known, few=False)


def target(measure: Measure) -> str:
    return "" if measure.target is None else values.said(measure.target, measure.unit)


def by_words(by: Dimension) -> str:
    return capital(words(by))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
