"""What was learned, for a practice's own people; and no more mails of it, by the link of one."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.web.access import Here, Posted
from advice_line.web.digests.addresses import LEARNED, STOP

router = APIRouter()


@router.get(LEARNED)
def learned(visit: Here, digest: str | None = None) -> Response:
    found = visit.site.digests.reading.look(visit.actor, digest)
    return visit.page(
        "digests/learned.html", now=found.now, found=found, form_token=visit.form_token()
    )


@router.post(f"{LEARNED}/mail")
def mail(visit: Here, form: Posted) -> Response:
    wanted = form.get("wanted") == "yes"
    visit.site.digests.reading.set_mail(visit.actor, wanted=wanted)
    return visit.go(LEARNED)


@router.get(f"{STOP}/{{key}}")
def asked(visit: Here, key: str) -> Response:
    """Changes nothing: mail programs open links by themselves."""
    found = visit.site.digests.reading.stopping(key)
    return visit.page(
        "digests/stop.html",
        now=found.now,
        practice=found.practice,
        stopped=found.stopped,
        at=f"{STOP}/{key}",
        form_token=visit.form_token(),
    )


@router.post(f"{STOP}/{{key}}")
def stop(visit: Here, key: str, form: Posted) -> Response:
    reading = visit.site.digests.reading
    if form.get("wanted") == "yes":
        reading.start(key)
    else:
        reading.stop(key)
    return visit.go(f"{STOP}/{key}")
