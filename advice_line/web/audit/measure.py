"""One measure: what it is, how it has been, and what it is by channel, practice and the like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.figures import label_words
from advice_line.audit.shown.measuring import Measured
from advice_line.audit.spc import values
from advice_line.audit_kinds import Dimension, Unit
from advice_line.errors import Problem
from advice_line.web.access import Here, Visit
from advice_line.web.audit import charted, compare, wording
from advice_line.web.audit.addresses import MEASURE, PLACE
from advice_line.web.audit.navigation import chosen
from advice_line.web.audit.overview import href
from advice_line.web.audit.wording import Worded
from advice_line.web.rendering import NavItem

router = APIRouter()


@dataclass(frozen=True)
class Part:
    """`per_1000` is of a practice whose list's size is known."""

    label: str
    worded: Worded
    per_1000: str


@dataclass(frozen=True)
class Warm:
    """`text` is the number, "12+" where some of it is not told and "–" where nothing is; `warmth`
    from 0 to 4, which says nothing that the number does not."""

    text: str
    warmth: int


@dataclass(frozen=True)
class HeatTable:
    hours: list[str]
    rows: list[tuple[str, list[Warm]]]


@router.get(MEASURE)
def look(
    visit: Here,
    measure: str,
    line: str | None = None,
    period: str | None = None,
    by: str | None = None,
) -> Response:
    return shown(visit, measure, line, period, by)


def shown(
    visit: Visit,
    measure: str,
    line: str | None,
    period: str | None,
    by: str | None = None,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    """With what was typed, where it was refused."""
    found = visit.site.audit.measuring.look(visit.actor, measure, line, period, by)
    broken, of, series = found.broken, found.measure, found.series
    chart = series.chart(found.beside.begins_on(series.figures))
    return visit.page(
        "audit/measure.html",
        status=422 if found.choice.problem or problems else 200,
        now=found.now,
        of=found.choice.line,
        at=chosen(visit, found.choice, f"{PLACE}/measures/{of.id}", {"by": by}),
        measure=of,
        group=wording.GROUPS[of.group],
        worded=wording.worded(series.now, found.choice),
        target=wording.target(of),
        clock=wording.CLOCKS[of.clock],
        better=wording.BETTER[of.better],
        chart=charted.chart(chart, of.name, "measure", found.beside.notes_on(series.figures)),
        beside=found.beside,
        keeps=found.keeps,
        compare=_compare(found),
        behind=href(found.choice, f"{of.id}/queries") if found.sees_behind else None,
        form={name: (form or {}).get(name, "") for name in ("day", "happened", "from", "reason")},
        form_token=visit.form_token(),
        problems=problems,
        ways=_ways(found),
        broken=broken,
        by_words=wording.by_words(broken.by) if broken else "",
        parts=_parts(found),
        sizes=_has_sizes(found),
        heat=_heat(found),
    )


def _compare(found: Measured) -> str:
    choice = found.choice
    before = choice.period.before
    return f"{compare.address(choice, choice.line.key, before)}#{compare.anchor(found.measure.id)}"


def _heat(found: Measured) -> HeatTable | None:
    heat = found.broken.heat if found.broken else None
    if heat is None:
        return None
    most = max((told for told, _ in heat.cells.values()), default=0)
    rows = [
        (label_words.WEEKDAYS[day], [_warm(*heat.cells[day, hour], most) for hour in heat.hours])
        for day in heat.days
    ]
    return HeatTable([f"{hour:02}" for hour in heat.hours], rows)


def _warm(told: int, exact: bool, most: int) -> Warm:  # as the cell holds them
    text = f"{told:,}" if exact else f"{told:,}+" if told else "–"
    return Warm(text, min(4, 5 * told // most) if most and told else 0)


def _ways(found: Measured) -> list[NavItem]:
    chosen_by = found.broken.by if found.broken else None
    return [
        NavItem(
            href(found.choice, found.measure.id, by=each),
            wording.by_words(each),
            current=each is chosen_by,
        )
        for each in found.measure.by
    ]


def _has_sizes(found: Measured) -> bool:
    counts = found.measure.unit is Unit.COUNT
    return bool(counts and found.broken and found.broken.by is Dimension.PRACTICE)


def _parts(found: Measured) -> list[Part]:
    if found.broken is None:
        return []
    return [
        Part(
            wording.label(found.broken, row.label, found.names),
            wording.told(found.measure, row.told),
            _per_1000(found, row.label, row.told.numerator),
        )
        for row in found.broken.rows
    ]


def _per_1000(found: Measured, key: object, count: int | None) -> str:
    size = found.names[key][1] if isinstance(key, int) and key in found.names else None
    if not size:
        return "list size not known"
    return "not told" if count is None else values.said(1000 * count / size, Unit.PER_1000)
