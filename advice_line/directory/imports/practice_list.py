"""Organisations from a list of the site's own: a CSV file whose first row names its columns.

A blank cell says nothing: what is known stays. The headings are taken without regard to case,
spaces or hyphens; `code` must be among them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from advice_line.directory.imports import cells
from advice_line.directory.imports.given import Given, Refused, Value
from advice_line.directory.imports.text import Cells, refused
from advice_line.directory_kinds import OrganisationKind, Part

EXAMPLE = "code, name, phone, bypass, email, out of hours provider, out of hours number, hours"

# The column, in which part it is kept, as which value, how it is read, and how it may be headed.
_COLUMNS: tuple[tuple[str, Part, str, Callable[[str], Any], tuple[str, ...]], ...] = (
    ("name", Part.NAME, "name", cells.words, ("name", "practice", "practicename")),
    ("address", Part.ADDRESS, "address", cells.words, ("address",)),
    ("postcode", Part.ADDRESS, "postcode", cells.postcode, ("postcode", "postalcode")),
    (
        "phone",
        Part.PHONES,
        "phones",
        cells.several_numbers,
        ("phone", "phones", "telephone", "tel", "phonenumber", "telephonenumber", "mainnumber"),
    ),
    (
        "bypass",
        Part.BYPASS,
        "bypass_number",
        cells.number,
        ("bypass", "bypassnumber", "cliniciansnumber", "healthcareprofessionalsnumber"),
    ),
    ("email", Part.EMAIL, "email", cells.email, ("email", "emailaddress", "genericemail")),
    (
        "out of hours provider",
        Part.OUT_OF_HOURS,
        "out_of_hours_name",
        cells.words,
        ("outofhoursprovider", "oohprovider", "outofhours", "ooh", "outofhoursname"),
    ),
    (
        "out of hours number",
        Part.OUT_OF_HOURS,
        "out_of_hours_number",
        cells.number,
        ("outofhoursnumber", "oohnumber", "outofhoursphone", "oohphone"),
    ),
    ("hours", Part.HOURS, "open", cells.hours, ("hours", "openinghours", "open")),
    ("network", Part.NETWORK, "network", cells.words, ("network", "pcn", "primarycarenetwork")),
    (
        "list size",
        Part.NETWORK,
        "list_size",
        cells.count,
        ("listsize", "patients", "registeredpatients"),
    ),
)
_CODE = ("code", "odscode", "ods", "practicecode", "organisationcode")
_CLOSED = ("closedon", "closed", "closedate")
_KIND = ("kind",)
_READ = {name: (part, key, read) for name, part, key, read, _ in _COLUMNS}
_HEADINGS = (
    {heading: name for name, _, _, _, headings in _COLUMNS for heading in headings}
    | dict.fromkeys(_CODE, "code")
    | dict.fromkeys(_CLOSED, "closed on")
    | dict.fromkeys(_KIND, "kind")
)
_NO_LETTER = re.compile(r"[^a-z]")


def read(rows: Iterable[tuple[int, Cells]]) -> Iterator[Given | Refused]:
    """Raises `errors.Invalid` where the headings are not such a list's."""
    numbered = iter(rows)
    headings = _headings(next(numbered)[1])
    for number, row in numbered:
        named = {name: row[at] for at, name in headings.items() if at < len(row) and row[at]}
        strayed = [each for at, each in enumerate(row) if each and at not in headings]
        code = named.pop("code", "")
        if strayed:
            said = f'has "{strayed[0]}" under no heading; put a text that has a comma in quotes'
            yield Refused(number, code, said)
            continue
        try:
            yield from _row(number, cells.code(code), named)
        except ValueError as error:
            yield Refused(number, code, str(error))


def _headings(row: Cells) -> dict[int, str]:
    found: dict[int, str] = {}
    problems = []
    for at, cell in enumerate(row):
        if not cell:
            continue
        name = _HEADINGS.get(_NO_LETTER.sub("", cell.lower()))
        if name is None:
            problems.append(f'"{cell}" is no column of a practice list.')
        elif name in found.values():
            problems.append(f'"{cell}" is there twice.')
        else:
            found[at] = name
    if "code" not in found.values():
        problems.append("There is no column for the ODS code.")
    if problems:
        more = f" (and {len(problems) - 3} more.)" if len(problems) > 3 else ""
        said = f"{' '.join(problems[:3])}{more} The first row names the columns, such as {EXAMPLE}."
        raise refused(said)
    return found


def _row(number: int, code: str, named: Mapping[str, str]) -> Iterator[Given | Refused]:
    kind = _kind(named.get("kind", ""))
    closed_on = _closed_on(named.get("closed on", ""))
    parts: dict[Part, dict[str, Any]] = {}
    for name, text in named.items():
        if name not in _READ:
            continue
        part, key, as_value = _READ[name]
        try:
            parts.setdefault(part, {})[key] = as_value(text)
        except ValueError as error:
            yield Refused(number, code, f"{name}: {error}", whole=False)
    kept: dict[Part, Value] = {part: value for part, value in parts.items() if value}
    # A list of open practices has no column for it, and says nothing of what is not open any more.
    yield Given(number, code, kind, kept, True if closed_on else None, closed_on)


def _kind(text: str) -> OrganisationKind:
    if not text:
        return OrganisationKind.PRACTICE
    try:
        return OrganisationKind(text.lower())
    except ValueError as error:
        known = " or ".join(OrganisationKind)
        raise ValueError(f'kind: "{text}" is not known; write {known}') from error


def _closed_on(text: str) -> date | None:
    if not text:
        return None
    try:
        return cells.day(text)
    except ValueError as error:
        raise ValueError(f"closed on: {error}") from error
