"""What a practice asked and how it was served, in figures of a quarter, for its own people."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.figures import label_words
from advice_line.audit.figures.own_part import Own, Parts
from advice_line.audit.periods import Period
from advice_line.audit.shown.choosing import Choice
from advice_line.audit.shown.own_practice import OwnFigures
from advice_line.audit.spc import values
from advice_line.audit_kinds import Unit
from advice_line.web import lines
from advice_line.web.access import Here
from advice_line.web.audit import wording
from advice_line.web.audit.wording import Worded
from advice_line.web.rendering import NavItem
from advice_line.web.rota import places

router = APIRouter()
PLACE = "/practice/figures"
UNTOLD = Worded("Not told", "", "", few=True)


@dataclass(frozen=True)
class Row:
    name: str
    own: Worded
    line: Worded


@dataclass(frozen=True)
class Table:
    """`head` names what its rows are."""

    title: str
    head: str
    rows: tuple[Row, ...]


@router.get(PLACE)
def look(visit: Here, line: str | None = None, period: str | None = None) -> Response:
    found = visit.site.audit.own_practice.look(visit.actor, line, period)
    choice = found.choice
    here = places.at(PLACE, period=choice.period.key)
    return visit.page(
        "practice/figures.html",
        status=422 if choice.problem else 200,
        now=found.now,
        of=choice.line,
        practice=found.practice,
        merged=found.merged,
        since=found.since,
        period=choice.period.label,
        lines=lines.choices(here, choice.line, choice.lines),
        older=_beside(choice, choice.older),
        newer=_beside(choice, choice.newer),
        problem=choice.problem,
        nothing=choice.nothing,
        cautions=choice.cautions,
        asked=_asked(found),
        mean=found.mean,
        alone=found.alone,
        tables=[] if choice.nothing else [_measures(found), *(_parts(e) for e in found.parts)],
    )


def _beside(choice: Choice, period: Period | None) -> NavItem | None:
    if period is None:
        return None
    href = places.at(PLACE, line=choice.line.key, period=period.key)
    return NavItem(href, wording.capital(period.label))


def _asked(found: OwnFigures) -> Worded:
    size = "your list size is not known"
    if found.patients:
        size = values.said(1000 * found.asked / found.patients, Unit.PER_1000) + " patients"
    return Worded(f"{found.asked:,}", size, "", few=False)


def _measures(found: OwnFigures) -> Table:
    rows = tuple(_row(each) for each in found.figures)
    return Table("How it went", "Measure", rows)


def _row(of: Own) -> Row:
    line = UNTOLD if of.line is None else wording.told(of.measure, of.line)
    return Row(of.measure.name, wording.told(of.measure, of.own), line)


def _parts(of: Parts) -> Table:
    own, line = of.of
    rows = tuple(
        Row(label_words.words(of.by, key, {}), _part(mine, own), _part(all_of_it, line))
        for key, mine, all_of_it in of.rows
    )
    head = wording.by_words(of.by)
    return Table(f"By {head.lower()}", head, rows)


def _part(count: int | None, of: int | None) -> Worded:
    if count is None or of is None:
        return UNTOLD
    share = values.said(count / of, Unit.SHARE) if of else "0%"
    return Worded(share, f"{count:,} of {of:,}", "", few=False)
