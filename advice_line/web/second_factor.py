"""Whoever has shown one factor shows the second here, or adds the first one that can be shown; and
whoever showed both a while ago shows them again, before they change what they sign in by."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from advice_line.errors import Invalid, Problem
from advice_line.web import signed_out
from advice_line.web.access import Here, Posted, SignInFirst, Visit
from advice_line.web.by_factors import FIELD
from advice_line.web.cookies import Cookies
from advice_line.web.frames import home_of
from advice_line.web.going_on import page_of_ours, with_next

router = APIRouter()
OWN = "/you/sign-in"


@router.get(signed_out.SECOND)
def ask(visit: Here, next: str | None = None) -> Response:
    return page(visit, page_of_ours(next))


@router.post(f"{signed_out.SECOND}/passkey")
def by_passkey(visit: Here, form: Posted) -> Response:
    wanted, given = page_of_ours(form.get("next")), form.get(FIELD, "")
    try:
        session = visit.site.by_factors.confirm_by_passkey(
            visit.actor, session_of(visit), visit.browser, given
        )
    except Invalid as error:
        return page(visit, wanted, status=422, problems=error.problems)
    return shown(visit, session, wanted)


@router.post(f"{signed_out.SECOND}/authenticator")
def by_authenticator(visit: Here, form: Posted) -> Response:
    wanted = page_of_ours(form.get("next"))
    try:
        session = visit.site.by_factors.confirm_by_authenticator(
            visit.actor,
            session_of(visit),
            visit.browser,
            form.get("password", ""),
            form.get("code", ""),
        )
    except Invalid as error:
        return page(visit, wanted, status=422, problems=error.problems)
    return shown(visit, session, wanted)


def shown(visit: Visit, session: str, wanted: str | None) -> Response:
    """Both factors were shown: on, with the session's new token."""
    answer = visit.go(wanted or home_of(visit.actor))
    Cookies(secure=visit.site.secure).sign_in(answer, session)
    return answer


def session_of(visit: Visit) -> str:
    """Raises `access.SignInFirst`."""
    if visit.session is None:
        raise SignInFirst
    return visit.session


async def first(_request: Request, _error: Exception) -> Response:
    """To the page that asks for it, and from there to one's own sign-in: nothing was done yet."""
    return RedirectResponse(with_next(signed_out.SECOND, OWN), status_code=303)


def page(
    visit: Visit, wanted: str | None, *, status: int = 200, problems: Sequence[Problem] = ()
) -> Response:
    can = visit.site.by_factors.can_show(visit.actor, session_of(visit), visit.browser)
    if can.nothing and (can.whole or not can.fresh):
        # What they came with is all they have, and too long ago: they come with it once more.
        template = "signing_in/second_again.html"
    else:
        template = "signing_in/second_new.html" if can.nothing else "signing_in/second.html"
    return visit.page(
        template,
        status=status,
        can=can,
        next=wanted or home_of(visit.actor),
        again=with_next("/signin", wanted),
        form_token=visit.form_token(),
        problems=problems,
    )
