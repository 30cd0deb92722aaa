"""Digests for those who keep them: drafts looked at, their questions chosen, sent or not."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.web import lines
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.digests.addresses import ONE, PLACE
from advice_line.web.rota import places

router = APIRouter()


@router.get(PLACE)
def listed(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    found = visit.site.digests.listing.look(visit.actor, line)
    return visit.page(
        "digests/list.html",
        now=found.now,
        of=found.line,
        line=found.line.key,
        line_name=found.line.name,
        lines=lines.choices(PLACE, found.line, found.lines),
        done=done,
        digests=found.digests,
        last_month=found.last_month,
        may_draft=found.may_draft,
        silent=found.silent,
        mails=found.mails,
        form_token=visit.form_token(),
    )


@router.post(f"{PLACE}/draft")
def draft(visit: Here, form: Posted) -> Response:
    line = form.get("line", "")
    visit.site.digests.listing.draft(visit.actor, line, visit.key(form))
    return visit.go(places.at(PLACE, line=line, done="drafted"))


@router.post(f"{PLACE}/letters")
def letters(visit: Here, form: Posted) -> Response:
    line = form.get("line", "")
    visit.site.digests.listing.write(visit.actor, line, visit.key(form))
    return visit.go(places.at(PLACE, line=line, done="letters"))


@router.get(ONE)
def look(visit: Here, digest: str, done: str | None = None) -> Response:
    return _page(visit, digest, done=done)


@router.post(f"{ONE}/questions")
def choose(visit: Here, digest: str, form: Posted) -> Response:
    try:
        visit.site.digests.keeping.choose(visit.actor, digest, form, visit.key(form))
    except Invalid as error:
        return _page(visit, digest, form, error.problems)
    if form.get("then") == "send":
        return visit.go(f"{PLACE}/{digest}/send")
    return visit.go(f"{PLACE}/{digest}?done=chosen")


@router.get(f"{ONE}/send")
def last_look(visit: Here, digest: str) -> Response:
    return _sending(visit, digest)


@router.post(f"{ONE}/approve")
def approve(visit: Here, digest: str, form: Posted) -> Response:
    try:
        visit.site.digests.sending.approve(visit.actor, digest, form, visit.key(form))
    except Invalid as error:
        return _sending(visit, digest, error.problems)
    return visit.go(f"{PLACE}/{digest}?done=approved")


@router.post(f"{ONE}/dismiss")
def dismiss(visit: Here, digest: str, form: Posted) -> Response:
    try:
        visit.site.digests.sending.dismiss(visit.actor, digest, form, visit.key(form))
    except Invalid as error:
        return _page(visit, digest, problems=error.problems)
    return visit.go(f"{PLACE}/{digest}?done=dismissed")


def _sending(visit: Visit, digest: str, problems: Sequence[Problem] = ()) -> Response:
    found = visit.site.digests.sending.look(visit.actor, digest)
    return visit.page(
        "digests/send.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        at=f"{PLACE}/{digest}",
        digest=found,
        form_token=visit.form_token(),
        problems=problems,
    )


def _page(
    visit: Visit,
    digest: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    found = visit.site.digests.keeping.look(visit.actor, digest)
    chosen = {each.reference for each in found.offered if each.chosen}
    if form is not None:
        chosen = {name[5:] for name in form if name.startswith("case_")}
    return visit.page(
        "digests/digest.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        back=places.at(PLACE, line=found.line.key),
        at=f"{PLACE}/{digest}",
        digest=found,
        chosen=chosen,
        done=done,
        form_token=visit.form_token(),
        problems=problems,
    )
