"""Who saw a query and why; and for information governance the trail as a whole, by page and as a
file. No address holds more than ids; whose number is looked for is sent in a form (H07)."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import Response

from advice_line.desk.query.emptied import Emptied
from advice_line.desk.trail.reading import EVERY_LOOK, NUMBER, Row, Seen, Wanted
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.rules import act_words
from advice_line.rules.labels import DUTIES
from advice_line.rules.look_words import LOOKS
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.rendering import Choice
from rota import walltime

router = APIRouter()
PLACE = "/admin/trail"
FIELDS = ("person", "reference", "action", "start", "end")
_THINGS = {"responder": "person of the service", "requester": "who asks"}
COLUMNS = ("position", "at", "actor", "action", "query", "subject", "page", "what")


@dataclass(frozen=True)
class _Look:
    at: datetime
    who: str
    role: str | None
    what: str
    why: str | None


@dataclass(frozen=True)
class _Line:
    at: datetime
    who: str
    what: str
    path: str | None
    reference: str | None
    about: str | None
    chained: bool


@dataclass(frozen=True)
class _Seen:
    reference: str
    path: str
    looks: list[_Look]
    more: bool
    emptied: Emptied | None


@router.get("/desk/{reference}/seen")
def seen(visit: Here, reference: str) -> Response:
    found = visit.site.trail.who_saw(visit.actor, reference)
    opens = visit.actor.may(Action.SEE_QUERY)
    return visit.page(
        "governance/seen.html",
        seen=_seen(found),
        query=None if found.emptied or not opens else f"/desk/{found.reference}",
        trail=PLACE if visit.actor.may(Action.READ_TRAIL) else None,
    )


@router.get(PLACE)
def trail(visit: Here, request: Request) -> Response:
    given = {field: request.query_params.get(field, "").strip() for field in FIELDS}
    try:
        wanted = _wanted(visit, given, request.query_params.get("before", ""))
        return _page(visit, given, wanted)
    except Invalid as error:
        return _page(visit, given, None, error.problems)
    except NotFound:
        problem = Problem("reference", "There is no query of this reference. Look at it again.")
        return _page(visit, given, None, [problem])


@router.get(f"{PLACE}/file")
def file(visit: Here, request: Request) -> Response:
    given = {field: request.query_params.get(field, "").strip() for field in FIELDS}
    rows = visit.site.trail.exported(visit.actor, _wanted(visit, given, ""))
    headers = {"content-disposition": 'attachment; filename="trail.csv"'}
    return Response(_csv(rows), media_type="text/csv", headers=headers)


@router.post(f"{PLACE}/patient")
def patient(visit: Here, form: Posted) -> Response:
    number = form.get(NUMBER, "")
    try:
        found = visit.site.trail.of_patient(visit.actor, number)
    except Invalid as error:
        return _patient(visit, number, None, error.problems)
    return _patient(visit, number, [_seen(each) for each in found])


@router.get(f"{PLACE}/patient")
def look_for_patient(visit: Here) -> Response:
    return _patient(visit, "", None)


def _patient(
    visit: Visit, number: str, found: list[_Seen] | None, problems: Sequence[Problem] = ()
) -> Response:
    return visit.page(
        "governance/patient.html",
        status=422 if problems else 200,
        number=number,
        found=found,
        form_token=visit.form_token(),
        problems=problems,
    )


def _page(
    visit: Visit, given: Mapping[str, str], wanted: Wanted | None, problems: Sequence[Problem] = ()
) -> Response:
    listed = visit.site.trail.listed(visit.actor, wanted)
    kept = {field: value for field, value in given.items() if value}
    older = {**kept, "before": listed.older}
    return visit.page(
        "governance/trail.html",
        status=422 if problems else 200,
        given=given,
        people=[Choice(label, name) for label, name in listed.people],
        actions=[
            Choice(EVERY_LOOK, "Every look at a record"),
            *sorted((Choice(e, act_words.said(e)) for e in listed.actions), key=_by_label),
        ],
        rows=[_line(each) for each in listed.rows],
        older=f"{PLACE}?{urlencode(older)}" if listed.older else None,
        file=f"{PLACE}/file?{urlencode(kept)}" if not problems else None,
        head=listed.head,
        waiting=listed.waiting,
        problems=problems,
    )


def _wanted(visit: Visit, given: Mapping[str, str], before: str) -> Wanted:
    """Raises `errors.Invalid` for what is no day."""
    zone = ZoneInfo(visit.frame().time_zone)
    first, last = (_day(given[field], field) for field in ("start", "end"))
    return Wanted(
        person=given["person"],
        reference=given["reference"],
        action=given["action"],
        start=walltime.day_start(first, zone) if first else None,
        end=walltime.day_start(last + timedelta(days=1), zone) if last else None,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None,
    )


def _day(text: str, field: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        said = "Write a day as year, month, day, for example 2026-11-23."
        raise Invalid([Problem(field, said)]) from error


def _seen(found: Seen) -> _Seen:
    looks = [
        _Look(
            each.at,
            each.who,
            DUTIES.get(each.role, each.role.value) if each.role else None,
            LOOKS.get(each.action, each.action),
            each.why,
        )
        for each in found.looks
    ]
    return _Seen(found.reference, f"/desk/{found.reference}/seen", looks, found.more, found.emptied)


def _line(row: Row) -> _Line:
    return _Line(
        at=row.at,
        who=row.who,
        what=act_words.said(row.action),
        path=f"/desk/{row.reference}/seen" if row.reference else None,
        reference=row.reference,
        about=_about(row),
        chained=row.position is not None,
    )


def _about(row: Row) -> str | None:
    """ "Advice 4F7A9C01D2E3B456", "the page /admin/trail"; the file has both as they are kept."""
    if row.subject:
        kind, _, name = row.subject.partition(":")
        said = _THINGS.get(kind, kind.replace("_", " "))
        return f"{said[:1].upper()}{said[1:]} {name}".strip()
    if row.page:
        method, _, path = row.page.partition(" ")
        return f"{'The page' if method == 'GET' else 'Sent to'} {path}"
    return None


def _by_label(choice: Choice) -> str:
    return choice.label


def _csv(rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        at = f"{row.at:%Y-%m-%dT%H:%M:%S.%fZ}"
        named = (row.actor, row.action, row.reference, row.subject, row.page)
        writer.writerow((row.position, at, *named, act_words.said(row.action)))
    return text.getvalue()
