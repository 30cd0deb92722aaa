"""The page of somebody of the service: who they are, by what they are reached and registered, what
they may do, and what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.responses import Response

from advice_line.directory.people import rights
from advice_line.directory.people.door import PersonShown
from advice_line.directory.people.entries import NONE, VOLUNTARY
from advice_line.directory_kinds import ContactWay
from advice_line.errors import Problem
from advice_line.kinds import StaffRole
from advice_line.rules import labels as rule_labels
from advice_line.rules import phone_numbers
from advice_line.rules.registered import BODIES, Held
from advice_line.trust.roles import Action
from advice_line.web.access import Visit
from advice_line.web.directory import addresses, labels, role_ticks
from advice_line.web.rendering import Choice

REGISTERS = (
    *(Choice(each, each) for each in BODIES),
    Choice(VOLUNTARY, "A voluntary register"),
    Choice(NONE, "None: by the employer's entitlement"),
)
_HELD = {
    Held.GOOD: "good until",
    Held.NEAR_ITS_END: "ends soon, on",
    Held.ENDED: "ran out on",
    Held.UNDATED: "nobody has written down until when",
    Held.NONE: "none, works by the employer's entitlement",
}


@dataclass(frozen=True)
class _Way:
    key: str
    label: str
    value: str
    verified_at: datetime | None
    unconfirmed: bool
    waits: str = ""


@dataclass(frozen=True)
class Row:
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


def at(person: str) -> str:
    return f"/people/{person}"


def page(
    visit: Visit,
    shown: PersonShown,
    form: Mapping[str, str],
    problems: Sequence[Problem] = (),
    *,
    status: int = 200,
    done: str | None = None,
    sent: str = "",
) -> Response:
    keeps = visit.actor.may(Action.KEEP_PEOPLE) and rights.keeps(visit.actor, shown.person)
    theirs = shown.person.id == visit.actor.responder_id
    gives = keeps and not theirs and visit.actor.may(Action.GIVE_ROLES)
    every = visit.site.appointing.places(visit.actor, shown.person.public_id) if gives else []
    return visit.page(
        "people/one.html",
        status=status,
        now=shown.now,
        person=row(shown),
        here=at(shown.person.public_id),
        back=addresses.PEOPLE if keeps else "/",
        keeps=keeps,
        clinician=shown.person.role != StaffRole.STAFF,
        registers=REGISTERS,
        places=role_ticks.shown(every, shown.person.role, form),
        ends=keeps and not theirs,
        lets_in=gives and rights.lets_in(visit.actor, shown.person),
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


def row(shown: PersonShown) -> Row:
    of = shown.person
    named = f"{of.registration_body} {of.registration_number}, " if of.registration_body else ""
    return Row(
        href=at(of.public_id),
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
                ContactWay.MOBILE in of.unconfirmed,
                phone_numbers.in_groups(of.mobile_next or ""),
            ),
            _Way(
                "email",
                "Email",
                of.email,
                shown.verified[ContactWay.EMAIL],
                ContactWay.EMAIL in of.unconfirmed,
            ),
        ),
        roles=role_ticks.told(of),
        ended_at=of.ended_at,
    )


def _told(action: str, detail: Mapping[str, object]) -> str:
    """ "changed: mobile, email", from ids and closed lists alone."""
    if action in ("role.granted", "role.removed"):
        named = role_ticks.change(str(detail["line"]), str(detail["role"]))
        return f"{'given' if action == 'role.granted' else 'taken away'}: {named}"
    done = action.rpartition(".")[2].replace("_", " ")
    parts = detail.get("parts") or [detail[each] for each in ("way",) if each in detail]
    said = ", ".join(map(str, parts)) if isinstance(parts, list) else ""
    return f"{done}: {said}" if said else done
