"""What people of a practice type: who they are, whom they invite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from advice_line.errors import Invalid, Problem
from advice_line.rules import ask_form, labels, registrations
from advice_line.rules.fields import Fields

ROLES = {
    **labels.REQUESTER_ROLES,
    "pharmacist": "Pharmacist",
    "practice_manager": "Practice manager",
    "administrator": "Reception or office",
}
# Whose word that they act on advice is not a clinician's (H04).
_NOT_CLINICAL = frozenset({"practice_manager", "administrator"})
LABELS = {
    "member_name": "Your name",
    "member_role": "Your role",
    "registration": "Your registration",
    "computer": "Who uses this computer",
    "email": "Email address",
    "ends_on": "Last day",
}
OWN, SHARED = "own", "shared"
LONGEST_NAME = 120
MOST_DAYS = 366


@dataclass(frozen=True)
class Person:
    name: str
    role: str
    registration: str | None


@dataclass(frozen=True)
class Invited:
    """`ends_on` is the last day of a locum."""

    address: str
    manager: bool
    ends_on: date | None


def clinical(role: str) -> bool:
    return role not in _NOT_CLINICAL


def signature(name: str, role: str) -> str:
    """As somebody's word is signed: "Dr Rowan Hill, GP"."""
    return f"{name}, {ROLES.get(role, role)}"


def person(form: Mapping[str, str]) -> Person:
    """Raises `errors.Invalid`."""
    fields = Fields(form, LABELS)
    name = fields.line("member_name", LONGEST_NAME)
    if name is None and not fields.problems:
        fields.problem("member_name", "Give your name as your colleagues know it.")
    role = form.get("member_role", "")
    if role not in ROLES:
        fields.problem("member_role", "Choose your role.")
    registration = fields.checked("registration", registrations.read)
    fields.finish()
    assert name is not None
    return Person(name, role, registration)


def is_shared(form: Mapping[str, str]) -> bool:
    """Whether others use this computer too. Raises `errors.Invalid` where nobody said: who shares
    one unknowingly would leave their practice's letters open on it (H07)."""
    said = form.get("computer", "")
    if said not in (OWN, SHARED):
        raise Invalid([Problem("computer", "Say who uses this computer.")])
    return said == SHARED


def joining(form: Mapping[str, str]) -> tuple[Person, bool]:
    """Who joins, and whether others use this computer too; every problem at once. Raises
    `errors.Invalid`."""
    problems: list[Problem] = []
    who = shared = None
    try:
        who = person(form)
    except Invalid as error:
        problems.extend(error.problems)
    try:
        shared = is_shared(form)
    except Invalid as error:
        problems.extend(error.problems)
    if who is None or shared is None:
        raise Invalid(problems)
    return who, shared


def address(form: Mapping[str, str]) -> str:
    """In lower case. Raises `errors.Invalid`."""
    fields = Fields(form, LABELS)
    found = fields.checked("email", ask_form.address)
    if not fields.given("email"):
        fields.problem("email", "Give the email address to which we mail a code.")
    fields.finish()
    assert found is not None
    return found


def invited(form: Mapping[str, str], today: date) -> Invited:
    """Raises `errors.Invalid`."""
    fields = Fields(form, LABELS)
    to = fields.checked("email", ask_form.address)
    if not fields.given("email"):
        fields.problem("email", "Give the address of the person whom you invite.")
    ends_on = fields.coming_day("ends_on", today)
    if ends_on is not None and (ends_on - today).days > MOST_DAYS:
        fields.problem("ends_on", "A locum is invited for a year at most. Leave it out for staff.")
    fields.finish()
    assert to is not None
    return Invited(to, form.get("manager") == "yes", ends_on)
