"""One measure: what it is, how it has been, and what it is by channel, practice and the like."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.figures.breaking_down import grid
from advice_line.audit.shown.measuring import Measured
from advice_line.errors import Problem
from advice_line.web.access import Here, Visit
from advice_line.web.audit import by_parts, charted, compare, grouping, silent, wording
from advice_line.web.audit.addresses import MEASURE, PLACE
from advice_line.web.audit.charted import Charted
from advice_line.web.audit.navigation import chosen
from advice_line.web.audit.overview import href
from advice_line.web.rendering import NavItem
from advice_line.web.rota import places

router = APIRouter()
# Beside these it is asked which practices do not.
_OF_PRACTICES = ("adoption.using", "utilisation.practices")


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
    return visit.page(
        "audit/measure.html",
        status=422 if found.choice.problem or problems else 200,
        now=found.now,
        of=found.choice.line,
        # Whatever else stands in the address may be anything, and links are handed on.
        at=chosen(
            visit, found.choice, f"{PLACE}/measures/{of.id}", {"by": by if by in of.by else None}
        ),
        measure=of,
        group=wording.GROUPS[of.group],
        worded=None if found.choice.nothing else wording.told(of, series.now.told),
        target=wording.target(of),
        clock=wording.CLOCKS[of.clock],
        better=wording.BETTER[of.better],
        chart=None if found.choice.nothing else _chart(found),
        beside=found.beside,
        keeps=found.keeps,
        compare=None if found.choice.nothing else _compare(found),
        behind=_behind(found),
        silent=silent.address(visit, found.choice) if of.id in _OF_PRACTICES else None,
        form={name: (form or {}).get(name, "") for name in ("day", "happened", "from", "reason")},
        form_token=visit.form_token(),
        problems=problems,
        ways=[] if found.choice.nothing else _ways(found),
        broken=broken,
        longer=_longer(found),
        by_words=wording.by_words(broken.by) if broken else "",
        parts=by_parts.parts(found),
        sizes=by_parts.has_sizes(found),
        funnel=by_parts.funnel(found),
        heat=by_parts.heat(found),
    )


def _chart(found: Measured) -> Charted:
    beside, figures = found.beside, found.series.figures
    chart = found.series.chart(beside.begins_on(figures))
    return charted.chart(chart, found.measure.name, "measure", beside.notes_on(figures))


def _behind(found: Measured) -> str | None:
    choice = found.choice
    if not found.sees_behind or choice.nothing:
        return None
    return href(choice, f"{found.measure.id}/queries")


def _compare(found: Measured) -> str:
    choice = found.choice
    before = choice.period.before
    return f"{compare.address(choice, choice.line.key, before)}#{grouping.anchor(found.measure.id)}"


def _longer(found: Measured) -> NavItem | None:
    """Where it is told by what was chosen, if the period that is shown is too short for it."""
    broken, choice = found.broken, found.choice
    if broken is None or broken.why_not is None:
        return None
    period = choice.kinds[grid(broken.by)]
    path = f"{PLACE}/measures/{found.measure.id}"
    at = places.at(path, line=choice.line.key, period=period.key, by=broken.by)
    return NavItem(f"{at}#parts", wording.capital(period.label))


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
