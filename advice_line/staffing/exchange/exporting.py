"""A line's shifts as a file: for a spreadsheet, a calendar program or another program."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advice_line.directory import lookups
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.rules import labels
from advice_line.staffing.exchange.exchanged import Served
from advice_line.tables.directory import Line
from rota import columns, shifts, store, walltime
from rota.exchange import ical
from rota.exchange.ical import Entry, Revision
from rota.history import History
from rota.hours import OUTSIDE_HOURS
from rota.rendering import Json, instant
from rota.shifts import Shift
from rota.values import Span, Tier

LONGEST = timedelta(days=732)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Wanted:
    """`closed` says of whole days why they are."""

    line: Line
    shifts: Sequence[Shift]
    closed: Mapping[date, str]
    names: Mapping[str, str]
    revision: Revision


def export(work: Work, line: Line, start: datetime, end: datetime, form: str) -> Served:
    """What has passed is told as it was. Raises `errors.Invalid`."""
    if form not in _FORMS:
        said = f'"{form}" is no form; write one of {", ".join(_FORMS)}.'
        raise Invalid([Problem("form", said)])
    if not start < end <= start + LONGEST:
        said = "The end must come after the beginning, and at most two years after it."
        raise Invalid([Problem("end", said)])
    media_type, ending, write = _FORMS[form]
    wanted = _wanted(work, line, start, end)
    body = write(wanted)
    first = walltime.local_day(start, columns.read_zone(line.time_zone))
    name = f"rota-{line.key}-{first}.{ending}"
    return Served(name, media_type, body, hashlib.sha256(body).hexdigest()[:32])


def _wanted(work: Work, line: Line, start: datetime, end: datetime) -> _Wanted:
    history = store.history(work.session, line.key, work.now)
    spans = history.timeline(start, end)
    return _Wanted(
        line=line,
        shifts=shifts.of(spans),
        closed=_closed(spans, line.time_zone),
        names={each.key: each.name for each in lookups.responders(work.session)},
        revision=revision(history),
    )


def revision(history: History) -> Revision:
    """Of the newest change that is known of the line's rota."""
    changes = [change for fact in history.facts for change in (fact.made, fact.ended) if change]
    newest = max(changes, key=lambda change: change.id)
    return Revision(newest.id, newest.at)


def _closed(spans: Sequence[Span], time_zone: str) -> dict[date, str]:
    zone = columns.read_zone(time_zone)
    found: dict[date, str] = {}
    for span in spans:
        why = None if span.reason in (None, OUTSIDE_HOURS) else labels.why_closed(span.reason)
        day = walltime.local_day(span.start, zone)
        while why and walltime.day_start(day, zone) < span.end:
            found.setdefault(day, why)
            day += _DAY
    return found


def _csv(wanted: _Wanted) -> bytes:
    from rota.exchange import writing_sheets  # noqa: PLC0415 # see `_xlsx`

    return writing_sheets.as_csv(
        wanted.shifts, columns.read_zone(wanted.line.time_zone), wanted.names
    )


def _xlsx(wanted: _Wanted) -> bytes:
    # What writes workbooks takes 8 MB, of which a service without exports is spared.
    from rota.exchange import writing_sheets  # noqa: PLC0415

    zone = columns.read_zone(wanted.line.time_zone)
    return writing_sheets.as_workbook(wanted.shifts, zone, wanted.names, wanted.closed)


def _ical(wanted: _Wanted) -> bytes:
    line = wanted.line
    entries = [
        Entry(
            line.key,
            summary(wanted.names.get(each.person_ref, each.person_ref), each),
            each,
            line.time_zone,
            wanted.revision,
        )
        for each in wanted.shifts
    ]
    return ical.write(line.name, entries)


def summary(what: str, shift: Shift) -> str:
    """Such as "Dr Amara Example, tier 1"."""
    return f"{what}, {'lead' if shift.tier is Tier.LEAD else f'tier {shift.tier.value}'}"


def as_row(line_key: str, shift: Shift, names: Mapping[str, str]) -> Json:
    """One shift as programs read it."""
    return {
        "line": line_key,
        "tier": shift.tier.value,
        "person": shift.person_ref,
        "name": names.get(shift.person_ref, shift.person_ref),
        "supervisor": shift.supervisor,
        "source": shift.source,
        "from": instant(shift.start),
        "to": instant(shift.end),
    }


def _json(wanted: _Wanted) -> bytes:
    """One object a line."""
    rows = (as_row(wanted.line.key, each, wanted.names) for each in wanted.shifts)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMS: dict[str, tuple[str, str, Callable[[_Wanted], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", "csv", _csv),
    "xlsx": (_XLSX, "xlsx", _xlsx),
    "ical": (ical.MEDIA_TYPE, "ics", _ical),
    "json": ("application/x-ndjson", "ndjson", _json),
}
