"""The link of a responder's text message. Opening it changes nothing, since scanners open links;
its button signs in and goes to the record. Whoever is signed in on this browser is there at
once."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.signing_in import RecordLink
from advice_line.trust import links
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.going_on import with_next
from advice_line.web.sign_in import signed_in
from advice_line.web.signed_out import SECOND

router = APIRouter()
_MINUTES = int(links.LIFETIME[links.LinkKind.RECORD].total_seconds() // 60)
_EXPLAINED = (
    f"A link works once, within {_MINUTES} minutes. What you wrote is kept: "
    "a fresh link leads to the same record."
)


@router.get("/r/{token}")
def look(visit: Here, token: str) -> Response:
    seen = visit.site.signing_in.look(token)
    record = f"/desk/{seen.reference}/record"
    if visit.actor.responder_id == seen.person_id and visit.actor.only is None:
        # They are signed in here: a dark room is no place for one button more.
        return visit.go(record)
    if not seen.usable:
        return _over(visit, token, seen)
    return visit.page(
        "responder/link.html",
        now=seen.now,
        passkey=visit.site.by_factors.asked(visit.browser) if seen.passkey else None,
        next=record,
        reference=seen.reference,
        person=seen.name,
        action=f"/r/{token}",
        form_token=visit.form_token(),
    )


@router.post("/r/{token}")
def use(visit: Here, token: str, _form: Posted) -> Response:
    seen = visit.site.signing_in.look(token)
    if not seen.usable:
        return _over(visit, token, seen)
    demo = visit.site.demo
    session, reference = visit.site.signing_in.use_link(token, visit.device, demo=demo)
    record = f"/desk/{reference}/record"
    return signed_in(visit, session, record if demo else with_next(SECOND, record))


@router.post("/r/{token}/fresh")
def fresh(visit: Here, token: str, _form: Posted) -> Response:
    seen = visit.site.signing_in.look(token)
    visit.site.signing_in.ask_fresh(token)
    return _over(visit, token, seen, sent=True)


def _over(visit: Visit, token: str, seen: RecordLink, *, sent: bool = False) -> Response:
    return visit.page(
        "public/link_expired.html",
        status=200 if sent else 410,
        heading="This link has been used" if seen.used else "This link has expired",
        explanation=_EXPLAINED,
        sent_to=f"the mobile ending {seen.mobile_end}",
        action=f"/r/{token}/fresh",
        sent=sent,
        form_token=visit.form_token(),
    )
