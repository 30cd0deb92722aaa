"""Somebody of the service as they stand in the fields of a form, and back again."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from advice_line.directory import numbers
from advice_line.directory.imports import cells
from advice_line.errors import Invalid, Problem
from advice_line.kinds import StaffRole
from advice_line.rules import phone_numbers, registered
from advice_line.tables.directory import Responder

NONE = "none"
VOLUNTARY = "voluntary"
# The columns of each part, by which a setup file is held back from what was changed by hand.
PARTS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "registration": ("registration_body", "registration_number", "registration_expires"),
    "mobile": ("mobile",),
    "email": ("email",),
    "scope": ("scope",),
    "roles": ("roles", "roles_on"),
}


def shown(person: Responder) -> dict[str, str]:
    body = person.registration_body
    known = body if body in registered.BODIES else VOLUNTARY if body else NONE
    expires = person.registration_expires
    return {
        "name": person.name,
        "body": known,
        "register": body or "" if known == VOLUNTARY else "",
        "number": person.registration_number or "",
        "expires": expires.isoformat() if expires else "",
        "mobile": phone_numbers.in_groups(person.mobile_next or person.mobile),
        "email": person.email,
        "scope": ", ".join(person.scope),
    }


def parts(changed: Collection[str]) -> list[str]:
    """Of the columns that change. A mobile that waits is the mobile, though no file says it."""
    names = {"mobile" if each == "mobile_next" else each for each in changed}
    return [part for part, of in PARTS.items() if names.intersection(of)]


def read(form: Mapping[str, str], role: str) -> dict[str, Any]:
    """The columns. Raises `errors.Invalid` with all that is wrong."""
    typed = {name: " ".join(form.get(name, "").split()) for name in (*shown_names(), "register")}
    problems: list[Problem] = []
    name = typed["name"]
    if not name:
        problems.append(Problem("name", "Enter their name."))
    mobile = numbers.typed(typed["mobile"])
    if mobile is None:
        said = f'"{typed["mobile"]}" is no telephone number; write it such as 07700 900123'
        problems.append(Problem("mobile", f"Mobile: {said}"))
    try:
        email = cells.email(typed["email"])
    except ValueError as error:
        email = ""
        problems.append(Problem("email", f"Email: {error}"))
    columns = _registration(typed, problems) if role != StaffRole.STAFF else {}
    if problems:
        raise Invalid(problems)
    scope = [each.strip() for each in typed["scope"].split(",") if each.strip()]
    return {"name": name, "mobile": mobile, "email": email, "scope": scope, **columns}


def shown_names() -> tuple[str, ...]:
    return ("name", "body", "number", "expires", "mobile", "email", "scope")


def _registration(typed: Mapping[str, str], problems: list[Problem]) -> dict[str, Any]:
    body = typed["register"] if typed["body"] == VOLUNTARY else typed["body"]
    if not typed["body"] and typed["number"]:
        problems.append(Problem("body", "Choose with whom they are registered, or None."))
    if typed["body"] in ("", NONE):
        return dict.fromkeys(PARTS["registration"])
    if not body:
        problems.append(Problem("register", "Say which voluntary register it is."))
    number = ""
    try:
        number = registered.number(body, typed["number"])
    except ValueError as error:
        problems.append(Problem("number", str(error)))
    if not typed["number"]:
        problems.append(Problem("number", "Enter the number of their registration."))
    return {
        "registration_body": body,
        "registration_number": number,
        "registration_expires": _expires(typed["expires"], problems),
    }


def _expires(text: str, problems: list[Problem]) -> date | None:
    if not text:
        return None
    try:
        return cells.day(text)
    except ValueError as error:
        problems.append(Problem("expires", f"Expires: {error}"))
        return None
