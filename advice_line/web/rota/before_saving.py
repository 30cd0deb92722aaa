"""What closing a line will do, in words on its form before it is done."""

from collections.abc import Mapping
from datetime import datetime

from advice_line.errors import Invalid
from advice_line.tables.directory import Line
from advice_line.web.access import Visit
from advice_line.web.rota.reading import Reading, typed_time


def of_closing(visit: Visit, of: Line, form: Mapping[str, str]) -> list[str]:
    return [_stretch(form), _callers(form), _told(visit, of, form), _promised(visit, of)]


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _stretch(form: Mapping[str, str]) -> str:
    since = typed_time(form, "start") if form.get("start") else "now"
    until = typed_time(form, "end") if form.get("end") else "the time that you give"
    return f"From {since} until {until} the line is closed. The public page says so, and why."


def _callers(form: Mapping[str, str]) -> str:
    first = "your words, then " if form.get("greeting") else ""
    if form.get("divert_to"):
        through = f"that they are put through to {form['divert_to']}"
        return f"Callers hear {first}{through}; where nobody answers, when the line opens."
    return (
        f"Callers hear {first}that the line is closed, when it opens, and the out-of-hours number."
        " They may leave a message, and are owed a call back as it opens."
    )


def _told(visit: Visit, of: Line, form: Mapping[str, str]) -> str:
    read = Reading(form)
    start, end = read.maybe_time("start", ""), read.maybe_time("end", "")
    times = (None, None) if read.problems else (start, end)
    try:
        told = _number(visit, of, *times)
    except Invalid:
        told = _number(visit, of, None, None)
    who = "whoever is on duty then" if form.get("end") else "whoever is on duty as it begins"
    later = "" if form.get("end") else ", and whoever else is on before it opens again"
    return f"Told by text at once: {_people(told)}, rota managers and {who}{later}."


def _number(visit: Visit, of: Line, start: datetime | None, end: datetime | None) -> int:
    return visit.site.roster.told_of_closing(visit.actor, line=of.key, start=start, end=end)


def _promised(visit: Visit, of: Line) -> str:
    waiting = visit.site.owing.promised(visit.actor, of.key)
    if not waiting:
        return "No caller waits for a call back that was promised."
    callers = "1 caller waits" if waiting == 1 else f"{waiting} callers wait"
    return f"{callers} for a call back that was promised: it stays owed, and whoever is on rings."
