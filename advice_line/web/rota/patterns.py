"""The patterns of a line: looked at, and ended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Problem
from advice_line.staffing.changes.amending import Done
from advice_line.tables.directory import Line
from advice_line.web.access import Here, Typed, Visit
from advice_line.web.lines import choices
from advice_line.web.rota import places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.ending import against
from advice_line.web.rota.pattern_words import Names, session_in_words
from advice_line.web.rota.reading import Reading, reasoned
from advice_line.web.rota.said import said
from advice_line.web.rota.saving import Saving
from advice_line.web.rota.week import chosen, today_of
from rota.values import Pattern

router = APIRouter()
PLACE = "/rota/patterns"


@dataclass(frozen=True)
class _Piece:
    """A pattern as it is from one day to another."""

    first: date
    last: date | None
    weeks: int
    sessions: list[str]


@dataclass(frozen=True)
class _Pattern:
    key: str
    href: str
    pieces: list[_Piece]


@router.get(PLACE)
def look(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    return _page(visit, line, done=done)


@router.post("/rota/pattern/end")
def end(visit: Here, form: Typed) -> Response:
    of, _ = chosen(visit, form.get("line"))

    seen = "breaches" in form

    def again(status: int, problems: Sequence[Problem], breaches: Sequence[str]) -> Response:
        if breaches:
            return against(visit, form, breaches, place(of), problems if seen else ())
        return _page(visit, of.key, form, status, _at_its_field(problems, form))

    return Saving(visit, of, form, "pattern-end", place(of)).by(
        lambda: _end(visit, of, form), again
    )


def place(of: Line) -> Link:
    return Link(places.at(PLACE, line=of.key), "Patterns")


def standing(visit: Visit, of: Line) -> list[Pattern]:
    """Every piece of every pattern that holds today or later, in order of key and first day."""
    today = today_of(visit.now, of)
    patterns = visit.site.roster.history(visit.actor, of.key).rota.patterns
    return [each for each in patterns if each.valid_to is None or each.valid_to >= today]


def _end(visit: Visit, of: Line, form: Mapping[str, str]) -> Done:
    read = Reading(form)
    last_day = read.day("last_day", "Give the last day on which it holds.")
    read.check()
    return visit.site.roster.end_pattern(
        visit.actor,
        line=of.key,
        key=form.get("key", ""),
        last_day=last_day,
        **reasoned(form),
        version=read.text("version"),
        form_key=visit.key(form),
    )


def _at_its_field(problems: Sequence[Problem], form: Mapping[str, str]) -> list[Problem]:
    """Several patterns stand on the page: the problem is that of this one."""
    return [Problem(f"{each.field}-{form.get('key')}", each.message) for each in problems]


def _page(
    visit: Visit,
    line: str | None,
    form: Mapping[str, str] | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
    *,
    done: str | None = None,
) -> Response:
    of, lines = chosen(visit, line)
    names = visit.site.roster.names(visit.actor)
    return visit.page(
        "rota/patterns.html",
        status=status,
        of=of,
        lines=choices(PLACE, of, lines),
        back=places.at("/rota", line=of.key),
        done=said(done),
        line=of.key,
        patterns=list(_shown(of, standing(visit, of), names)),
        new=places.at("/rota/pattern", line=of.key),
        version=visit.site.roster.now(visit.actor, of.key).version,
        form=form or {},
        form_token=visit.form_token(),
        problems=problems,
    )


def _shown(of: Line, patterns: Iterable[Pattern], names: Names) -> Iterator[_Pattern]:
    for key, pieces in groupby(patterns, key=lambda each: each.key):
        href = places.at("/rota/pattern", line=of.key, key=key)
        yield _Pattern(key, href, [_piece(each, names) for each in pieces])


def _piece(pattern: Pattern, names: Names) -> _Piece:
    weeks = pattern.cycle_weeks
    sessions = [session_in_words(each, weeks, names) for each in pattern.sessions]
    return _Piece(pattern.first_day, pattern.valid_to, weeks, sessions)
