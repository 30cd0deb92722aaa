"""One pattern, begun or edited from a day on: a row for each session, nothing to drag."""

from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, NotFound, Problem
from advice_line.kinds import StaffRole
from advice_line.staffing.changes.amending import Done
from advice_line.tables.directory import Line
from advice_line.web.access import Here, StaleForm, Typed, Visit
from advice_line.web.labels import choices
from advice_line.web.rota import pattern_form, pattern_rows, patterns
from advice_line.web.rota.labels import TIERS, TURNS
from advice_line.web.rota.pattern_form import Row
from advice_line.web.rota.pattern_words import session_in_words
from advice_line.web.rota.reading import reasoned
from advice_line.web.rota.saving import Saving
from advice_line.web.rota.week import chosen, monday_of, today_of

router = APIRouter()


@router.get("/rota/pattern")
def edit(visit: Here, line: str | None = None, key: str | None = None) -> Response:
    of, _ = chosen(visit, line)
    today = today_of(visit.now, of)
    if key is None:
        monday = monday_of(today).isoformat()
        new = {"from_day": today.isoformat(), "valid_from": monday, "cycle_weeks": "1"}
        return _page(visit, of, new | {"s1-week": "1", "s1-tier": "1"})
    pieces = [each for each in patterns.standing(visit, of) if each.key == key]
    if not pieces:
        raise NotFound("There is no such pattern, or it has ended.")
    form = pattern_form.written(pieces[-1], max(today, pieces[-1].first_day))
    return _page(visit, of, form | {"known": "yes"})


@router.post("/rota/pattern/rows")
def rows(visit: Here, form: Typed) -> Response:
    """One session more, one like another, or one less: nothing is saved yet."""
    of, _ = chosen(visit, form.get("line"))
    if not visit.holds(form):
        return _page(visit, of, form, 403, [Problem("", StaleForm.sentence)])
    return _page(visit, of, form, rows=pattern_form.changed(form))


@router.post("/rota/pattern")
def save(visit: Here, form: Typed) -> Response:
    of, _ = chosen(visit, form.get("line"))

    saving = Saving(visit, of, form, "pattern", patterns.place(of), lambda: _mine(visit, form))
    return saving.by(lambda: _save(visit, of, form), partial(_page, visit, of, form))


def _save(visit: Visit, of: Line, form: Mapping[str, str]) -> Done:
    pattern, from_day = pattern_form.read(form)
    with pattern_form.at_its_row():
        return visit.site.roster.edit_pattern(
            visit.actor,
            line=of.key,
            pattern=pattern,
            from_day=from_day,
            **reasoned(form),
            version=form.get("version") or None,
            form_key=visit.key(form),
        )


def _mine(visit: Visit, form: Mapping[str, str]) -> list[str]:
    names = visit.site.roster.names(visit.actor)
    try:
        pattern, from_day = pattern_form.read(form)
    except Invalid:
        return []
    sessions = [session_in_words(each, pattern.cycle_weeks, names) for each in pattern.sessions]
    return [f"The pattern “{pattern.key}” from {from_day:%d %B %Y} on:", *sessions]


def _page(
    visit: Visit,
    of: Line,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
    breaches: Sequence[str] = (),
    *,
    rows: Sequence[Row] | None = None,
) -> Response:
    people = visit.site.roster.colleagues(visit.actor)
    doctors = [each for each in people if each.role == StaffRole.RADIOLOGIST]
    names = visit.site.roster.names(visit.actor)
    given = pattern_form.rows_of(form) if rows is None else rows
    return visit.page(
        "rota/pattern.html",
        status=status,
        of=of,
        back=patterns.place(of),
        line=of.key,
        line_name=of.name,
        known=form.get("known") == "yes",
        form=form,
        rows=list(pattern_rows.shown(given, form, problems, names)),
        tiers=choices(TIERS),
        turns=choices(TURNS),
        people=pattern_rows.choices(people, [who for each in given for who in each.who], names),
        radiologists=pattern_rows.choices(
            doctors, [each.given["supervisor"] for each in given], names
        ),
        breaches=breaches,
        version=form.get("version") or visit.site.roster.now(visit.actor, of.key).version,
        form_token=visit.form_token(),
        problems=problems,
    )
