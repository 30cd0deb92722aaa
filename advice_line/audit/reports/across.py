"""Lines side by side, for a network or an integrated care board: each line's own told figures, and
of all together what follows from these alone."""

from collections.abc import Sequence

from advice_line.audit.figures.told import State, suppressed
from advice_line.audit.reports.content import Figure
from advice_line.audit.spc import values
from advice_line.audit_kinds import Unit

_NOTHING = "nothing to count"
_LEAST = (State.AT_LEAST, State.BOUND)
_TIMES = "times of several lines have no common middle"
_NOT_TOLD = "not told of every line"


def together(figures: Sequence[Figure]) -> Figure:
    """Of one measure, a figure of each line. Counts of which one is not told come to "at least" so
    many, shares to nothing. Raises ValueError where there is none."""
    if not figures:
        raise ValueError("no line")
    first = figures[0]
    counted = [each for each in figures if each.state is not State.NOTHING]
    if not counted:
        said = next((each.sentence for each in figures if each.completeness == 0), _NOTHING)
        return _with(first, State.NOTHING, said, numerator=0, denominator=0)
    if len({each.version for each in figures}) > 1:
        return _with(first, State.UNTOLD, "counted by several versions of its definition")
    if first.unit is Unit.COUNT:
        return _sum(first, counted)
    if any(each.state is not State.TOLD for each in counted):
        return _with(first, State.UNTOLD, _NOT_TOLD)
    return _ratio(first, counted)


def _sum(first: Figure, counted: Sequence[Figure]) -> Figure:
    number = sum(each.numerator or 0 for each in counted)
    if all(each.state is State.TOLD for each in counted):
        value = float(number)
        return _with(
            first, State.TOLD, f"{number:,}", numerator=number, denominator=number, value=value
        )
    least = number + sum(int(each.low or 0) for each in counted if each.state in _LEAST)
    if not least:
        return _with(first, State.UNTOLD, _NOT_TOLD)
    return _with(first, State.AT_LEAST, f"at least {least:,}", low=float(least))


def _ratio(first: Figure, counted: Sequence[Figure]) -> Figure:
    up = [each.numerator for each in counted]
    down = [each.denominator for each in counted]
    if any(each.ninetieth is not None for each in counted):
        return _with(first, State.UNTOLD, _TIMES)
    if None in up or None in down:
        return _with(first, State.UNTOLD, _NOT_TOLD)
    above, below = sum(each or 0 for each in up), sum(each or 0 for each in down)
    value = above / below * (1000 if first.unit is Unit.PER_1000 else 1)
    said = values.said(value, first.unit)
    sentence = f"{values.ratio(above, below, first.unit)} ({said})"
    return _with(first, State.TOLD, sentence, numerator=above, denominator=below, value=value)


def _with(first: Figure, state: State, sentence: str, **told: float) -> Figure:
    nothing = dict.fromkeys(
        ("numerator", "denominator", "value", "ninetieth", "low", "high", "completeness", "known")
    )
    return Figure(
        **(
            first.model_dump()
            | nothing
            | {"state": state, "sentence": sentence, "suppressed": suppressed(state)}
            | told
        )
    )
