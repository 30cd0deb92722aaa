"""Guidance for whoever reads it: all of it, what is found, one page, its files, what has changed,
the feed; and what fits a question while it is typed."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse, Response

from advice_line.directory.guidance.reading import Changed, Listed, PageShown
from advice_line.guidance_kinds import Audience
from advice_line.rules import guidance_text, scopes
from advice_line.rules.guidance_pages import Reader
from advice_line.trust.roles import NOBODY, Action
from advice_line.web import guidance_labels, lines
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.asker import Asking
from advice_line.web.frames import frame
from advice_line.web.rendering import page, render
from advice_line.web.rota import places
from advice_line.web.same_for_all import kept

router = APIRouter()
PLACE = "/guidance"
FEED = f"{PLACE}/feed.json"
# How long a change stands on the page of what is new.
NEW_FOR = timedelta(days=92)


def place(visit: Visit, key: str) -> str | None:
    """Where it is listed; None where this line has none."""
    return PLACE if visit.site.guidance.any_for(visit.actor, key) else None


@router.get(PLACE)
def listed(visit: Here, who: Asking, line: str | None = None) -> Response:
    return _listed(visit, visit.site.reading_guidance.listed(visit.actor, who.device, line))


@router.post(f"{PLACE}/search")
def search(visit: Here, who: Asking, form: Posted) -> Response:
    """In the body of a post: whoever looks for something may type a name (H07)."""
    wanted, line = form.get("wanted", "").strip()[:200], form.get("line") or None
    found = visit.site.reading_guidance.listed(visit.actor, who.device, line, wanted)
    return _listed(visit, found)


@router.get(FEED)
def feed(request: Request, visit: Here, line: str | None = None) -> Response:
    """JSON Feed 1.1 of what anybody may read and is in date."""
    site = visit.site
    made = JSONResponse(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"Guidance of {frame(site, NOBODY, visit.path, now=visit.now).service_name}",
            "home_page_url": f"{site.public_url}{PLACE}",
            "feed_url": f"{site.public_url}{places.at(FEED, line=line)}",
            "language": "en-GB",
            "items": [_item(each, site.public_url) for each in site.reading_guidance.feed(line)],
        },
        media_type="application/feed+json",
    )
    return kept(request, made)


@router.get(f"{PLACE}/changes")
def changes(visit: Here, who: Asking, line: str | None = None) -> Response:
    since = visit.now - NEW_FOR
    of, found = visit.site.reading_guidance.changes(visit.actor, who.device, line, since)
    return visit.page(
        "guidance/changes.html",
        of=of,
        line_name=of.name,
        feed=FEED,
        changes=found,
    )


@router.get(f"{PLACE}/{{key}}")
def look(request: Request, visit: Here, who: Asking, key: str) -> Response:
    shown = visit.site.reading_guidance.page(visit.actor, who.device, key)
    if shown.shown.outside:
        return visit.go(shown.shown.href)
    context = _page(visit, shown)
    if shown.reader is not Reader.ANYBODY or shown.shown.audience is not Audience.EVERYONE:
        return visit.page("guidance/page.html", of=shown.line, **context)
    # Nobody's frame and no cookie: a cache would show them to the next.
    around = frame(visit.site, NOBODY, visit.path, now=shown.now)
    return kept(request, page("guidance/page.html", around, **context))


@router.get(f"{PLACE}/{{key}}/files/{{file}}")
def download(visit: Here, who: Asking, key: str, file: str) -> Response:
    found = visit.site.reading_guidance.file(visit.actor, who.device, key, file)
    headers = {"content-disposition": f'attachment; filename="{found.name}"'}
    return Response(found.content, media_type=found.media_type, headers=headers)


@router.post("/ask/guidance")
def fits(visit: Here, who: Asking, form: Posted) -> Response:
    """In the body of a post and not in an address: a question may name a patient (H07)."""
    pages = visit.site.guidance.fits(
        visit.actor, form.get("line", ""), form.get("question", ""), who.device
    )
    return HTMLResponse(render("requester/guidance_fits.html", frame=visit.frame(), guidance=pages))


def _listed(visit: Visit, shown: Listed) -> Response:
    return visit.page(
        "public/guidance.html",
        now=shown.now,
        of=shown.line,
        line=shown.line.key,
        line_name=shown.line.name,
        lines=lines.choices(PLACE, shown.line, shown.lines),
        wanted=shown.wanted,
        guidance=[guidance_labels.row(each) for each in shown.pages],
        more=shown.more,
        unpublished=[guidance_labels.row(each) for each in shown.unpublished],
        keeps=visit.actor.may(Action.KEEP_GUIDANCE),
        changes=lines.staying(f"{PLACE}/changes", shown.line, shown.lines),
        form_token=visit.form_token(),
    )


def _page(visit: Visit, shown: PageShown) -> dict[str, Any]:
    page_ = shown.shown
    at = f"{PLACE}/{page_.key}"
    text = guidance_text.html(shown.body, at) if shown.body is not None else None
    return {
        "page": guidance_labels.row(page_),
        # Made by `rules/guidance_text.py`, which lets nothing but words through.
        "text": Markup(text) if text is not None else None,  # noqa: S704
        "scope": scopes.names(shown.scope),
        "version": shown.version,
        "published_at": shown.published_at,
        "files": [
            {"href": f"{at}/files/{each.id}", "name": each.name, "kind": each.kind}
            for each in shown.files
        ],
        "line_name": shown.line.name if shown.line else None,
        "address": f"{visit.site.public_url}{at}",
        "public": page_.audience is Audience.EVERYONE,
        "keeps": shown.reader is Reader.STAFF and visit.actor.may(Action.KEEP_GUIDANCE),
        "feedback": f"{at}/feedback",
    }


def _item(changed: Changed, url: str) -> dict[str, object]:
    return {
        "id": f"{url}{changed.href}",
        "url": f"{url}{changed.href}",
        "title": changed.title,
        "summary": changed.summary or changed.title,
        "content_text": changed.changed,
        "date_modified": changed.at.isoformat().replace("+00:00", "Z"),
    }
