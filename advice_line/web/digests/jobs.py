"""What the calendar does by itself for teaching, on one page."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.web.access import Here, Posted
from advice_line.web.digests.addresses import JOBS

router = APIRouter()
# What each does, and what it counts.
WORDS = {
    "meetings_planned": ("Plans the dates of meetings half a year ahead", "new dates"),
    "meeting_invitations": ("Invites to the meetings of the next six weeks", "people told"),
    "pack_ahead": ("Tells the chairs that a meeting’s pack can be looked at", "people told"),
    "case_chasers": ("Tells authors and second persons of cases that wait", "people told"),
    "meeting_actions": ("Reminds of what a meeting agreed", "people told"),
    "digest_drafts": ("Drafts last month’s digest for practices", "new drafts"),
    "digest_reminders": ("Reminds that a digest waits to be looked at", "people told"),
    "quarter_letters": (
        "Drafts the quarter’s letter to practices that never ask, and reminds of it",
        "people told",
    ),
    "guidance_gaps": ("Looks for what is asked often and has no guidance", "new suggestions"),
    "gaps_told": ("Tells who keeps guidance of what is missing, once a week", "people told"),
    "guidance_reviews": ("Reminds of pages of guidance that are due for review", "pages told of"),
}


@router.get(JOBS)
def look(visit: Here, done: str | None = None) -> Response:
    found = visit.site.digests.jobs.look(visit.actor)
    return visit.page(
        "digests/jobs.html",
        now=found.now,
        jobs=found.jobs,
        words=WORDS,
        done=done,
        form_token=visit.form_token(),
    )


@router.post(f"{JOBS}/{{job}}/run")
def run(visit: Here, job: str, form: Posted) -> Response:
    asked = visit.site.digests.jobs.run(visit.actor, job, visit.key(form))
    return visit.go(f"{JOBS}?done={'asked' if asked else 'already'}")
