"""Somebody's roles as they stand in the ticks of a form, and back again. What the form's reader may
not give stays as it is."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from advice_line.directory.people import rights
from advice_line.directory.role_changes import EVERY_LINE
from advice_line.kinds import Role
from advice_line.tables.directory import Responder

TICKED = "yes"
_BEGINS = "role."


def field(place: str, role: str) -> str:
    """`place` is the key of a line, or `EVERY_LINE`."""
    return f"{_BEGINS}{place}.{role}"


def shown(person: Responder) -> dict[str, str]:
    at = {EVERY_LINE: person.roles, **person.roles_on}
    return {field(place, role): TICKED for place, roles in at.items() for role in roles}


def without(form: Mapping[str, str]) -> dict[str, str]:
    """The other fields: what is not ticked is not sent."""
    return {name: value for name, value in form.items() if not name.startswith(_BEGINS)}


def read(
    form: Mapping[str, str], person_role: str, places: Collection[str], stands: Responder | None
) -> dict[str, Any]:
    """The columns, in the table's order of roles."""
    at = {EVERY_LINE: list(stands.roles), **stands.roles_on} if stands is not None else {}
    given = rights.to_give(person_role)
    for place in places:
        kept = {each for each in at.get(place, ()) if each not in rights.GIVEN}
        ticked = {each for each in given if form.get(field(place, each)) == TICKED}
        at[place] = _in_order(kept | ticked)
    every = at.pop(EVERY_LINE, [])
    return {
        "roles": list(every),
        "roles_on": {line: list(each) for line, each in at.items() if each},
    }


def ticked(form: Mapping[str, str], role: Role, places: Iterable[str]) -> bool:
    """Anywhere of these."""
    return any(form.get(field(place, role)) == TICKED for place in places)


def _in_order(roles: Iterable[str]) -> list[str]:
    wanted = set(roles)
    return [each.value for each in Role if each in wanted]
