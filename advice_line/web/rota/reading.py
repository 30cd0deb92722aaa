"""Reads what was sent by a form of the rota. A time that was typed stays the line's wall clock: the
doors turn it into an instant, and say where the clock had to decide."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypedDict

from advice_line.errors import Invalid, Problem
from advice_line.rules.wording import day_in_words
from advice_line.rules.written import wall_time
from advice_line.web.rota import places
from rota import columns, walltime

_MINUTES = "%Y-%m-%dT%H:%M"
# What is typed where a browser has no field for times.
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})[ T,]+(\d{1,2}:\d{2})")
_NOTHING = datetime(1, 1, 1)  # noqa: DTZ001 # a wall-clock time has no zone


class Reasoned(TypedDict):
    """Why it is done all the same, and the breaches that were shown to who says so."""

    reason: str | None
    breaches: list[str]


def reasoned(form: Mapping[str, str]) -> Reasoned:
    """As `parts/rota_form.html` sends it."""
    reason = form.get("reason", "").strip() or None
    return {"reason": reason, "breaches": form.get("breaches", "").splitlines()}


class Reading:
    """One form. What cannot be used is kept as a problem; `check` raises them all at once, and what
    was read before that must not be used."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self._form = form
        self.problems: list[Problem] = []

    def text(self, field: str) -> str | None:
        return self._form.get(field, "").strip() or None

    def needed(self, field: str, sentence: str) -> str:
        found = self.text(field)
        if found is None:
            self.wrong(field, sentence)
        return found or ""

    def people(self, *fields: str) -> list[str]:
        """Those that are chosen, each once, in the order of the fields."""
        found = [self.text(field) for field in fields]
        return list(dict.fromkeys(each for each in found if each))

    def time(self, field: str, sentence: str) -> datetime:
        found = _read_time(self._form.get(field, ""))
        if found is None:
            self.wrong(field, sentence)
        return found or _NOTHING

    def maybe_time(self, field: str, sentence: str) -> datetime | None:
        return self.time(field, sentence) if self.text(field) else None

    def day(self, field: str, sentence: str) -> date:
        found = _read_time(f"{self._form.get(field, '').strip()}T00:00")
        if found is None:
            self.wrong(field, sentence)
        return (found or _NOTHING).date()

    def maybe_day(self, field: str, sentence: str) -> date | None:
        return self.day(field, sentence) if self.text(field) else None

    def wrong(self, field: str, sentence: str) -> None:
        self.problems.append(Problem(field, sentence))

    def check(self) -> None:
        """Raises `errors.Invalid` with every problem so far, in the order of the form."""
        if self.problems:
            raise Invalid(self.problems)


def shown_time(at: datetime | None, zone: str) -> str:
    """As a field for times holds it, on the wall clock of the zone."""
    if at is None:
        return ""
    return walltime.to_local(at, columns.read_zone(zone)).strftime(_MINUTES)


def typed_time(form: Mapping[str, str], field: str) -> str:
    """A time as it was typed, for people to read."""
    read = _read_time(form.get(field, ""))
    if read is None:
        return form.get(field, "")
    return f"{day_in_words(read.date())} at {wall_time(read.time())}"


def _read_time(text: str) -> datetime | None:
    found = _BRITISH.fullmatch(text.strip())
    if found is not None:
        day, month, year, clock = found.groups()
        text = f"{year}-{int(month):02}-{int(day):02}T{clock:0>5}"
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not places.served(read):
        return None
    return read.replace(second=0, microsecond=0) if read.tzinfo is None else read
