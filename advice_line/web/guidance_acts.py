"""What is done to a page of guidance from the form in which its words are written: published,
retired, held for longer, a file added or taken away. None of these saves the words, and none loses
any: whoever has typed some gets them back in the form."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory.guidance import given_files
from advice_line.errors import Conflict, Invalid, NotAllowed, Problem
from advice_line.rules import guidance_typed
from advice_line.web import guidance_edit_page
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.guidance import PLACE
from advice_line.web.guidance_uploads import FILES, REMOVE, Files

router = APIRouter()
PUBLISH, RETIRE, LOOKED_AT = (
    f"{PLACE}/{{key}}/{each}" for each in ("publish", "retire", "looked-at")
)


@router.post(PUBLISH)
def publish(visit: Here, key: str, form: Posted) -> Response:
    keeping, seen = visit.site.keeping_guidance, form.get("seen", "")
    return _done(
        visit,
        key,
        form,
        "published",
        PUBLISH,
        lambda: {"seen": keeping.publish(visit.actor, key, seen=seen, token=visit.key(form))},
    )


@router.post(RETIRE)
def retire(visit: Here, key: str, form: Posted) -> Response:
    keeping, seen = visit.site.keeping_guidance, form.get("seen", "")
    return _done(
        visit,
        key,
        form,
        "retired",
        RETIRE,
        lambda: {"seen": keeping.retire(visit.actor, key, seen=seen, token=visit.key(form))},
    )


@router.post(LOOKED_AT)
def looked_at(visit: Here, key: str, form: Posted) -> Response:
    keeping, seen = visit.site.keeping_guidance, form.get("seen", "")
    day = form.get("next_review", "")

    def act() -> Mapping[str, str]:
        token = visit.key(form)
        at = keeping.looked_at(visit.actor, key, day, seen=seen, token=token)
        # The form's own day is of before: saved later, it would put that back.
        return {"seen": at, "review_on": day, "next_review": ""}

    return _done(visit, key, form, "looked_at", LOOKED_AT, act)


@router.post(FILES)
def add_files(visit: Here, key: str, form: Posted, sent: Files) -> Response:
    token = visit.key(form, [each.content for each in sent])

    def act() -> Mapping[str, str]:
        keeping, kept = visit.site.keeping_guidance, bool(form.get(given_files.AS_THEY_ARE))
        keeping.add_files(visit.actor, key, sent, token, as_they_are=kept)
        return {given_files.AS_THEY_ARE: ""}

    return _done(visit, key, form, "files", FILES, act)


@router.post(REMOVE)
def remove_file(visit: Here, key: str, file: str, form: Posted) -> Response:
    def act() -> Mapping[str, str]:
        visit.site.keeping_guidance.remove_file(visit.actor, key, file, visit.key(form))
        return {}

    return _done(visit, key, form, "file_gone", REMOVE, act)


def _done(
    visit: Visit,
    key: str,
    form: Mapping[str, str],
    done: str,
    address: str,
    act: Callable[[], Mapping[str, str]],
) -> Response:
    """`act` gives the fields of the form that are others once it is done. Raises
    `errors.NotAllowed` where the page is none of theirs."""
    keeping = visit.site.keeping_guidance
    try:
        form = {**form, **act()}
    except Invalid as error:
        kept = keeping.kept(visit.actor, key)
        return guidance_edit_page.shown(visit, kept, form, error.problems)
    except Conflict as error:
        return guidance_edit_page.overtaken(visit, key, form, error)
    except NotAllowed:
        return _not_theirs(visit, key, form, address)
    kept = keeping.kept(visit.actor, key)
    if not guidance_typed.differs(form, kept.form):
        return visit.go(f"{PLACE}/{key}/edit?done={done}")
    return guidance_edit_page.shown(visit, kept, form, done=done)


def _not_theirs(visit: Visit, key: str, form: Mapping[str, str], address: str) -> Response:
    """With their words still in the form. Raises `errors.NotAllowed` where the page is none of
    theirs."""
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    visit.site.turned_away.note(visit.actor, "POST", address)
    whom = (
        guidance_edit_page.whose_files(kept)
        if address in (FILES, REMOVE)
        else "Its owner or a service lead does that."
    )
    problems = [Problem("", f"Nothing was changed. {whom}")]
    return guidance_edit_page.shown(visit, kept, form, problems, status=403)
