"""One practice of a line over its quarters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.shown.one_practice import OnePractice, OverQuarters
from advice_line.audit.spc import values
from advice_line.audit_kinds import Dimension, Unit
from advice_line.web.access import Here
from advice_line.web.audit import silent, wording
from advice_line.web.audit.addresses import PLACE, PRACTICE
from advice_line.web.audit.navigation import chosen
from advice_line.web.audit.overview import href
from advice_line.web.audit.wording import Worded
from advice_line.web.rota import places

router = APIRouter()


@dataclass(frozen=True)
class Row:
    """`cells` are by quarter, the earliest first."""

    name: str
    href: str
    cells: tuple[Worded, ...]


@router.get(PRACTICE)
def look(visit: Here, code: str, line: str | None = None, period: str | None = None) -> Response:
    found = visit.site.audit.practice.look(visit.actor, code, line, period)
    at = chosen(visit, found.choice, address(code))
    return visit.page(
        "audit/practice.html",
        status=422 if found.choice.problem else 200,
        now=found.now,
        of=found.choice.line,
        # By practice there are quarters alone.
        at=replace(at, kinds=()),
        path=address(code),
        practice=found.name,
        code=found.code,
        facts=list(_facts(found)),
        became=found.became and (_beside(found, found.became[0]), found.became[1]),
        merged=found.merged,
        since=found.since,
        heads=[wording.capital(each.label) for each in found.quarters],
        rows=[_row(each, found) for each in found.rows],
        silent=silent.address(visit, found.choice),
    )


def address(code: str) -> str:
    return f"{PLACE}/practices/{code}"


def _beside(found: OnePractice, code: str) -> str:
    choice = found.choice
    return places.at(address(code), line=choice.line.key, period=choice.period.key)


def _facts(found: OnePractice) -> Iterator[str]:
    yield found.network or "in no network"
    yield f"{found.patients:,} patients" if found.patients else "list size not known"
    if found.closed_on:
        yield f"closed on {found.closed_on.day} {found.closed_on:%B %Y}"


def _row(of: OverQuarters, found: OnePractice) -> Row:
    measure = of.measure
    cells = [wording.told(measure, each) for each in of.told]
    if measure.unit is Unit.COUNT and found.patients:
        cells = [
            replace(cell, rest=_rate(each.numerator, found.patients))
            for cell, each in zip(cells, of.told, strict=True)
        ]
    link = href(found.choice, measure.id, by=Dimension.PRACTICE)
    return Row(measure.name, f"{link}#parts", tuple(cells))


def _rate(count: int | None, patients: int) -> str:
    return "" if count is None else values.said(1000 * count / patients, Unit.PER_1000)
