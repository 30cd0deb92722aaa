"""One's own sign-in: passkeys, the authenticator, recovery codes, and where one is signed in."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.outgoing_kinds import OutChannel
from advice_line.rules import device_words, labels, sign_in_notices
from advice_line.trust.roles import Action
from advice_line.web import second_factor
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.by_factors import FIELD
from advice_line.web.going_on import page_of_ours
from advice_line.web.second_factor import OWN, session_of, shown

router = APIRouter()


@router.get(OWN)
def look(visit: Here) -> Response:
    return _page(visit)


@router.post(f"{OWN}/passkeys")
def add_passkey(visit: Here, form: Posted) -> Response:
    name = form.get("name", "").strip() or visit.device.rpartition(" on ")[2]
    wanted = page_of_ours(form.get("next"))
    keeping, token = visit.site.keeping_sign_in, session_of(visit)
    try:
        session = keeping.add_passkey(
            visit.actor, token, visit.browser, form.get(FIELD, ""), device_words.plain(name)
        )
    except Invalid as error:
        if visit.actor.only is not None:
            return second_factor.page(visit, wanted, status=422, problems=error.problems)
        return _page(visit, status=422, problems=error.problems)
    return shown(visit, session, wanted or OWN)


@router.post(f"{OWN}/passkeys/{{passkey}}/remove")
def remove_passkey(visit: Here, passkey: str, _form: Posted) -> Response:
    visit.site.keeping_sign_in.remove_passkey(visit.actor, session_of(visit), passkey)
    return visit.go(OWN)


@router.post(f"{OWN}/authenticator/remove")
def remove_authenticator(visit: Here, _form: Posted) -> Response:
    visit.site.keeping_sign_in.remove_authenticator(visit.actor, session_of(visit))
    return visit.go(OWN)


@router.post(f"{OWN}/recovery-codes")
def recovery_codes(visit: Here, _form: Posted) -> Response:
    """In the answer itself: only their hashes are kept, so that no page can show them again."""
    codes = visit.site.keeping_sign_in.recovery_codes(visit.actor, session_of(visit))
    return visit.page("signing_in/recovery_codes.html", codes=codes)


@router.post(f"{OWN}/sessions/end")
def end_session(visit: Here, form: Posted) -> Response:
    visit.site.keeping_sign_in.end_session(visit.actor, form.get("session", ""))
    return visit.go(OWN)


@router.post(f"{OWN}/sessions/end-others")
def end_others(visit: Here, _form: Posted) -> Response:
    visit.site.keeping_sign_in.end_others(visit.actor, session_of(visit))
    return visit.go(OWN)


def _page(visit: Visit, *, status: int = 200, problems: Sequence[Problem] = ()) -> Response:
    seen = visit.site.keeping_sign_in.look(visit.actor, session_of(visit), visit.browser)
    return visit.page(
        "signing_in/own.html",
        status=status,
        now=seen.now,
        seen=seen,
        how=labels.SIGNED_IN_BY,
        changed=sign_in_notices.SAID,
        mails=OutChannel.EMAIL in visit.site.channels,
        ends_others=visit.actor.may(Action.END_SIGN_INS),
        form_token=visit.form_token(),
        problems=problems,
    )
