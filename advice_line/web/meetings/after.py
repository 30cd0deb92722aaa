"""After a meeting, for whoever was there: certificate, evaluation, and a note for the portfolio."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.certificates import note
from advice_line.education.certificates.note import NoteForm
from advice_line.errors import Invalid, Problem
from advice_line.rules import credit_form
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.meetings.addresses import EVALUATION, MINE, ONE, PLACE, ROOM
from advice_line.web.rendering import Choice
from advice_line.web.rota import places

router = APIRouter()
_AT = f"{ROOM}/{{key}}"
_USEFUL = [Choice(*each) for each in credit_form.USEFUL.items()]
_CHANGES = [Choice(*each) for each in credit_form.CHANGES.items()]


@router.get(MINE)
def mine(visit: Here) -> Response:
    own = visit.site.credit.credit.own(visit.actor)
    return visit.page("meetings/mine.html", now=own.now, own=own, back=PLACE, room=ROOM)


@router.get(f"{_AT}/after")
def look(visit: Here, key: str, done: str | None = None) -> Response:
    return _page(visit, key, done=done)


@router.get(f"{_AT}/certificate.pdf")
def certificate(visit: Here, key: str) -> Response:
    content = visit.site.credit.credit.certificate(visit.actor, key, visit.browser)
    return _file(content, "certificate.pdf", "application/pdf")


@router.get(f"{ONE}/guests/{{attendance}}/certificate.pdf")
def certificate_of_guest(visit: Here, meeting: str, attendance: str) -> Response:
    content = visit.site.credit.credit.of_guest(visit.actor, meeting, attendance)
    return _file(content, "certificate.pdf", "application/pdf")


@router.post(f"{_AT}/evaluation")
def evaluate(visit: Here, key: str, form: Posted) -> Response:
    try:
        visit.site.credit.evaluating.give(visit.actor, key, form, visit.browser)
    except Invalid as error:
        return _page(visit, key, form, error.problems)
    return visit.go(places.at(f"{ROOM}/{key}/after", done="evaluated"))


@router.post(f"{_AT}/note")
def write_note(visit: Here, key: str, form: Posted) -> Response:
    try:
        content = visit.site.credit.credit.note(visit.actor, key, form, visit.browser)
    except Invalid as error:
        return _page(visit, key, form, error.problems)
    kind = NoteForm(form["form"])
    return _file(content, f"reflective-note.{kind.value}", note.media_type(kind))


@router.get(EVALUATION)
def counted(visit: Here, meeting: str) -> Response:
    found = visit.site.credit.evaluating.counted(visit.actor, meeting)
    return visit.page(
        "meetings/evaluation.html",
        now=found.now,
        of=found.line,
        back=f"{PLACE}/{meeting}/minutes",
        counted=found,
    )


def _page(
    visit: Visit,
    key: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    after = visit.site.credit.credit.after(visit.actor, key, visit.browser)
    return visit.page(
        "meetings/after.html",
        status=422 if problems else 200,
        now=after.now,
        of=after.line,
        after=after,
        at=f"{ROOM}/{key}",
        done=done,
        choices={"useful": _USEFUL, "changes": _CHANGES},
        asked=note.ASKED,
        form=_filled(after.evaluated) if form is None else form,
        form_token=visit.form_token(),
        problems=problems,
    )


def _filled(given: object) -> dict[str, str]:
    """As they answered before."""
    if given is None:
        return {}
    changes = "yes" if getattr(given, "changes", False) else "no"
    useful, better = getattr(given, "useful", ""), getattr(given, "better", None)
    return {"useful": f"{useful}", "changes": changes, "better": better or ""}


def _file(content: bytes, name: str, media_type: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
