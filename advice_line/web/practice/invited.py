"""The pages of an invitation: by which practice, its code, and who has come."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.practice.invited import Invitation
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Role
from advice_line.outgoing_kinds import OutChannel
from advice_line.rules import practice_form
from advice_line.web import asker, cookies
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.asker import Asking
from advice_line.web.behind_code import Gate
from advice_line.web.cookies import Cookies
from advice_line.web.labels import choices
from advice_line.web.practice.signin import COMPUTERS, HOME

router = APIRouter()
_PLACE = "/practice/invited"
_NOTHING: Mapping[str, str] = {}


@router.get("/practice/invited/{token}")
def look(visit: Here, token: str) -> Response:
    """Who they are is asked in the browser that typed the code; any other hears that there is an
    invitation."""
    if visit.actor.link_id is not None and Role.REQUESTER in visit.actor.roles:
        return _join(visit, token, _NOTHING)
    return _GATE.closed(visit, token)


@router.post("/practice/invited/{token}/code")
def send_code(visit: Here, token: str, _form: Posted) -> Response:
    return _GATE.send_code(visit, token)


@router.get("/practice/invited/{token}/code")
def ask_code(visit: Here, token: str) -> Response:
    return _GATE.ask_code(visit, token)


@router.post("/practice/invited/{token}/open")
def open_invitation(visit: Here, token: str, form: Posted) -> Response:
    return _GATE.open(visit, token, form.get("code", ""))


@router.post("/practice/invited/{token}/join")
def join(visit: Here, token: str, form: Posted, who: Asking) -> Response:
    try:
        person, shared = practice_form.joining(form)
        device = visit.site.practice.invited.join(
            visit.actor, token, visit.browser, who.device, person, shared=shared
        )
    except Invalid as error:
        return _join(visit, token, form, 422, error.problems)
    answer = visit.go(HOME)
    asker.remember(visit, answer, device)
    Cookies(secure=visit.site.secure).drop(answer, cookies.letter(token))
    return answer


def _join(
    visit: Visit,
    token: str,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    invitation = visit.site.practice.invited.look(token)
    if invitation.over is not None:
        return _waiting(visit, token, invitation, 410)
    return visit.page(
        "practice/join.html",
        status=status,
        now=invitation.now,
        of=invitation.line,
        address=invitation.sent_to,
        practice=invitation.practice,
        refused=None,
        action=f"{_PLACE}/{token}/join",
        form=form,
        roles=choices(practice_form.ROLES),
        computers=choices(COMPUTERS),
        form_token=visit.form_token(),
        problems=problems,
    )


def _mails(visit: Visit, _invitation: Invitation) -> bool:
    return OutChannel.EMAIL in visit.site.channels


def _waiting(visit: Visit, token: str, invitation: Invitation, status: int) -> Response:
    return visit.page(
        "practice/invited.html",
        status=status,
        now=invitation.now,
        of=invitation.line,
        here=f"{_PLACE}/{token}",
        practice=invitation.practice,
        manager=invitation.manager,
        ends_at=invitation.ends_at,
        sent_to=invitation.sent_to,
        over=invitation.over,
        mails=_mails(visit, invitation),
        form_token=visit.form_token(),
    )


_GATE = Gate(
    _PLACE,
    "",
    box=lambda visit: visit.site.practice.invited,
    sends=_mails,
    waiting=_waiting,
    renews=lambda _visit, _invitation: False,
)
