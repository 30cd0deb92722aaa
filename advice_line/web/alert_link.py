"""The practice's pages of an alert: that it is there, its code, its words, and who acts on it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.alerting import box
from advice_line.desk.alerting.box import AlertWaiting
from advice_line.errors import Invalid, Problem
from advice_line.outgoing_kinds import OutChannel
from advice_line.rules import alert_notices
from advice_line.trust import links
from advice_line.trust.roles import Action
from advice_line.web import alert_opened, alert_words
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.behind_code import Gate

router = APIRouter()
NOTHING: Mapping[str, str] = MappingProxyType({})
_DAYS = links.LIFETIME[links.LinkKind.ALERT].days


@router.get("/a/{token}")
def look(visit: Here, token: str) -> Response:
    """The alert to the browser that typed its code, to any other that there is one."""
    if visit.actor.may(Action.READ_LETTER):
        return _alert(visit, token)
    return _GATE.closed(visit, token)


@router.post("/a/{token}/code")
def send_code(visit: Here, token: str, _form: Posted) -> Response:
    return _GATE.send_code(visit, token)


@router.get("/a/{token}/code")
def ask_code(visit: Here, token: str) -> Response:
    return _GATE.ask_code(visit, token)


@router.post("/a/{token}/open")
def open_alert(visit: Here, token: str, form: Posted) -> Response:
    return _GATE.open(visit, token, form.get("code", ""))


@router.post("/a/{token}/answer")
def answer(visit: Here, token: str, form: Posted) -> Response:
    try:
        visit.site.alert_box.answer(
            visit.actor,
            token,
            form.get(box.NAME, ""),
            form.get(box.ANSWER, ""),
            form.get(box.WHY, ""),
            visit.key(form),
        )
    except Invalid as error:
        return _alert(visit, token, 422, error.problems, form)
    return visit.go(f"/a/{token}")


@router.post("/a/{token}/fresh")
def fresh(visit: Here, token: str, _form: Posted) -> Response:
    return _GATE.fresh(visit, token)


def _mails(visit: Visit, _waiting: AlertWaiting) -> bool:
    return OutChannel.EMAIL in visit.site.channels


def _waiting(visit: Visit, token: str, waiting: AlertWaiting, status: int) -> Response:
    return visit.page(
        "alerts/waiting.html",
        status=status,
        now=waiting.now,
        of=waiting.line,
        here=f"/a/{token}",
        reference=waiting.reference,
        word=alert_notices.word(waiting.word),
        key=alert_words.tag(waiting.word),
        line_name=waiting.line.name,
        number=waiting.line.number,
        sent_to=waiting.sent_to,
        mails=_mails(visit, waiting),
        form_token=visit.form_token(),
    )


def _alert(
    visit: Visit,
    token: str,
    status: int = 200,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] = NOTHING,
) -> Response:
    return alert_opened.page(
        visit,
        visit.site.alert_box.read(visit.actor, token),
        alert_opened.Reader(here=f"/a/{token}", name=typed.get(box.NAME, "")),
        status=status,
        problems=problems,
        typed=typed,
    )


_GATE = Gate(
    "/a",
    f"Links to an alert last {_DAYS} days. The alert is still there.",
    box=lambda visit: visit.site.alert_box,
    sends=_mails,
    waiting=_waiting,
)
