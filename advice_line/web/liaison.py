"""Liaison with practices: the log of visits and talks, and the welcome sheets."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.guidance_kinds import LiaisonKind
from advice_line.rules import vcards
from advice_line.rules.named_file import NamedFile
from advice_line.web import lines
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.labels import choices
from advice_line.web.rendering import Choice
from advice_line.web.rota import places

router = APIRouter()
LOG, WELCOME = "/admin/liaison", "/admin/welcome"
KINDS = {
    LiaisonKind.VISIT: "Visit",
    LiaisonKind.CALL: "Telephone call",
    LiaisonKind.VIDEO: "Video call",
    LiaisonKind.EMAIL: "Email",
    LiaisonKind.EVENT: "Meeting of several",
}


@router.get(LOG)
def log(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    return _log(visit, line, done=done)


@router.post(LOG)
def write(visit: Here, form: Posted) -> Response:
    key = form.get("line", "")
    try:
        visit.site.liaison.write(visit.actor, key, form, visit.key(form))
    except Invalid as error:
        return _log(visit, key, form, error.problems)
    return visit.go(places.at(LOG, line=key, done="written"))


@router.post(f"{LOG}/{{entry}}/done")
def done(visit: Here, entry: str, form: Posted) -> Response:
    visit.site.liaison.done(visit.actor, entry, visit.key(form))
    return visit.go(places.at(LOG, line=form.get("line") or None, done="done"))


@router.get(WELCOME)
def welcome(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    return _welcome(visit, line, "", done=done)


@router.post(f"{WELCOME}/find")
def find(visit: Here, form: Posted) -> Response:
    return _welcome(visit, form.get("line") or None, form.get("wanted", "").strip()[:100])


@router.get(f"{WELCOME}/sheet.pdf")
def sheet(visit: Here, line: str, practice: str | None = None) -> Response:
    return _file(visit.site.welcome.pdf(visit.actor, line, practice), "application/pdf")


@router.post(f"{WELCOME}/send")
def send(visit: Here, form: Posted) -> Response:
    line, practice = form.get("line", ""), form.get("practice", "")
    try:
        visit.site.welcome.send(visit.actor, line, practice, visit.key(form))
    except Invalid as error:
        return _welcome(visit, line, practice, error.problems)
    return visit.go(places.at(WELCOME, line=line, done="sent"))


@router.get("/welcome/{line}/contact.vcf")
def contact(visit: Here, line: str) -> Response:
    return _file(visit.site.welcome.contact(line), vcards.MEDIA_TYPE)


def _file(file: NamedFile, media_type: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=media_type, headers=headers)


def _log(
    visit: Visit,
    key: str | None,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    found = visit.site.liaison.look(visit.actor, key)
    return visit.page(
        "coordinator/liaison.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        line=found.line.key,
        line_name=found.line.name,
        lines=lines.choices(LOG, found.line, found.lines),
        done=done,
        to_do=found.open,
        entries=found.entries,
        kinds=KINDS,
        form={"on_day": f"{found.today}"} if form is None else form,
        choices={
            "kinds": choices(KINDS),
            "people": [Choice(each.key, each.name) for each in found.people],
        },
        welcome=lines.staying(WELCOME, found.line, found.lines),
        form_token=visit.form_token(),
        problems=problems,
    )


def _welcome(
    visit: Visit,
    key: str | None,
    wanted: str,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    found = visit.site.welcome.practices(visit.actor, key, wanted)
    line = found.line.key
    return visit.page(
        "coordinator/welcome.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        line=line,
        line_name=found.line.name,
        lines=lines.choices(WELCOME, found.line, found.lines),
        done=done,
        wanted=wanted,
        generic=places.at(f"{WELCOME}/sheet.pdf", line=line),
        contact=f"/welcome/{line}/contact.vcf",
        practices=[
            {
                "key": each.key,
                "name": each.name,
                "email": each.email,
                "sent_at": each.sent_at,
                "href": places.at(f"{WELCOME}/sheet.pdf", line=line, practice=each.key),
            }
            for each in found.practices
        ],
        more=found.more,
        mails=visit.site.welcome.mails,
        log=lines.staying(LOG, found.line, found.lines),
        form_token=visit.form_token(),
        problems=problems,
    )
