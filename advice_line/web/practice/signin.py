"""How people of a practice sign in: an address, the code that was mailed to it, and once who they
are."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.practice.opening import Entered, Place
from advice_line.errors import AdviceLineError, Expired, Invalid, NotAllowed, Problem, TooManyTries
from advice_line.outgoing_kinds import OutChannel
from advice_line.rules import practice_form
from advice_line.trust import codes
from advice_line.web import asker
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.asker import Asking
from advice_line.web.by_factors import FIELD
from advice_line.web.going_on import page_of_ours, with_next
from advice_line.web.labels import choices

router = APIRouter()
personas = APIRouter()
HOME, JOIN, SIGN_IN = "/practice", "/practice/join", "/practice/signin"
CODE, PASSKEY = f"{SIGN_IN}/code", f"{SIGN_IN}/passkey"
MINUTES = int(codes.LIFETIME.total_seconds() // 60)
COMPUTERS = {practice_form.SHARED: "Others use it too", practice_form.OWN: "Only I use it"}
_NOTHING: Mapping[str, str] = {}


@router.get(SIGN_IN)
def ask(visit: Here, next: str | None = None) -> Response:
    return _ask(visit, "", next)


@router.post(SIGN_IN)
def send_code(visit: Here, form: Posted, next: str | None = None) -> Response:
    wanted, typed = form.get("next") or next, form.get("email")
    if typed is None:  # "Send another code": the address is asked for again, not remembered
        return visit.go(with_next(SIGN_IN, page_of_ours(wanted)))
    if not _mails(visit):
        return _ask(visit, typed, wanted, 503)
    try:
        address = practice_form.address(form)
        visit.site.practice.entering.send_code(visit.actor, address, visit.browser)
    except Invalid as error:
        return _ask(visit, typed, wanted, 422, error.problems)
    return visit.go(with_next(CODE, page_of_ours(wanted)))


@router.get(CODE)
def ask_code(visit: Here, next: str | None = None) -> Response:
    return _ask_code(visit, next)


@router.post(CODE)
def use_code(visit: Here, form: Posted, who: Asking, next: str | None = None) -> Response:
    try:
        entered = visit.site.practice.entering.use_code(
            visit.actor,
            visit.browser,
            who.device,
            form.get("code", ""),
            shared=practice_form.is_shared(form),
        )
    except (Invalid, Expired, TooManyTries) as error:
        return _ask_code(visit, next, form.get("computer"), error)
    return go_in(visit, entered, next)


@router.post(PASSKEY)
def use_passkey(visit: Here, form: Posted, who: Asking) -> Response:
    wanted = form.get("next")
    try:
        entered = visit.site.practice.passkeys.enter(
            visit.actor,
            visit.browser,
            who.device,
            form.get(FIELD, ""),
            shared=practice_form.is_shared(form),
        )
    except Invalid as error:
        return _ask(visit, "", wanted, 422, error.problems, form.get("computer"))
    return go_in(visit, entered, wanted)


def go_in(visit: Visit, entered: Entered, wanted: str | None) -> Response:
    """Nobody is led to a page of their practice who has yet to say who they are."""
    to = (page_of_ours(wanted) or HOME) if entered.place is Place.IN else JOIN
    answer = visit.go(to)
    asker.remember(visit, answer, entered.token)
    return answer


@router.get(JOIN)
def join_form(visit: Here, who: Asking) -> Response:
    return _join(visit, who.device, _NOTHING)


@router.post(JOIN)
def join(visit: Here, form: Posted, who: Asking) -> Response:
    try:
        person = practice_form.person(form)
        visit.site.practice.entering.join(visit.actor, who.device, person)
    except Invalid as error:
        return _join(visit, who.device, form, 422, error.problems)
    return visit.go(HOME)


@router.post("/practice/signout")
def out(visit: Here, _form: Posted, who: Asking) -> Response:
    visit.site.practice.entering.out(who.device)
    answer = visit.go("/")
    asker.forget(visit, answer)
    return answer


@router.post("/practice/switch")
def switch(visit: Here, form: Posted, who: Asking) -> Response:
    visit.site.practice.entering.switch(visit.actor, who.device, form.get("member", ""))
    return visit.go(HOME)


@personas.post("/practice/as")
def be_somebody(visit: Here, form: Posted) -> Response:
    token = visit.site.practice.entering.as_persona(form.get("persona", ""))
    answer = visit.go(page_of_ours(form.get("next")) or HOME)
    asker.remember(visit, answer, token)
    return answer


def ask_again(visit: Visit, wanted: str | None, problems: Sequence[Problem]) -> Response:
    return _ask(visit, "", wanted, 422, problems)


def _mails(visit: Visit) -> bool:
    """Without mail no code would ever come, and to say that one was sent would be untrue."""
    return OutChannel.EMAIL in visit.site.channels


def _ask(
    visit: Visit,
    email: str,
    wanted: str | None,
    status: int = 200,
    problems: Sequence[Problem] = (),
    computer: str | None = None,
) -> Response:
    people = visit.site.practice.entering.personas() if visit.site.demo else ()
    return visit.page(
        "practice/sign_in.html",
        status=status,
        email=email,
        next=page_of_ours(wanted),
        mails=_mails(visit),
        personas=people,
        sign_on=visit.site.practice.sign_on.label,
        passkey=visit.site.practice.passkeys.asked(visit.browser),
        computer=computer,
        computers=choices(COMPUTERS),
        form_token=visit.form_token(),
        problems=problems,
    )


def _ask_code(
    visit: Visit,
    wanted: str | None,
    computer: str | None = None,
    error: AdviceLineError | None = None,
) -> Response:
    made = visit.page(
        "practice/code.html",
        status=_status(error),
        action=with_next(CODE, page_of_ours(wanted)),
        again=with_next(SIGN_IN, page_of_ours(wanted)),
        minutes=MINUTES,
        computer=computer,
        computers=choices(COMPUTERS),
        form_token=visit.form_token(),
        problems=_problems(error),
    )
    if isinstance(error, TooManyTries):
        made.headers["retry-after"] = str(error.retry_after)
    return made


def _status(error: AdviceLineError | None) -> int:
    if error is None:
        return 200
    return 429 if isinstance(error, TooManyTries) else 422


def _problems(error: AdviceLineError | None) -> Sequence[Problem]:
    if isinstance(error, Invalid):
        return error.problems
    return [Problem("code", error.sentence)] if error else ()


def _join(
    visit: Visit,
    device: str | None,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    try:
        found = visit.site.practice.entering.look(visit.actor, device)
    except NotAllowed:
        return visit.go(SIGN_IN)
    return visit.page(
        "practice/join.html",
        status=status,
        now=found.now,
        address=found.address,
        practice=found.practice,
        refused=found.refused,
        action=JOIN,
        form={"member_name": found.name, **form},
        roles=choices(practice_form.ROLES),
        computers=(),
        form_token=visit.form_token(),
        problems=problems,
    )
