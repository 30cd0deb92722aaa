"""Setting up an authenticator: a password, then the app is shown a picture, then its six figures.

The picture stands in the page itself, so that its secret is in no address and no cache.
"""

from collections.abc import Sequence

import segno
from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.trust import passwords
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.going_on import page_of_ours, with_next
from advice_line.web.second_factor import OWN, session_of, shown

router = APIRouter()
PLACE = f"{OWN}/authenticator"
_FIGURES = f"{PLACE}/figures"


@router.get(PLACE)
def ask(visit: Here, next: str | None = None) -> Response:
    return _ask(visit, page_of_ours(next))


@router.post(PLACE)
def begin(visit: Here, form: Posted) -> Response:
    wanted, password = page_of_ours(form.get("next")), form.get("password", "")
    try:
        visit.site.keeping_sign_in.begin_authenticator(
            visit.actor, session_of(visit), password, form.get("again", "")
        )
    except Invalid as error:
        return _ask(visit, wanted, status=422, problems=error.problems)
    return visit.go(with_next(_FIGURES, wanted))


@router.get(_FIGURES)
def ask_figures(visit: Here, next: str | None = None) -> Response:
    return _ask_figures(visit, page_of_ours(next))


@router.post(_FIGURES)
def confirm(visit: Here, form: Posted) -> Response:
    wanted = page_of_ours(form.get("next"))
    try:
        session = visit.site.keeping_sign_in.confirm_authenticator(
            visit.actor, session_of(visit), form.get("code", "")
        )
    except Invalid as error:
        return _ask_figures(visit, wanted, status=422, problems=error.problems)
    return shown(visit, session, wanted or OWN)


def _ask(
    visit: Visit, wanted: str | None, *, status: int = 200, problems: Sequence[Problem] = ()
) -> Response:
    return visit.page(
        "signing_in/new_authenticator.html",
        status=status,
        next=wanted,
        shortest=passwords.SHORTEST,
        form_token=visit.form_token(),
        problems=problems,
    )


def _ask_figures(
    visit: Visit, wanted: str | None, *, status: int = 200, problems: Sequence[Problem] = ()
) -> Response:
    new = visit.site.keeping_sign_in.new_authenticator(visit.actor, session_of(visit))
    # White round and behind it: a camera needs the contrast in a dark scheme as well.
    drawn = segno.make(new.address, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", title="A QR code for your app"
    )
    return visit.page(
        "signing_in/figures.html",
        status=status,
        picture=Markup(drawn),  # noqa: S704 # drawn here of squares alone
        secret=new.secret,
        next=wanted,
        form_token=visit.form_token(),
        problems=problems,
    )
