"""Sentences made from the figures of a report, and saying no more than these do."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from advice_line.audit.figures.silence import Why, why
from advice_line.audit.figures.told import State
from advice_line.audit.reports.content import Figure, Said, Series
from advice_line.audit.spc import values
from advice_line.audit_kinds import Better, Group, PeriodKind, Unit

TITLES: Mapping[Group, str] = {
    Group.UTILISATION: "Use of the line",
    Group.ACCESS: "Access by telephone",
    Group.TURNAROUND: "Turnaround",
    Group.DEFLECTION: "Deflection and interruption",
    Group.APPROPRIATENESS: "Appropriateness",
    Group.OUTCOMES: "Outcomes",
    Group.LOOP: "Closed loop",
    Group.ROTA: "Rota",
    Group.EDUCATION: "Education",
    Group.EXPERIENCE: "Experience",
    Group.COST: "Cost and minutes",
    Group.REFERRALS: "Referral patterns",
    Group.IMAGING: "Imaging waits and reports",
    Group.SAFETY: "Safety",
    Group.ADOPTION: "Adoption",
}
_WHY = {
    Why.WITHHELD: "Not told, being of few or so that a figure of few cannot be worked out",
    Why.LACKING: "Not given: the line's setup file does not say what it costs",
}
# Of which something is withheld all the same.
_PARTLY = (State.BOUND, State.AT_LEAST, State.NEARLY, State.ENOUGH)
KINDS = {
    PeriodKind.WEEK: "week",
    PeriodKind.MONTH: "month",
    PeriodKind.QUARTER: "quarter",
    PeriodKind.YEAR: "year",
}


def said(figures: Sequence[Figure], series: Sequence[Series], kind: PeriodKind) -> tuple[Said, ...]:
    """Group by group; none of a group of which nothing is told."""
    charts = {each.id: each for each in series}
    found = []
    for group in dict.fromkeys(each.group for each in figures):
        ours = [each for each in figures if each.group is group]
        sentences = [text for each in ours for text in _of(each, charts.get(each.id), KINDS[kind])]
        rest = tuple(_rest(ours))
        if sentences or rest:
            found.append(Said(group=group, title=TITLES[group], sentences=(*sentences, *rest)))
    return tuple(found)


def _of(figure: Figure, chart: Series | None, kind: str) -> Iterator[str]:
    """A figure that has a target, a chart, or is told in full."""
    if why(figure):
        if chart is not None or figure.target is not None:
            yield f"{figure.name}: {figure.sentence}."
        return
    said = f"{figure.name}: {figure.sentence}{against(figure)}{_known(figure)}."
    yield " ".join((said, *(_changed(chart, kind) if chart is not None else ())))


def against(figure: Figure) -> str:
    """Whether the target is met, where what is told decides it; empty where there is none."""
    if figure.target is None:
        return ""
    wanted = f"{_target_words(figure)} is {values.said(figure.target, figure.unit)}"
    reached = meets(figure)
    if reached is None:
        return f"; {wanted}"
    return f"; {wanted}, which is {'met' if reached else 'not met'}"


def _target_words(figure: Figure) -> str:
    # The guide calls what it asks of turnaround a tolerance (§3.1.2).
    return "the tolerance" if figure.group is Group.TURNAROUND else "the target"


def meets(figure: Figure) -> bool | None:
    """Whether it meets its target; None where it has none, or what is told does not decide it."""
    return None if figure.target is None else _reaches(figure, figure.target)


def _reaches(figure: Figure, target: float) -> bool | None:
    # The value of one that is known of nearly all is the least that it can be.
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if figure.better is Better.NEITHER:
        return None
    good, bad = (low, high) if figure.better is Better.HIGHER else (high, low)
    way = 1 if figure.better is Better.HIGHER else -1
    if good is not None and (good - target) * way >= 0:
        return True
    if bad is not None and (bad - target) * way < 0:
        return False
    return None


def _known(figure: Figure) -> str:
    """Said where not all is known: else every sentence would end alike."""
    if figure.completeness == 1 or figure.known is None:
        return ""
    return f" ({figure.known})"


def _changed(chart: Series, kind: str) -> Iterator[str]:
    yield from chart.icons
    last, before = chart.points[-1], chart.points[-2] if len(chart.points) > 1 else None
    if chart.unit is Unit.COUNT and before and before.value is not None and last.value is not None:
        yield f"In the {kind} before it was {values.said(before.value, chart.unit)}."


def _rest(figures: Sequence[Figure]) -> Iterator[str]:
    """How much of the group is not told, and why: a report that leaves out says so."""
    silent = Counter(why(each) for each in figures)
    hidden, unknown, empty = (silent[each] for each in (Why.WITHHELD, Why.UNKNOWN, Why.EMPTY))
    bounds = sum(each.state in _PARTLY for each in figures)
    many = len(figures)
    if hidden or bounds:
        said = [f"{hidden} of {many} figures {_be(hidden)} not told"] if hidden else []
        said += [_partly(bounds, None if hidden else many)] if bounds else []
        yield f"{', and '.join(said)}: of few, or so that a figure of few cannot be worked out."
    if unknown:
        yield f"Of {unknown} of {many} figures nothing is known."
    if lacking := silent[Why.LACKING]:
        yield (
            f"{lacking} of {many} figures {'hangs' if lacking == 1 else 'hang'} on what the line's "
            "setup file does not give."
        )
    if empty:
        yield f"{empty} of {many} figures {'has' if empty == 1 else 'have'} nothing to count."


def _be(many: int) -> str:
    return "is" if many == 1 else "are"


def _partly(many: int, of: int | None) -> str:
    which = f"{many} of {of} figures" if of else f"{many}"
    return f"{which} {_be(many)} told in part"


def rest_by_name(figures: Sequence[Figure]) -> Iterator[str]:
    """Which figures of the group are not told, and why."""
    for reason in Why:
        if names := [each.name for each in figures if why(each) is reason]:
            yield f"{_WHY.get(reason, reason)}: {'; '.join(names)}."
