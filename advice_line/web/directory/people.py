"""The people of the service: by what they are registered, and whether they can be reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory.people.door import PersonShown
from advice_line.directory.people.entries import NONE, VOLUNTARY
from advice_line.directory_kinds import ContactWay
from advice_line.errors import Conflict, Expired, Invalid, Problem, TooManyTries
from advice_line.kinds import Role, StaffRole
from advice_line.rules import labels as rule_labels
from advice_line.rules import phone_numbers
from advice_line.rules.registered import BODIES, Held
from advice_line.trust import granted
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.directory import labels
from advice_line.web.rendering import Choice
from advice_line.web.rota import places

router = APIRouter()
PLACE = "/admin/people"
_ONE = "/people/{person}"
_REGISTERS = (
    *(Choice(each, each) for each in BODIES),
    Choice(VOLUNTARY, "A voluntary register"),
    Choice(NONE, "None: by the employer's entitlement"),
)
_DUTIES = {**rule_labels.DUTIES, Role.RESPONDER: "responder"}
_HELD = {
    Held.GOOD: "holds",
    Held.NEAR_ITS_END: "ends soon",
    Held.ENDED: "has ended",
    Held.UNDATED: "no end is known",
    Held.NONE: "none: by the employer's entitlement",
}
_DONE = {
    "saved": "Saved.",
    "sent": "A code is on its way. Type it below, in this browser, within ten minutes.",
    "verified": "Shown to reach them.",
}


@dataclass(frozen=True)
class _Way:
    key: str
    label: str
    value: str
    verified_at: datetime | None


@dataclass(frozen=True)
class _Row:
    href: str
    name: str
    role: str
    registration: str
    late: bool
    expires: date | None
    ways: Sequence[_Way]
    roles: str
    ended_at: datetime | None


@dataclass(frozen=True)
class _Happened:
    at: datetime
    what: str
    by: str


@router.get(PLACE)
def every(visit: Here) -> Response:
    rows = [_row(each) for each in visit.site.people.every(visit.actor)]
    unverified = [
        f"{each.name} ({way.label.lower()})"
        for each in rows
        for way in each.ways
        if each.ended_at is None and way.verified_at is None
    ]
    return visit.page("people/every.html", rows=rows, unverified=unverified)


@router.get(_ONE)
def look(visit: Here, person: str, done: str | None = None, way: str = "") -> Response:
    shown = visit.site.people.shown(visit.actor, person)
    return _page(visit, shown, shown.typed, done=_DONE.get(done or ""), sent=way)


@router.post(_ONE)
def save(visit: Here, person: str, form: Posted) -> Response:
    try:
        visit.site.people.save(
            visit.actor, person, form, seen=form.get("seen", ""), token=visit.key(form)
        )
    except Invalid as error:
        return _page(visit, _again(visit, person), form, error.problems, status=422)
    except Conflict as error:
        problem = [Problem("", error.sentence)]
        return _page(visit, _again(visit, person), form, problem, status=409)
    return visit.go(places.at(_at(person), done="saved"))


@router.post(f"{_ONE}/code")
def send_code(visit: Here, person: str, form: Posted) -> Response:
    way = form.get("way", "")
    try:
        visit.site.people.send_code(visit.actor, person, way, visit.browser)
    except Invalid as error:
        shown = _again(visit, person)
        return _page(visit, shown, shown.typed, error.problems, status=422)
    return visit.go(places.at(_at(person), done="sent", way=way))


@router.post(f"{_ONE}/verify")
def verify(visit: Here, person: str, form: Posted) -> Response:
    way = form.get("way", "")
    try:
        visit.site.people.use_code(visit.actor, person, way, visit.browser, form.get("code", ""))
    except (Invalid, Expired, TooManyTries) as error:
        shown = _again(visit, person)
        problem = [Problem(f"code-{way}", error.sentence)]
        status = 429 if isinstance(error, TooManyTries) else 422
        return _page(visit, shown, shown.typed, problem, status=status, sent=way)
    return visit.go(places.at(_at(person), done="verified"))


def _at(person: str) -> str:
    return f"/people/{person}"


def _again(visit: Visit, person: str) -> PersonShown:
    return visit.site.people.shown(visit.actor, person)


def _page(
    visit: Visit,
    shown: PersonShown,
    form: Mapping[str, str],
    problems: Sequence[Problem] = (),
    *,
    status: int = 200,
    done: str | None = None,
    sent: str = "",
) -> Response:
    keeps = visit.actor.may(Action.KEEP_PEOPLE)
    return visit.page(
        "people/one.html",
        status=status,
        now=shown.now,
        person=_row(shown),
        here=_at(shown.person.public_id),
        back=PLACE if keeps else "/",
        keeps=keeps,
        clinician=shown.person.role != StaffRole.STAFF,
        registers=_REGISTERS,
        form=form,
        seen=shown.seen,
        sent=sent,
        history=[
            _Happened(each.at, _told(each.action, each.detail), labels.who(each.by))
            for each in shown.history
        ],
        done=done,
        form_token=visit.form_token(),
        problems=problems,
    )


def _row(shown: PersonShown) -> _Row:
    of = shown.person
    named = f"{of.registration_body} {of.registration_number}, " if of.registration_body else ""
    roles = sorted(_DUTIES[each] for each in granted.anywhere(of))
    return _Row(
        href=_at(of.public_id),
        name=of.name,
        role=rule_labels.ROLES[StaffRole(of.role)],
        registration="" if of.role == StaffRole.STAFF else f"{named}{_HELD[shown.held]}",
        late=shown.held in (Held.ENDED, Held.NEAR_ITS_END),
        expires=of.registration_expires,
        ways=(
            _Way(
                "mobile",
                "Mobile",
                phone_numbers.in_groups(of.mobile),
                shown.verified[ContactWay.MOBILE],
            ),
            _Way("email", "Email", of.email, shown.verified[ContactWay.EMAIL]),
        ),
        roles=", ".join(roles) or "none",
        ended_at=of.ended_at,
    )


def _told(action: str, detail: Mapping[str, object]) -> str:
    """ "changed: mobile, email", from ids and closed lists alone."""
    done = action.rpartition(".")[2].replace("_", " ")
    parts = detail.get("parts") or [detail[each] for each in ("way", "role") if each in detail]
    said = ", ".join(map(str, parts)) if isinstance(parts, list) else ""
    return f"{done}: {said}" if said else done
