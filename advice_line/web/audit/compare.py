"""Two periods of a line, or two lines, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.figures.silence import Why, why
from advice_line.audit.periods import Period
from advice_line.audit.shown.choosing import Choice
from advice_line.audit.shown.comparing import Compared, Pair, year_before
from advice_line.web.access import Here
from advice_line.web.audit import grouping, wording
from advice_line.web.audit.addresses import COMPARE
from advice_line.web.audit.navigation import sections
from advice_line.web.audit.overview import href
from advice_line.web.audit.wording import Worded
from advice_line.web.rendering import NavItem
from advice_line.web.rota import places

router = APIRouter()


@dataclass(frozen=True)
class Side:
    """`name` heads its column; `lines` are (key, name), none where there is no choice."""

    name: str
    line: str
    period: str
    lines: tuple[tuple[str, str], ...]
    nothing: str | None
    problem: str | None
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """`anchor` is by what a measure's own page leads here."""

    anchor: str
    name: str
    href: str
    one: Worded
    other: Worded
    differs: str


@router.get(COMPARE)
def look(
    visit: Here,
    line: str | None = None,
    period: str | None = None,
    with_line: str | None = None,
    with_period: str | None = None,
) -> Response:
    comparing = visit.site.audit.comparing
    found = comparing.look(visit.actor, line, period, with_line, with_period)
    one, other = found.one, found.other
    return visit.page(
        "audit/compare.html",
        status=422 if one.problem or other.problem else 200,
        now=found.now,
        of=one.line,
        sections=sections(visit, one.line.key, one.period.key),
        one=_side(one, other),
        other=_side(other, one),
        ways=list(_ways(found)),
        cautions=found.cautions,
        groups=[
            grouping.grouped(group, [(_row(each, one), _silent(each)) for each in pairs])
            for group, pairs in found.groups
        ],
    )


def address(choice: Choice, with_line: str, with_period: Period) -> str:
    return places.at(
        COMPARE,
        line=choice.line.key,
        period=choice.period.key,
        with_line=with_line,
        with_period=with_period.key,
    )


def _side(choice: Choice, beside: Choice) -> Side:
    alone = choice.line.key == beside.line.key
    label = wording.capital(choice.period.label)
    return Side(
        name=label if alone else f"{choice.line.name}, {choice.period.label}",
        line=choice.line.key,
        period=choice.period.key,
        lines=tuple((each.key, each.name) for each in choice.lines if len(choice.lines) > 1),
        nothing=choice.nothing,
        problem=choice.problem,
        cautions=choice.cautions,
    )


def _ways(found: Compared) -> Iterator[NavItem]:
    """With what a figure is compared as a rule."""
    one, other = found.one, found.other
    now = (other.line.key, other.period)
    wanted = [
        ("The period before", one.line.key, one.period.before),
        ("A year earlier", one.line.key, year_before(one.period)),
        *((each.name, each.key, one.period) for each in one.lines if each.key != one.line.key),
    ]
    for label, line, period in wanted:
        yield NavItem(address(one, line, period), label, current=(line, period) == now)


def _silent(pair: Pair) -> Why | None:
    """Where neither says anything, and both for the same reason."""
    one, other = why(pair.one.told), why(pair.other.told)
    return one if one is other else None


def _row(pair: Pair, one: Choice) -> Row:
    measure = pair.one.measure
    return Row(
        anchor=grouping.anchor(measure.id),
        name=measure.name,
        href=href(one, measure.id),
        one=wording.told(measure, pair.one.told),
        other=wording.told(measure, pair.other.told),
        differs=wording.capital(pair.differs),
    )
