"""Signing in by both factors at once: a passkey, or a password with six figures."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.web import sign_in
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.going_on import page_of_ours

router = APIRouter()
FIELD = "credential"
_BY_PASSKEY, _BY_AUTHENTICATOR = "/signin/passkey", "/signin/authenticator"


@router.post(_BY_PASSKEY)
def by_passkey(visit: Here, form: Posted) -> Response:
    wanted, given = page_of_ours(form.get("next")), form.get(FIELD, "")
    try:
        session = visit.site.by_factors.by_passkey(visit.browser, given, visit.device, visit.where)
    except Invalid as error:
        return sign_in.ask(visit, "", wanted, status=422, problems=error.problems)
    return sign_in.signed_in(visit, session, wanted)


@router.get(_BY_AUTHENTICATOR)
def ask(visit: Here, next: str | None = None) -> Response:
    return _ask(visit, {}, page_of_ours(next))


@router.post(_BY_AUTHENTICATOR)
def by_authenticator(visit: Here, form: Posted) -> Response:
    wanted = page_of_ours(form.get("next"))
    try:
        session = visit.site.by_factors.by_authenticator(
            visit.browser,
            form.get("mobile", ""),
            form.get("password", ""),
            form.get("code", ""),
            visit.device,
        )
    except Invalid as error:
        return _ask(visit, form, wanted, status=422, problems=error.problems)
    return sign_in.signed_in(visit, session, wanted)


def _ask(
    visit: Visit,
    form: Mapping[str, str],
    wanted: str | None,
    *,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    return visit.page(
        "signing_in/authenticator.html",
        status=status,
        mobile=form.get("mobile", ""),
        next=wanted,
        form_token=visit.form_token(),
        problems=problems,
    )
