"""By what else than a code somebody of a practice signs in: their passkeys."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.rules import device_words
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.asker import Asking
from advice_line.web.by_factors import FIELD
from advice_line.web.going_on import with_next
from advice_line.web.practice.signin import SIGN_IN

router = APIRouter()
OWN = "/practice/sign-in"


@router.get(OWN)
def look(visit: Here, who: Asking) -> Response:
    return _page(visit, who.device)


@router.post(f"{OWN}/passkeys")
def add(visit: Here, form: Posted, who: Asking) -> Response:
    name = form.get("name", "").strip() or visit.device.rpartition(" on ")[2]
    given, called = form.get(FIELD, ""), device_words.plain(name)
    try:
        visit.site.practice.passkeys.add(visit.actor, who.device, visit.browser, given, called)
    except Invalid as error:
        return _page(visit, who.device, 422, error.problems)
    return visit.go(OWN)


@router.post(f"{OWN}/passkeys/{{passkey}}/remove")
def remove(visit: Here, passkey: str, _form: Posted) -> Response:
    visit.site.practice.passkeys.remove(visit.actor, passkey)
    return visit.go(OWN)


def _page(
    visit: Visit, device: str | None, status: int = 200, problems: Sequence[Problem] = ()
) -> Response:
    seen = visit.site.practice.passkeys.look(visit.actor, device, visit.browser)
    return visit.page(
        "practice/own_sign_in.html",
        status=status,
        now=seen.now,
        seen=seen,
        again=with_next(SIGN_IN, OWN),
        form_token=visit.form_token(),
        problems=problems,
    )
