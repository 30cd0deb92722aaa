"""People of a practice come in through their own sign-on: the browser goes to the provider, comes
back, and is told what to do where that did not sign them in."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from advice_line.errors import Invalid
from advice_line.ports.identity import CameBack
from advice_line.rules import practice_form
from advice_line.trust.there_and_back import LIFETIME, Refused, name_of
from advice_line.trust_kinds import SignInRefusal
from advice_line.web import refusal_words
from advice_line.web.access import Here, Visit
from advice_line.web.asker import Asking
from advice_line.web.cookies import Cookies
from advice_line.web.going_on import page_of_ours
from advice_line.web.practice import signin

START = f"{signin.SIGN_IN}/oidc"
RETURN = f"{START}/return"
_COOKIE = "practice-oidc-"
_LONGEST = 2_000

router = APIRouter()


@router.get(START)
def begin(visit: Here, computer: str = "", next: str | None = None) -> Response:
    """By a link and not by a form: our policy lets no form lead to another site."""
    try:
        shared = practice_form.is_shared({"computer": computer})
    except Invalid as error:
        return signin.ask_again(visit, next, error.problems)
    try:
        begun = visit.site.practice.sign_on.begin(visit.actor, page_of_ours(next), shared=shared)
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
    who: Asking,
    state: str = "",
    code: str = "",
    iss: str = "",
    error: str = "",
) -> Response:
    back = CameBack(state[:_LONGEST], code[:_LONGEST], iss[:_LONGEST], error[:_LONGEST])
    jar, name = Cookies(secure=visit.site.secure), f"{_COOKIE}{name_of(back.state)}"
    cookie = jar.read(request.cookies, name)
    try:
        done = visit.site.practice.sign_on.finish(
            visit.actor, back, cookie, visit.browser, who.device
        )
    except Refused as refused:
        answer = _refused(visit, refused)
    else:
        answer = signin.go_in(visit, done.entered, done.wanted)
    jar.drop(answer, name)
    return answer


def _refused(visit: Visit, refused: Refused) -> Response:
    words = refusal_words.OF_PRACTICES[refused.refusal]
    return visit.page(
        "practice/not_signed_on.html",
        status=503 if refused.refusal is SignInRefusal.PROVIDER_DOWN else 403,
        words=words,
        code=refused.refusal.value,
        others=signin.SIGN_IN,
    )
