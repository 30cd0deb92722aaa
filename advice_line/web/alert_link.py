"""The practice's pages of an alert: that it is there, its code, its words, and who acts on it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.alert_kinds import AlertAnswer, AlertEnd
from advice_line.desk.alerting import box
from advice_line.desk.alerting.box import AlertWaiting
from advice_line.errors import Invalid, Problem
from advice_line.kinds import OutChannel
from advice_line.rules import alert_letter, alert_notices
from advice_line.trust import links
from advice_line.trust.roles import Action
from advice_line.web import alert_words, code_page, query
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.cookies import Cookies

router = APIRouter()
NOTHING: Mapping[str, str] = MappingProxyType({})
_DAYS = links.LIFETIME[links.LinkKind.ALERT].days
_EXPLAINED = f"Links to an alert last {_DAYS} days. The alert is still there."


@router.get("/a/{token}")
def look(visit: Here, token: str) -> Response:
    """The alert to the browser that typed its code, to any other that there is one."""
    waiting = visit.site.alert_box.look(token)
    if visit.actor.may(Action.READ_LETTER):
        return _alert(visit, token)
    return _expired(visit, token, waiting) if waiting.expired else _waiting(visit, token, waiting)


@router.post("/a/{token}/code")
def send_code(visit: Here, token: str, _form: Posted) -> Response:
    waiting = visit.site.alert_box.look(token)
    if waiting.expired:
        return _expired(visit, token, waiting)
    if not _mails(visit):
        return _waiting(visit, token, waiting, 503)
    visit.site.alert_box.send_code(token, visit.browser)
    return visit.go(f"/a/{token}/code")


@router.get("/a/{token}/code")
def ask_code(visit: Here, token: str) -> Response:
    return _ask_code(visit, token)


@router.post("/a/{token}/open")
def open_alert(visit: Here, token: str, form: Posted) -> Response:
    try:
        session = visit.site.alert_box.open(token, visit.browser, form.get("code", ""))
    except Invalid as error:
        return _ask_code(visit, token, 422, error.problems)
    answer = visit.go(f"/a/{token}")
    Cookies(secure=visit.site.secure).open_letter(answer, token, session)
    return answer


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
    waiting = visit.site.alert_box.look(token)
    visit.site.alert_box.ask_fresh(token)
    return _expired(visit, token, waiting, sent=True)


def _mails(visit: Visit) -> bool:
    """Without mail no code would ever come, and to say that one was sent would be untrue."""
    return OutChannel.EMAIL in visit.site.channels


def _waiting(visit: Visit, token: str, waiting: AlertWaiting, status: int = 200) -> Response:
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
        sent_to=waiting.address_hint,
        mails=_mails(visit),
        form_token=visit.form_token(),
    )


def _alert(
    visit: Visit,
    token: str,
    status: int = 200,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] = NOTHING,
) -> Response:
    opened = visit.site.alert_box.read(visit.actor, token)
    acts = opened.answered is AlertAnswer.WILL_ACT
    return visit.page(
        "alerts/opened.html",
        status=status,
        now=opened.now,
        of=opened.line,
        here=f"/a/{token}",
        alert=opened,
        means=alert_letter.MEANS[opened.word],
        key=alert_words.tag(opened.word),
        critical=alert_notices.critical(opened.word),
        patient=query.patient(opened.patient),
        acts=acts,
        cannot=opened.answered is AlertAnswer.CANNOT_ACT,
        withdrawn=opened.ended is AlertEnd.WITHDRAWN,
        may_answer=opened.ended is None and not acts,
        answered_by=typed.get(box.NAME, ""),
        cannot_act_reason=typed.get(box.WHY, ""),
        form_token=visit.form_token(),
        problems=problems,
    )


def _ask_code(
    visit: Visit, token: str, status: int = 200, problems: Sequence[Problem] = ()
) -> Response:
    waiting = visit.site.alert_box.look(token)
    if waiting.expired:
        return _expired(visit, token, waiting)
    return code_page.asked(
        visit,
        f"/a/{token}",
        line=waiting.line,
        now=waiting.now,
        sent_to=waiting.address_hint,
        status=status,
        problems=problems,
    )


def _expired(visit: Visit, token: str, waiting: AlertWaiting, *, sent: bool = False) -> Response:
    return visit.page(
        "public/link_expired.html",
        status=200 if sent else 410,
        now=waiting.now,
        of=waiting.line,
        heading="This link has expired",
        explanation=_EXPLAINED,
        sent_to=waiting.address_hint,
        action=f"/a/{token}/fresh",
        sent=sent,
        form_token=visit.form_token(),
    )
