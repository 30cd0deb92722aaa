"""A query that was taken on paper while the service was down, as somebody types it in afterwards:
the fields of the record's form that were asked on the telephone, and when that was."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from advice_line.errors import Problem
from advice_line.rules import days, record_form
from advice_line.rules.fields import Fields
from advice_line.rules.record import Patient, Question, Requester
from rota import walltime
from rota.exchange import sheet_cells

_BARE_HOUR = re.compile(r"0?[1-9]|1[0-2]")
_SPACED = re.compile(r"(?<=\d) (?=\d)")
_WHICH_DAY = "Give the day of the call, such as today or 23 11 2026."
_STILL_TO_COME = "This day is still to come. Look at the day of the call."
_HOW = "Write the time as 14:05 or 2:05pm."
LABELS = {
    "received_on": "The day of the call",
    "received_at": "The time of the call",
    "number": "Number to ring back",
    **record_form.LABELS,
}


@dataclass(frozen=True)
class LateEntry:
    received_at: datetime
    number: str | None
    requester: Requester
    patient: Patient | None
    question: Question


def read(
    form: Mapping[str, str],
    now: datetime,
    zone: ZoneInfo,
    *,
    advised: bool,
    wrong: Sequence[Problem] = (),
) -> LateEntry:
    """What stands on the paper; `number` is as typed. Who was advised needs none. `wrong` are the
    problems that only the directory knows.

    Raises `errors.Invalid` with a problem for every field that has one.
    """
    fields = Fields(form, LABELS)
    fields.problems.extend(wrong)
    today = walltime.local_day(now, zone)
    received_at = _received(fields, now, zone, today)
    number = fields.line("number")
    if number is None and not advised:
        fields.problem("number", "Give the number to ring back, or say who has advised them.")
    requester, patient, question = record_form.asked(fields, today)
    fields.finish()
    return LateEntry(received_at, number, requester, patient, question)


def to_form(entry: LateEntry) -> dict[str, str]:
    """As a draft of the record that its adviser goes on with."""
    form = record_form.to_form(entry.requester, entry.patient, entry.question)
    return form if entry.patient else {**form, "general_question": "yes"}


def _received(fields: Fields, now: datetime, zone: ZoneInfo, today: date) -> datetime:
    day = _day(fields, today)
    clock = _time(fields)
    if day is None or clock is None:
        return now
    at = walltime.to_utc(datetime.combine(day, clock), zone)
    if at > now:
        fields.problem("received_at", "This is still to come. Look at the day and the time.")
    return at


def _day(fields: Fields, today: date) -> date | None:
    """A weekday is asked again: on paper it is the last one, where days are to come the next."""
    typed = fields.needed("received_on", _WHICH_DAY)
    day = days.past_day(typed, today) if typed else None
    if typed and day is None:
        to_come = days.is_to_come(typed, today)
        fields.problem("received_on", _STILL_TO_COME if to_come else _no_day(typed))
    elif day is not None and day > today:
        fields.problem("received_on", _STILL_TO_COME)
        return None
    return day


def _no_day(typed: str) -> str:
    why = days.no_such_day(typed)
    return f"{why} Look at the day." if why else _WHICH_DAY


def _time(fields: Fields) -> time | None:
    """An hour alone is asked again: on paper "2" is an afternoon, by the 24-hour clock a night."""
    typed = " ".join(fields.needed("received_at", _HOW).split())
    if not typed:
        return None
    if _BARE_HOUR.fullmatch(typed):
        fields.problem("received_at", f"Is this {typed}am or {typed}pm? {_HOW}")
        return None
    try:
        minutes = sheet_cells.read_clock(_SPACED.sub(":", typed))
        return time(*divmod(minutes, 60))
    except ValueError:
        fields.problem("received_at", _HOW)
        return None
