"""A requester's own pages of what they asked: that it is kept, its code, its state, what was asked
back, and what they add to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.asking import proof, withdrawing
from advice_line.desk.asking.own_page import FIELD, Seen
from advice_line.errors import AdviceLineError, Expired, Invalid, Problem, TooManyTries
from advice_line.kinds import QueryState
from advice_line.outgoing_kinds import OutChannel
from advice_line.rules import chat_words
from advice_line.rules.told import Told
from advice_line.trust import links
from advice_line.trust.roles import Action
from advice_line.web import asker, code_page
from advice_line.web.access import Here, Posted, StaleForm, Typed, Visit
from advice_line.web.asker import Asking, Given
from advice_line.web.cookies import Cookies

router = APIRouter()
WRITE = "/q/{token}/write"
_DAYS = links.LIFETIME[links.LinkKind.QUESTION].days
# Asked beside the code where nobody has shown yet that the address is theirs.
_PROOF = {
    "date_of_birth": "The patient's date of birth, as you gave it",
    "nhs_number": "The patient's number, as you gave it",
    "patient_name": "The patient's name, as you gave it",
}
_STATES = {
    QueryState.RECEIVED: "Waiting to be read",
    QueryState.WAITING: "Waiting to be read",
    QueryState.OFFERED: "Waiting to be read",
    QueryState.ACCEPTED: "With {who}",
    QueryState.ASKED_BACK: "{who} asks you something",
    QueryState.ADVISED: "Answered",
    QueryState.ACKNOWLEDGED: "Answered, and received by you or your practice",
    QueryState.DEFLECTED: "With the radiology office",
    QueryState.CLOSED: "Closed",
}


@dataclass(frozen=True)
class _Line:
    name: str
    number: str


@dataclass(frozen=True)
class _Told:
    due_at: datetime
    read_from: datetime | None
    open: bool
    out_of_hours: str | None


def shown(visit: Visit, token: str) -> Response:
    """To the browser that typed its code what was asked, to any other that there is something."""
    if visit.actor.may(Action.READ_QUESTION):
        return _question(visit, token)
    return _closed(visit, token, visit.site.own_questions.look(token, visit.browser))


@router.get("/q/{token}/kept")
def kept(visit: Here, token: str) -> Response:
    """What happens next, once it is sent; nothing of what was asked is shown."""
    return _kept(visit, token)


@router.post("/q/{token}/own/code")
def send_code(visit: Here, token: str, _form: Posted) -> Response:
    seen = visit.site.own_questions.look(token, visit.browser)
    if seen.expired or seen.channel not in visit.site.channels:
        return _closed(visit, token, seen, 410 if seen.expired else 503)
    visit.site.own_questions.send_code(token, visit.browser)
    return visit.go(f"/q/{token}/own/code")


@router.get("/q/{token}/own/code")
def ask_code(visit: Here, token: str) -> Response:
    return _ask_code(visit, token)


@router.post("/q/{token}/own/open")
def open_question(visit: Here, token: str, form: Posted, who: Asking) -> Response:
    own = visit.site.own_questions
    try:
        session, device = own.open(
            token, visit.browser, form.get("code", ""), who.device, form.get(proof.FIELD, "")
        )
    except (Invalid, Expired, TooManyTries) as error:
        problems = error.problems if isinstance(error, Invalid) else [_of(error)]
        if form.get("from") == "kept":
            return _kept(visit, token, 422, problems)
        return _ask_code(visit, token, 422, problems)
    answer = visit.go(f"/q/{token}")
    Cookies(secure=visit.site.secure).open_letter(answer, token, session)
    if device is not None:
        asker.remember(visit, answer, device)
    return answer


@router.post(WRITE)
def write(visit: Here, token: str, form: Typed, files: Given) -> Response:
    words = form.get(FIELD, "")
    if not visit.holds(form):
        if not visit.site.own_questions.knows(token):
            raise StaleForm
        return _question(visit, token, 403, [Problem("", StaleForm.sentence)], words)
    try:
        once = visit.key(form, [each.content for each in files])
        visit.site.own_questions.write(visit.actor, token, words, files, once)
    except Invalid as error:
        return _question(visit, token, 422, error.problems, words)
    return visit.go(f"/q/{token}")


@router.post("/q/{token}/withdraw")
def withdraw(visit: Here, token: str, form: Posted) -> Response:
    reason = form.get("reason", "")
    visit.site.own_questions.withdraw(visit.actor, token, reason, visit.key(form))
    return visit.go(f"/q/{token}")


@router.post("/q/{token}/teaching")
def teaching(visit: Here, token: str, form: Posted) -> Response:
    objects = form.get("objects") == "yes"
    doors = visit.site.data_life.objections
    doors.say_own(visit.actor, token, objects=objects, once=visit.key(form))
    return visit.go(f"/q/{token}")


def _of(error: AdviceLineError) -> Problem:
    return Problem("code", error.sentence)


def _kept(
    visit: Visit, token: str, status: int = 200, problems: Sequence[Problem] = ()
) -> Response:
    seen = visit.site.own_questions.look(token, visit.browser)
    return visit.page(
        "requester/kept.html",
        status=status,
        now=seen.now,
        of=seen.line,
        here=f"/q/{token}",
        reference=seen.told.reference,
        line=_line(seen),
        told=_times(seen.told),
        writes=seen.channel in visit.site.channels,
        confirmed=seen.confirmed,
        sent_to=_confirmable(visit, seen),
        code_sent=seen.code_sent,
        minutes=code_page.MINUTES,
        form_token=visit.form_token(),
        problems=problems,
    )


def _confirmable(visit: Visit, seen: Seen) -> str | None:
    """Without mail no code would ever come."""
    return None if seen.elsewhere or seen.channel not in visit.site.channels else seen.sent_to


def _closed(visit: Visit, token: str, seen: Seen, status: int = 200) -> Response:
    """Nothing of what was asked: its code was not typed in this browser."""
    if seen.expired:
        status = 410
    return visit.page(
        "requester/question_closed.html",
        status=status,
        now=seen.now,
        of=seen.line,
        here=f"/q/{token}",
        reference=seen.told.reference,
        line=_line(seen),
        sent_to=seen.sent_to,
        by_text=seen.channel is OutChannel.SMS,
        sends=seen.channel in visit.site.channels,
        elsewhere=seen.elsewhere and seen.proof is not None,
        expired=seen.expired,
        days=_DAYS,
        form_token=visit.form_token(),
    )


def _ask_code(
    visit: Visit, token: str, status: int = 200, problems: Sequence[Problem] = ()
) -> Response:
    seen = visit.site.own_questions.look(token, visit.browser)
    if seen.expired or seen.sent_to is None:
        return _closed(visit, token, seen)
    return code_page.asked(
        visit,
        f"/q/{token}",
        own=f"/q/{token}/own",
        line=seen.line,
        now=seen.now,
        proof=_PROOF.get(seen.proof or ""),
        sent_to=seen.sent_to,
        status=status,
        problems=problems,
    )


def _question(
    visit: Visit,
    token: str,
    status: int = 200,
    problems: Sequence[Problem] = (),
    words: str = "",
) -> Response:
    own = visit.site.own_questions.read(visit.actor, token)
    closed = own.state is QueryState.CLOSED
    return visit.page(
        "requester/question.html",
        status=status,
        now=own.now,
        of=own.line,
        here=f"/q/{token}",
        reference=own.told.reference,
        line=_Line(own.line.name, own.line.number),
        state=_STATES[own.state].format(who=own.with_whom or "Somebody"),
        waits=not own.advised and not closed,
        told=_times(own.told),
        asked_at=own.received_at,
        asked_by=own.requester.requester_name if own.requester else None,
        asked_how=chat_words.came_by(own.channel),
        asked_for=chat_words.urgency(own.urgency),
        unwritten=all(each.by for each in own.said),
        patient=own.patient,
        said=own.said,
        asked_back=own.asked_back,
        later=own.later,
        advised=own.advised,
        received=own.received,
        may_write=own.state not in (QueryState.CLOSED, QueryState.DEFLECTED),
        objects=visit.site.data_life.objections.own(visit.actor, token),
        may_withdraw=withdrawing.may_be(own.state),
        words=words,
        form_token=visit.form_token(),
        problems=problems,
    )


def _line(seen: Seen) -> _Line:
    return _Line(seen.line.name, seen.line.number)


def _times(told: Told) -> _Told:
    is_open = told.read_from is not None and told.read_from <= told.now
    return _Told(told.due_at, told.read_from, is_open, told.out_of_hours)
