"""Which column of a file is which: headings as our template and as rota systems write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rota.exchange import sheet_cells
from rota.exchange.sheet_cells import Clock
from rota.exchange.sheets import Cell, Row
from rota.values import Tier


class Field(StrEnum):
    DATE = "date"
    START = "start"
    END = "end"
    END_DATE = "end date"
    TIME = "time"
    SESSION = "session"
    TIER = "tier"
    WHO = "who"
    FORENAME = "forename"
    SURNAME = "surname"
    SUPERVISOR = "supervisor"


TEMPLATE = (Field.DATE, Field.START, Field.END, Field.TIER, Field.WHO)

_ALSO: dict[Field, str] = {
    Field.DATE: "date, day, shift date, duty date, start date, date from, on date, rota date, on",
    Field.START: "start, start time, from, time from, begin, begins, shift start, duty start,"
    " start date time, start datetime, starts",
    Field.END: "end, end time, to, time to, finish, finish time, until, shift end, duty end,"
    " end date time, end datetime, ends",
    Field.END_DATE: "end date, finish date, date to, to date",
    Field.TIME: "time, times, hours, shift time, shift times, duty time, start end",
    Field.SESSION: "session, shift, shift name, shift type, shift code, duty, duty name, duty type",
    Field.TIER: "tier, level, on call tier, on call level, rota level, line tier, position",
    Field.WHO: "who, name, person, staff, staff name, staff member, employee, employee name,"
    " responder, clinician, consultant, radiologist, doctor, initials, assigned to, assignee,"
    " full name, people, worked by, practitioner",
    Field.FORENAME: "forename, first name, given name, forenames",
    Field.SURNAME: "surname, last name, family name",
    Field.SUPERVISOR: "supervisor, supervising radiologist, supervised by, supervising consultant",
}
_FIELDS = {name.strip(): field for field, names in _ALSO.items() for name in names.split(",")}


@dataclass(frozen=True, slots=True)
class Session:
    """What a column or a name of a grid stands for. Minutes from midnight, local."""

    start: Clock
    end: Clock
    tier: Tier


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def fields(row: Row) -> dict[int, Field]:
    """By column number; the first column of a meaning has it."""
    found: dict[int, Field] = {}
    for cell in row:
        field = _FIELDS.get(plain(cell.text))
        if field is not None and field not in found.values():
            found[cell.column] = field
    return found


def is_list(found: Mapping[int, Field]) -> bool:
    """Whether rows under such a heading can each say a shift."""
    there = set(found.values())
    who = bool(there & {Field.WHO, Field.SURNAME})
    when = bool(there & {Field.START, Field.TIME, Field.SESSION})
    return who and when and bool(there & {Field.DATE, Field.START})


def session(heading: Cell, known: Mapping[str, tuple[Clock, Clock]]) -> Session | None:
    """Of the heading of a grid's column: its own times, or those that are known of its name."""
    text = heading.text
    times = sheet_cells.range_in(text) or known.get(plain(text))
    if times is None:
        name = next((each for each in plain(text).split() if each in known), None)
        times = known[name] if name else None
    return Session(*times, sheet_cells.tier_in(text) or Tier.FIRST) if times else None
