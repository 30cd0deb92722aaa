"""What was learned, for a practice's own people; and no more mails of it, by the link of one."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.web.access import Here, Posted, StaleForm, Typed
from advice_line.web.digests.addresses import LEARNED, STOP

router = APIRouter()
# What a mail program sends for its reader, who pressed its own button (RFC 8058).
ONE_CLICK = ("List-Unsubscribe", "One-Click")


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
def stop(visit: Here, key: str, form: Typed) -> Response:
    """A mail program has no form of ours, and may follow no redirect: whoever has the key may stop
    the mails with nothing else, and nothing else may be done without a form."""
    reading = visit.site.digests.reading
    if form.get(ONE_CLICK[0]) == ONE_CLICK[1]:
        reading.stop(key)
        return asked(visit, key)
    if not visit.holds(form):
        raise StaleForm
    if form.get("wanted") == "yes":
        reading.start(key)
    else:
        reading.stop(key)
    return visit.go(f"{STOP}/{key}")
