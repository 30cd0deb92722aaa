"""An organisation's details as they stand in the fields of a form, and back again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from advice_line.directory import part_words
from advice_line.directory.imports import cells
from advice_line.directory.imports.given import Value
from advice_line.directory_kinds import Part
from advice_line.errors import Invalid, Problem
from advice_line.rules import phone_numbers

Form = Mapping[str, str]

_NAMES = {
    "name": "Name",
    "address": "Address",
    "postcode": "Postcode",
    "phones": "Telephones",
    "bypass_number": "Number for clinicians",
    "email": "Email",
    "email_domains": "Email domains",
    "out_of_hours_name": "Out of hours: who acts",
    "out_of_hours_number": "Out of hours: their number",
    "open": "Opening hours",
    "network": "Network",
    "list_size": "List size",
    "closed_on": "Closed since",
}


def _domains(text: str) -> list[str]:
    return [cells.domain(each) for each in text.replace(",", " ").replace("@", "").split()]


def _closing(text: str) -> str:
    return cells.day(text).isoformat()


_READ: Mapping[Part, Mapping[str, Callable[[str], Any]]] = {
    Part.NAME: {"name": cells.words},
    Part.ADDRESS: {"address": cells.words, "postcode": cells.postcode},
    Part.PHONES: {"phones": cells.several_numbers},
    Part.BYPASS: {"bypass_number": cells.number},
    Part.HOURS: {"open": cells.hours},
    Part.OUT_OF_HOURS: {"out_of_hours_name": cells.words, "out_of_hours_number": cells.number},
    Part.EMAIL: {"email": cells.email, "email_domains": _domains},
    Part.NETWORK: {"network": cells.words, "list_size": cells.count},
    Part.CODE: {"closed_on": _closing},
}
_EMPTY: Mapping[str, Any] = {"phones": [], "email_domains": [], "open": {}}


def shown(parts: Mapping[Part, Value]) -> dict[str, str]:
    """What stands, as it would be typed."""
    return {
        name: _typed(name, parts[part].get(name))
        for part, fields in _READ.items()
        for name in fields
    }


def read(form: Form) -> dict[Part, dict[str, Any]]:
    """Every part that has a field in the form; an empty one says that there is none. Raises
    `errors.Invalid` with all that is wrong."""
    found: dict[Part, dict[str, Any]] = {}
    problems = []
    for part, fields in _READ.items():
        for name, as_value in fields.items():
            if name not in form:
                continue
            text = " ".join(form[name].split())
            try:
                value = as_value(text) if text else _EMPTY.get(name)
            except ValueError as error:
                problems.append(Problem(name, f"{_NAMES[name]}: {error}"))
                continue
            found.setdefault(part, {})[name] = value
    problems += _together(found)
    if problems:
        raise Invalid(problems)
    return found


def _together(found: Mapping[Part, Mapping[str, Any]]) -> list[Problem]:
    problems = []
    if Part.NAME in found and not found[Part.NAME].get("name"):
        problems.append(Problem("name", "Enter its name."))
    night = found.get(Part.OUT_OF_HOURS, {})
    if bool(night.get("out_of_hours_name")) != bool(night.get("out_of_hours_number")):
        missing = "out_of_hours_number" if night.get("out_of_hours_name") else "out_of_hours_name"
        said = "Enter both who acts out of hours and their number, or neither."
        problems.append(Problem(missing, said))
    return problems


def _typed(name: str, value: Any) -> str:
    if not value:
        return ""
    if name == "open":
        return part_words.hours(value)
    if name == "phones":
        return "; ".join(map(phone_numbers.in_groups, value))
    if name in ("bypass_number", "out_of_hours_number"):
        return phone_numbers.in_groups(value)
    if name == "email_domains":
        return ", ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
