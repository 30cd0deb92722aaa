"""Local guidance: all of it on a page, and what fits a question while it is typed."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from advice_line.web import lines
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.rendering import render

router = APIRouter()
PLACE = "/guidance"


def place(visit: Visit, key: str) -> str | None:
    """Where it is listed; None where this line has none."""
    return PLACE if visit.site.guidance.any_for(visit.actor, key) else None


@router.get(PLACE)
def listed(visit: Here, line: str | None = None) -> Response:
    shown = visit.site.guidance.listed(visit.actor, line)
    return visit.page(
        "public/guidance.html",
        now=shown.now,
        of=shown.line,
        line_name=shown.line.name,
        lines=lines.choices(PLACE, shown.line, shown.lines),
        guidance=[(page, page.overdue(shown.today)) for page in shown.pages],
    )


@router.post("/ask/guidance")
def fits(visit: Here, form: Posted) -> Response:
    """In the body of a post and not in an address: a question may name a patient (H07)."""
    pages = visit.site.guidance.fits(visit.actor, form.get("line", ""), form.get("question", ""))
    return HTMLResponse(render("requester/guidance_fits.html", frame=visit.frame(), guidance=pages))
