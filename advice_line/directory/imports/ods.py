"""Organisations from a predefined report of the Organisation Data Service, such as `epraccur`.

The report is a CSV file without headings and with 27 columns, the same in all reports of this
family (NHS England, "ODS Data Search and Export: Reference Data Catalogue, legacy .csv file
mapping"; earlier "NHS Digital, ODS data downloads: GP and GP practice related data"). Counted from
1, those relied on:

     1  organisation code              13  status: A active, C closed, D dormant, P proposed
     2  name                           14  sub-type (B, Z; not used)
     3  national grouping (not used)   15  commissioner (not used)
     4  high level health geography    16, 17  joined and left the commissioner (not used)
     5-9  lines of the address         18  contact telephone number
    10  postcode                       26  prescribing setting: 4 is a GP practice
    11  open date, YYYYMMDD
    12  close date, YYYYMMDD

A dormant practice is not closed: it may come back, and what is sent there may be read. One that is
proposed opens on its open date.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from advice_line.directory.imports import cells
from advice_line.directory.imports.given import Given, Refused, Value
from advice_line.directory.imports.text import Cells
from advice_line.directory_kinds import OrganisationKind, Part

COLUMNS = 27
FEWEST = 18
_GP_PRACTICE = "4"


class _Status(StrEnum):
    ACTIVE = "A"
    CLOSED = "C"
    DORMANT = "D"
    PROPOSED = "P"


def looks_like(row: Cells) -> bool:
    """Whether the first row of a file is one of these rather than headings."""
    return len(row) >= FEWEST and cells.is_code(row[0]) and row[12] in set(_Status)


def read(rows: Iterable[tuple[int, Cells]]) -> Iterator[Given | Refused]:
    """A part that cannot be used is refused by itself; the row without its code, name or status is
    refused whole."""
    for number, row in rows:
        if not FEWEST <= len(row) <= COLUMNS:
            yield Refused(number, row[0], f"has {len(row)} columns; an ODS report has {COLUMNS}")
            continue
        try:
            yield from _row(number, row)
        except ValueError as error:
            yield Refused(number, row[0], str(error))


def _row(number: int, row: Cells) -> Iterator[Given | Refused]:
    code = cells.code(row[0])
    closed, closed_on = _closing(row[12], row[11])
    parts: dict[Part, Value] = {Part.NAME: {"name": _named(row[1])}}
    if address := ", ".join(filter(None, row[4:9])):
        postcode = cells.postcode(row[9]) if row[9] else None
        parts[Part.ADDRESS] = {"address": cells.words(address), "postcode": postcode}
    if opened_on := _day("open date", row[10]):
        parts[Part.CODE] = {"opened_on": opened_on.isoformat()}
    if row[17]:
        try:
            parts[Part.PHONES] = {"phones": cells.several_numbers(row[17])}
        except ValueError as error:
            yield Refused(number, code, f"telephone: {error}", whole=False)
    yield Given(number, code, _kind(row), parts, closed, closed_on)


def _named(text: str) -> str:
    if not text:
        raise ValueError("has no name in column 2")
    return cells.words(text)


def _kind(row: Cells) -> OrganisationKind | None:
    """None for what is no GP practice: a walk-in centre, a hospice, a prison."""
    setting = row[25] if len(row) > 25 else ""
    return OrganisationKind.PRACTICE if setting in ("", _GP_PRACTICE) else None


def _closing(status: str, closed_on: str) -> tuple[bool, date | None]:
    if status not in set(_Status):
        known = ", ".join(_Status)
        raise ValueError(f'status in column 13: "{status}" is none of {known}')
    day = _day("close date", closed_on)
    if status == _Status.CLOSED:
        return True, day
    if day is not None:
        raise ValueError(f"has the status {status}, which is open, and the close date {day}")
    return False, None


def _day(name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return cells.day(text)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
