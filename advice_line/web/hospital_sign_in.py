"""Signing in through the hospital: the browser goes to the provider, comes back,
and is told what to do where that did not sign it in."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from advice_line.ports.identity import CameBack
from advice_line.trust.there_and_back import LIFETIME, Refused, name_of
from advice_line.trust_kinds import SignInRefusal
from advice_line.web import sign_in
from advice_line.web.access import Here, Visit
from advice_line.web.cookies import Cookies
from advice_line.web.going_on import page_of_ours, with_next
from advice_line.web.refusal_words import WORDS

START = "/signin/oidc"
RETURN = f"{START}/return"
_COOKIE = "oidc-"
_LONGEST = 2_000

router = APIRouter()


@router.get(START)
def begin(visit: Here, next: str | None = None) -> Response:
    """By a link and not by a form: our policy lets no form lead to another site."""
    try:
        begun = visit.site.hospital.begin(page_of_ours(next))
    except Refused as refused:
        return _refused(visit, refused)
    answer = visit.go(begun.address)
    jar = Cookies(secure=visit.site.secure)
    jar.set(answer, f"{_COOKIE}{begun.name}", begun.cookie, LIFETIME)
    return answer


@router.get(RETURN)
def come_back(
    visit: Here,
    request: Request,
    state: str = "",
    code: str = "",
    iss: str = "",
    error: str = "",
) -> Response:
    back = CameBack(state[:_LONGEST], code[:_LONGEST], iss[:_LONGEST], error[:_LONGEST])
    jar, name = Cookies(secure=visit.site.secure), f"{_COOKIE}{name_of(back.state)}"
    try:
        done = visit.site.hospital.finish(back, jar.read(request.cookies, name), visit.device)
    except Refused as refused:
        answer = _refused(visit, refused)
    else:
        answer = sign_in.signed_in(visit, done.session, done.wanted)
    jar.drop(answer, name)
    return answer


def _refused(visit: Visit, refused: Refused) -> Response:
    words = WORDS[refused.refusal]
    return visit.page(
        "public/not_signed_in.html",
        status=503 if refused.refusal is SignInRefusal.PROVIDER_DOWN else 403,
        words=words,
        subject=refused.subject if words.tell_subject else None,
        code=refused.refusal.value,
        again=START if words.again else None,
        others=with_next("/signin", None),
        name=_label(visit),
    )


def _label(visit: Visit) -> str:
    return visit.site.hospital.label or ""
