"""Guidance for those who keep it: written, compared, brought back."""

from collections.abc import Mapping

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from advice_line.errors import Conflict, Invalid, NotFound
from advice_line.rules import guidance_text
from advice_line.web import guidance_edit_page
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.guidance import PLACE

router = APIRouter()
NEW = f"{PLACE}/new"


@router.get(NEW)
def begin(visit: Here) -> Response:
    return guidance_edit_page.shown(visit, visit.site.keeping_guidance.kept(visit.actor, None))


@router.post(NEW)
def create(visit: Here, form: Posted) -> Response:
    return _saved(visit, None, form)


@router.get(f"{PLACE}/{{key}}/edit")
def edit(visit: Here, key: str, done: str | None = None) -> Response:
    return guidance_edit_page.shown(
        visit, visit.site.keeping_guidance.kept(visit.actor, key), done=done
    )


@router.post(f"{PLACE}/{{key}}/edit")
def save(visit: Here, key: str, form: Posted) -> Response:
    return _saved(visit, key, form)


@router.get(f"{PLACE}/{{key}}/versions/{{number}}")
def version(visit: Here, key: str, number: int) -> Response:
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    found = next((each for each in kept.versions if each.number == number), None)
    if found is None:
        raise NotFound
    return visit.page(
        "guidance/version.html",
        now=kept.now,
        back=f"{PLACE}/{key}/edit",
        page_title=kept.form["title"],
        version=guidance_edit_page.version(found, kept),
        title_then=found.title,
        summary=found.summary,
        # Made by `rules/guidance_text.py`, which lets nothing but words through.
        text=Markup(guidance_text.html(found.body, f"{PLACE}/{key}")),  # noqa: S704
        bring_back=f"{PLACE}/{key}/versions/{number}/back" if found != kept.versions[0] else None,
        seen=kept.revision,
        form_token=visit.form_token(),
    )


@router.post(f"{PLACE}/{{key}}/versions/{{number}}/back")
def bring_back(visit: Here, key: str, number: int, form: Posted) -> Response:
    seen = form.get("seen", "")
    keeping = visit.site.keeping_guidance
    keeping.bring_back(visit.actor, key, number, seen=seen, token=visit.key(form))
    return visit.go(f"{PLACE}/{key}/edit?done=brought_back")


@router.get(f"{PLACE}/{{key}}/compare")
def compare(visit: Here, key: str, old: int, new: int) -> Response:
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    rows = visit.site.keeping_guidance.compare(visit.actor, key, old, new)
    return visit.page(
        "guidance/compare.html",
        now=kept.now,
        back=f"{PLACE}/{key}/edit",
        page_title=kept.form["title"],
        old=old,
        new=new,
        rows=rows,
    )


def _saved(visit: Visit, key: str | None, form: Mapping[str, str]) -> Response:
    keeping, publishes = visit.site.keeping_guidance, form.get("then") == "publish"
    try:
        at = keeping.save(
            visit.actor,
            key,
            form,
            seen=form.get("seen", ""),
            publish=publishes,
            token=visit.key(form),
        )
    except Invalid as error:
        return guidance_edit_page.shown(visit, keeping.kept(visit.actor, key), form, error.problems)
    except Conflict as error:
        assert key is not None
        return guidance_edit_page.overtaken(visit, key, form, error)
    return visit.go(f"{PLACE}/{at}/edit?done={'published' if publishes else 'saved'}")
