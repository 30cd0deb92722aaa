"""People of a practice come in through their own sign-on: the browser goes to the provider, comes
back, and is told what to do where that did not sign them in."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from advice_line.errors import Invalid
from advice_line.ports.identity import CameBack
from advice_line.rules import practice_form
from advice_line.trust.there_and_back import Refused
from advice_line.web import refusal_words, to_provider, told_by_provider
from advice_line.web.access import Here, Typed, Visit
from advice_line.web.asker import Asking
from advice_line.web.going_on import page_of_ours
from advice_line.web.practice import signin

START = f"{signin.SIGN_IN}/oidc"
RETURN = f"{START}/return"
# The provider itself comes to these, no browser.
KEYS, LOGOUT = f"{START}/keys", f"{START}/logout"

router = APIRouter()


@router.get(START)
def begin(visit: Here, computer: str = "", next: str | None = None) -> Response:
    try:
        shared = practice_form.is_shared({"computer": computer})
    except Invalid as error:
        return signin.ask_again(visit, next, error.problems)
    sign_on, wanted = visit.site.practice.sign_on, page_of_ours(next)
    return _WAY.go(visit, lambda: sign_on.begin(visit.actor, wanted, shared=shared))


@router.get(RETURN)
def come_back(visit: Here, returned: to_provider.Return, who: Asking) -> Response:
    def finish(back: CameBack, cookie: str | None) -> Response:
        sign_on = visit.site.practice.sign_on
        done = sign_on.finish(visit.actor, back, cookie, visit.browser, who.device)
        return signin.go_in(visit, done.entered, done.wanted)

    return _WAY.come_back(visit, returned, finish)


@router.get(KEYS)
def keys(visit: Here) -> Response:
    return JSONResponse(visit.site.practice.sign_on.keys(visit.actor))


@router.post(LOGOUT)
def signed_out(visit: Here, form: Typed) -> Response:
    sign_on = visit.site.practice.sign_on
    return told_by_provider.signed_out(
        visit, form, lambda token: sign_on.signed_out_there(visit.actor, token)
    )


def _refused(visit: Visit, refused: Refused) -> Response:
    return visit.page(
        "practice/not_signed_on.html",
        status=to_provider.status(refused),
        words=refusal_words.OF_PRACTICES[refused.refusal],
        code=refused.refusal.value,
        others=signin.SIGN_IN,
    )


_WAY = to_provider.Way("practice-oidc-", _refused)
