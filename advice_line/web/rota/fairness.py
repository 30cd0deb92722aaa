"""How duty is shared over a period: a bar for each person, and every figure in a table."""

from collections.abc import Sequence
from datetime import date, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.rules import unsocial_words
from advice_line.staffing.plans.planned import Figures
from advice_line.web.access import Here, Visit
from advice_line.web.bars import Chart, chart
from advice_line.web.lines import choices
from advice_line.web.rota import places
from advice_line.web.rota.reading import Reading
from advice_line.web.rota.week import chosen, today_of

router = APIRouter()
PLACE = "/rota/fairness"
BEHIND, AHEAD = timedelta(days=91), timedelta(days=28)


@router.get(PLACE)
def look(visit: Here, line: str | None = None, first_day: str = "", last_day: str = "") -> Response:
    of, lines = chosen(visit, line)
    today = today_of(visit.now, of)
    form = {
        "first_day": first_day or (today - BEHIND).isoformat(),
        "last_day": last_day or (today + AHEAD).isoformat(),
    }
    figures, problems = _asked(visit, of.key, form)
    return visit.page(
        "rota/fairness.html",
        status=422 if problems else 200,
        of=of,
        lines=choices(PLACE, of, lines),
        back=places.at("/rota", line=of.key),
        line=of.key,
        form=form,
        unsocial=unsocial_words.said(visit.site.planning.unsocial),
        charts=charts(figures),
        figures=figures,
        problems=problems,
    )


def _asked(
    visit: Visit, line: str, form: dict[str, str]
) -> tuple[Sequence[Figures], Sequence[Problem]]:
    read = Reading(form)
    first, last = _day(read, "first_day"), _day(read, "last_day")
    try:
        read.check()
        found = visit.site.planning.fairness(visit.actor, line=line, first_day=first, last_day=last)
    except Invalid as error:
        return (), error.problems
    return found, ()


def _day(read: Reading, field: str) -> date:
    return read.day(field, "Give a day.")


def charts(figures: Sequence[Figures]) -> list[Chart]:
    if not figures:
        return []
    sessions = ((each.name, each.sessions) for each in figures)
    unsocial = ((each.name, each.unsocial) for each in figures)
    return [
        chart("Sessions", sessions, "Number of sessions"),
        chart("Unsocial sessions", unsocial, "Number of unsocial sessions"),
    ]
