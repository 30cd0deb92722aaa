"""Which roles somebody of the service has: those of every line, and those of one.

Whoever is no clinician is never a responder, whatever stands in their row (H15): nobody asks them
for advice, and they can sign none.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row

from advice_line.kinds import Role, StaffRole
from advice_line.tables.directory import Responder

_CLINICIANS_ONLY = frozenset({Role.RESPONDER})


def everywhere(person: Responder | Row[Any]) -> frozenset[Role]:
    return _of(person, person.roles)


def by_line(person: Responder | Row[Any]) -> Mapping[str, frozenset[Role]]:
    """What they have beside that, by the key of the line."""
    return {line: _of(person, roles) for line, roles in person.roles_on.items()}


def on(person: Responder, line: str) -> frozenset[Role]:
    """All that holds on the line of this key."""
    return everywhere(person) | _of(person, person.roles_on.get(line, ()))


def anywhere(person: Responder) -> frozenset[Role]:
    return everywhere(person).union(*by_line(person).values())


def _of(person: Responder | Row[Any], roles: Iterable[str]) -> frozenset[Role]:
    if person.ended_at is not None:
        return frozenset()
    found = frozenset(Role(each) for each in roles)
    return found - _CLINICIANS_ONLY if person.role == StaffRole.STAFF else found
