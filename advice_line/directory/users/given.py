"""What a command says of somebody, held to the rules of the setup file; each fault names its
option."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from advice_line.directory.numbers import normalise
from advice_line.directory.setup import rows as setup_rows
from advice_line.directory.setup.people import ResponderEntry, StaffEntry
from advice_line.directory.setup.problems import faults_of
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Role, StaffRole
from advice_line.sign_in_kinds import STAFF_ROLES

_OPTIONS = {"role": "--as", "roles": "--roles", "roles_on": "--lines"}


@dataclass(frozen=True)
class Given:
    """`is_` is a `kinds.StaffRole`; on `lines` alone they have their roles, on every one where none
    is named."""

    key: str
    name: str
    email: str
    mobile: str
    roles: tuple[str, ...]
    is_: str = StaffRole.STAFF
    lines: tuple[str, ...] = ()


def columns(given: Given, lines: Iterable[str]) -> Mapping[str, Any]:
    """Those of their row. Raises `errors.Invalid` with a problem for each option."""
    unknown = sorted(set(given.lines) - set(lines))
    if unknown:
        there = ", ".join(lines) or "none yet"
        raise _invalid("--lines", f'there is no line "{unknown[0]}"; lines: {there}.')
    if not given.roles:
        raise _invalid("--roles", f"give one or more of {', '.join(_known())}.")
    staff = given.is_ == StaffRole.STAFF
    if staff and Role.RESPONDER in given.roles:
        clinicians = ", ".join(each for each in StaffRole if each is not StaffRole.STAFF)
        raise _invalid("--as", f"whoever answers is one of {clinicians}.")
    fields: dict[str, Any] = {
        "key": given.key,
        "name": given.name,
        "email": given.email,
        "mobile": normalise(given.mobile) or given.mobile,
        "roles": () if given.lines else given.roles,
        "roles_on": dict.fromkeys(given.lines, given.roles),
    }
    if staff:
        return setup_rows.staff(_entry(StaffEntry, fields))
    return setup_rows.responder(_entry(ResponderEntry, fields | {"role": given.is_}))


def _entry(table: Any, fields: Mapping[str, Any]) -> Any:
    try:
        return table(**fields)
    except ValidationError as error:
        problems: dict[str, Problem] = {}
        for fault in faults_of(error, table, ()):
            name = str(fault.path[0])
            option = "KEY" if name == "key" else _OPTIONS.get(name, f"--{name}")
            said = fault.said if fault.said.endswith(("?", ".")) else f"{fault.said}."
            problems.setdefault(option, Problem(option, f"{option}: {said}"))
        raise Invalid(list(problems.values())) from error


def _known() -> list[str]:
    return [each for each in Role if each in STAFF_ROLES]


def _invalid(option: str, said: str) -> Invalid:
    return Invalid([Problem(option, f"{option}: {said}")])
