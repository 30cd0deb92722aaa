"""Signing in by a code to the mobile on file, and out; one click in the demonstration."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Expired, Invalid, Problem
from advice_line.kinds import StaffRole
from advice_line.outgoing_kinds import OutChannel
from advice_line.rules import labels
from advice_line.tables.directory import Responder
from advice_line.trust import codes, granted
from advice_line.web import cookies
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.cookies import Cookies
from advice_line.web.frames import home_of
from advice_line.web.going_on import page_of_ours, with_next
from advice_line.web.signed_out import SECOND

MINUTES = int(codes.LIFETIME.total_seconds() // 60)

router = APIRouter()
personas = APIRouter()


@router.get("/signin")
def look(visit: Here, next: str | None = None) -> Response:
    return ask(visit, "", page_of_ours(next))


@router.post("/signin")
def send_code(visit: Here, form: Posted, next: str | None = None) -> Response:
    mobile, wanted = form.get("mobile"), page_of_ours(form.get("next") or next)
    if mobile is None:  # "Send another code": the number is asked for again, not remembered
        return visit.go(with_next("/signin", wanted))
    if not _texts(visit):
        return ask(visit, mobile, wanted, status=503)
    try:
        visit.site.signing_in.send_code(mobile, visit.browser)
    except Invalid as error:
        return ask(visit, mobile, wanted, status=422, problems=error.problems)
    return visit.go(with_next("/signin/code", wanted))


@router.get("/signin/code")
def ask_code(visit: Here, next: str | None = None) -> Response:
    return _ask_code(visit, page_of_ours(next))


@router.post("/signin/code")
def use_code(visit: Here, form: Posted, next: str | None = None) -> Response:
    try:
        session = visit.site.signing_in.use_code(visit.browser, form.get("code", ""), visit.device)
    except Invalid as error:
        return _ask_code(visit, page_of_ours(next), status=422, problems=error.problems)
    except Expired as error:
        problem = Problem("code", error.sentence)
        return _ask_code(visit, page_of_ours(next), status=410, problems=[problem])
    return signed_in(visit, session, with_next(SECOND, page_of_ours(next)))


@router.post("/signout")
def sign_out(visit: Here, _form: Posted) -> Response:
    there = None
    if visit.session is not None:
        there = visit.site.hospital.out(visit.session)
        visit.site.signing_in.out(visit.session)
    answer = visit.go("/") if there is None else _out_there_too(visit, there)
    Cookies(secure=visit.site.secure).leave(answer, cookies.STAFF)
    return answer


@personas.post("/signin/as")
def be_somebody(visit: Here, form: Posted) -> Response:
    session = visit.site.signing_in.as_persona(form.get("persona", ""))
    return signed_in(visit, session, page_of_ours(form.get("next")))


def ask(
    visit: Visit, mobile: str, wanted: str | None, *, status: int = 200, problems: object = ()
) -> Response:
    people = visit.site.signing_in.personas() if visit.site.demo else []
    return visit.page(
        "public/sign_in.html",
        status=status,
        mobile=mobile,
        next=wanted,
        texts=_texts(visit),
        hospital=visit.site.hospital.label,
        personas=[_persona(person) for person in people],
        passkey=visit.site.by_factors.asked(visit.browser),
        form_token=visit.form_token(),
        problems=problems,
    )


def _texts(visit: Visit) -> bool:
    """Without a telephone no code would ever come, and to say that one was sent would be untrue."""
    return OutChannel.SMS in visit.site.channels


def _out_there_too(visit: Visit, address: str) -> Response:
    """A page that leads on by itself: a redirect of the form that signs out may not leave us."""
    name = visit.site.hospital.label
    return visit.page("public/signed_out_there.html", address=address, name=name)


def _persona(person: Responder) -> dict[str, str]:
    duties = [words for role, words in labels.DUTIES.items() if role in granted.anywhere(person)]
    said = ", ".join([labels.ROLES[StaffRole(person.role)], *duties])
    return {"key": person.key, "name": person.name, "role": said[:1].upper() + said[1:]}


def _ask_code(
    visit: Visit, wanted: str | None, *, status: int = 200, problems: object = ()
) -> Response:
    return visit.page(
        "public/sign_in_code.html",
        status=status,
        action=with_next("/signin/code", wanted),
        again=with_next("/signin", wanted),
        # Said of every number, known or not.
        sent_to="your mobile, if it is on file",
        minutes=MINUTES,
        form_token=visit.form_token(),
        problems=problems,
    )


def signed_in(visit: Visit, session: str, wanted: str | None) -> Response:
    if visit.session is not None:
        # Whose it was: on this browser it stands for nobody any more.
        visit.site.signing_in.out(visit.session)
    answer = visit.go(wanted or home_of(visit.site.signing_in.actor(session)))
    Cookies(secure=visit.site.secure).sign_in(answer, session)
    return answer
