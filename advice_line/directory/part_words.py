"""The parts of an organisation's details, and what they hold, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from advice_line.directory_kinds import Origin, Part
from advice_line.rules import phone_numbers

NAMES: Mapping[Part, str] = {
    Part.NAME: "Name",
    Part.ADDRESS: "Address",
    Part.PHONES: "Telephones",
    Part.BYPASS: "Number for clinicians",
    Part.HOURS: "Opening hours",
    Part.OUT_OF_HOURS: "Out of hours",
    Part.EMAIL: "Email",
    Part.NETWORK: "Network and list size",
    Part.CODE: "Code",
}
SOURCES: Mapping[Origin, str] = {
    Origin.SETUP: "the setup file",
    Origin.ODS: "the ODS report",
    Origin.LIST: "the practice list",
    Origin.OFFICE: "the office",
    Origin.PRACTICE: "the practice",
    Origin.MERGE: "a merge",
}
NOTHING = "nothing"


def told(part: Part, value: Mapping[str, Any]) -> str:
    """ "01632 960101; 01632 960102", or "nothing"."""
    return "; ".join(_pieces(part, value)) or NOTHING


def hours(value: Mapping[str, Sequence[str]]) -> str:
    """ "mon-fri 08:00-18:30; sat 09:00-12:00", as `imports/cells.hours` reads it."""
    return "; ".join(f"{days} {', '.join(times)}" for days, times in value.items())


def _pieces(part: Part, value: Mapping[str, Any]) -> list[str]:
    if part is Part.CODE:
        return _code(value)
    if part is Part.HOURS:
        return [hours(value["open"])] if value.get("open") else []
    pieces = []
    for name, each in value.items():
        if name in ("phones", "bypass_number", "out_of_hours_number"):
            numbers = each if isinstance(each, list) else [each] if each else []
            pieces += [phone_numbers.in_groups(number) for number in numbers]
        elif name == "email_domains":
            pieces += [f"@{domain}" for domain in each]
        elif name == "list_size":
            pieces += [f"{each:,} patients"] if each else []
        elif each:
            pieces.append(str(each))
    return pieces


def _code(value: Mapping[str, Any]) -> list[str]:
    closed_on, opened_on = value.get("closed_on"), value.get("opened_on")
    if closed_on:
        return [f"closed since {_day(closed_on)}"]
    return [f"open since {_day(opened_on)}" if opened_on else "open"]


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"
