"""Whose people somebody keeps, and which roles they give: on the lines on which they may, and never
their own."""

from collections.abc import Iterable

from advice_line.directory.role_changes import EVERY_LINE
from advice_line.kinds import Role, StaffRole
from advice_line.sign_in_kinds import STAFF_ROLES
from advice_line.tables.directory import Responder
from advice_line.trust.roles import Action, Actor

# Whoever oversees the service is named by whoever holds its settings, not by those they oversee.
GIVEN = tuple(
    each for each in Role if each in STAFF_ROLES and each is not Role.INFORMATION_GOVERNANCE
)


def keeps(by: Actor, person: Responder, action: Action = Action.KEEP_PEOPLE) -> bool:
    """Whoever keeps people on single lines keeps those who have a role there and nowhere else, and
    those who have none yet. So with ending their sign-ins: by what one comes in is the same on
    every line."""
    if by.everywhere(action):
        return True
    lines = [line for line, roles in person.roles_on.items() if roles]
    return by.may(action) and not person.roles and all(by.may(action, line) for line in lines)


def names(by: Actor, person: Responder) -> bool:
    """Whether a page of theirs may say by what telephone or address somebody comes in. Those who
    oversee the service are named by its settings, those who lead it by whoever gives roles wherever
    they have one."""
    has = {*person.roles, *(role for roles in person.roles_on.values() for role in roles)}
    if Role.INFORMATION_GOVERNANCE in has:
        return False
    return Role.SERVICE_LEAD not in has or keeps(by, person, Action.GIVE_ROLES)


def lets_in(by: Actor, person: Responder) -> bool:
    """Whether they open somebody's access again, with the roles that they had."""
    return names(by, person) and keeps(by, person, Action.GIVE_ROLES)


def places(by: Actor, lines: Iterable[str]) -> tuple[str, ...]:
    """Where they give roles: `EVERY_LINE` for all at once, then the keys of lines."""
    every = (EVERY_LINE,) if by.everywhere(Action.GIVE_ROLES) else ()
    return (*every, *(line for line in lines if by.may(Action.GIVE_ROLES, line)))


def to_give(person_role: str) -> tuple[Role, ...]:
    """Whoever is no clinician answers nobody (H15)."""
    staff = person_role == StaffRole.STAFF
    return tuple(each for each in GIVEN if not (staff and each is Role.RESPONDER))
