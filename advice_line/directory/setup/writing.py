"""A valid setup file written over what is stored: added or updated by `key`, nothing removed.

The lists within a table (an organisation's phones, a pattern's sessions) are what the file says;
what a line knows of single dates is only ever added to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sqlmodel import SQLModel

from advice_line.directory import lookups, role_changes
from advice_line.directory.people import changed_contacts
from advice_line.directory.people import origins as people_origins
from advice_line.directory.setup import callers, guidance, rows
from advice_line.directory.setup.changes import Change, Done, change_of, put
from advice_line.directory.setup.file import SetupFile
from advice_line.directory.setup.since import Since
from advice_line.ledger.work import Work
from advice_line.tables.directory import (
    ContactPoint,
    Line,
    Responder,
)
from rota import store
from rota.changing import Changing
from rota.errors import UnknownLine
from rota.opening import LineCalendar
from rota.values import Absence, Cover, Pattern

V = TypeVar("V", Pattern, Cover, Absence)


def write(work: Work, rota: Changing, file: SetupFile) -> list[Change]:
    """Each change is a line of the trail, in the same transaction; what is of the rota is one
    change of it."""
    changes = [
        *_lines(work, rota, file),
        *callers.organisations(work, file.organisations),
        *callers.requesters(work, file.requesters),
        *_people(work, file),
        *_patterns(work, rota, file),
        *_covers(work, rota, file),
        *_absences(work, rota, file),
        *_contact_points(work, file),
        *guidance.write(work, file.guidance),
    ]
    for change in changes:
        if change.done in (Done.ADDED, Done.UPDATED):
            subject = f"{change.kind}:{change.key}"
            work.record(f"setup.{change.done}", subject=subject, fields=list(change.fields))
    return changes


def _lines(work: Work, rota: Changing, file: SetupFile) -> Iterator[Change]:
    stored = {line.key: line for line in lookups.lines(work.session)}
    wanted = {entry.key: rows.line(entry) for entry in file.lines}
    _free(work, stored, wanted, "number")
    for entry in file.lines:
        changed = put(work, Line, stored.get(entry.key), wanted[entry.key])
        calendar = Since(work, entry.key).left(rows.calendar(entry))
        changed += _put_calendar(work, rota, entry.key, calendar)
        yield change_of("line", entry.key, entry.key in stored, changed)


def _put_calendar(work: Work, rota: Changing, key: str, wanted: LineCalendar) -> list[str]:
    """Changes the rota's version only where something of it changes."""
    try:
        stored = store.load(work.session, key).calendar
    except UnknownLine:
        rota.put_calendar(key, wanted)
        return ["nation", "open", "closed_days"]
    changed = [
        name
        for name, differs in {
            "time_zone": stored.time_zone != wanted.time_zone,
            "nation": stored.nation != wanted.nation,
            "open": stored.hours != wanted.hours,
            "closed_days": not set(wanted.closed_days) <= set(stored.closed_days),
            "day_hours": not set(wanted.day_hours) <= set(stored.day_hours),
            "holidays": not set(wanted.holidays) <= set(stored.holidays),
        }.items()
        if differs
    ]
    if changed:
        rota.put_calendar(key, wanted)
    return changed


def _people(work: Work, file: SetupFile) -> Iterator[Change]:
    stored = {each.key: each for each in lookups.responders(work.session)}
    answer = {entry.key: rows.responder(entry) for entry in file.responders}
    staff = {entry.key: rows.staff(entry) for entry in file.staff}
    wanted = {**answer, **staff}
    left = {
        key: people_origins.left(work, stored.get(key), columns) for key, columns in wanted.items()
    }
    mobiles = {key: columns for key, (columns, _) in left.items() if "mobile" in columns}
    _free(work, stored, mobiles, "mobile")
    for key, columns in wanted.items():
        row = stored.get(key)
        before = row.model_copy() if row is not None else None
        kind = "staff" if key in staff else "responder"
        own, kept = left[key]
        changed = put(work, Responder, row, own)
        if row is not None:
            changed_contacts.named_by_settings(work, row, own)
        role_changes.record(work, key, before, _after(row, columns, own))
        yield change_of(kind, key, key in stored, changed)
        if kept:
            yield Change(Done.KEPT, kind, key, tuple(kept))


def _after(
    row: Responder | None, columns: Mapping[str, Any], written: Mapping[str, Any]
) -> Responder:
    """As they stand now: what was kept of them is not what the file says, and whoever's access has
    ended has no role by a file that still names one."""
    if row is None:
        return Responder(**columns)
    stands = {name: getattr(row, name) for name in columns if name not in written}
    return Responder(**{**columns, **stands}, ended_at=row.ended_at)


def _patterns(work: Work, rota: Changing, file: SetupFile) -> Iterator[Change]:
    for entry in file.patterns:
        stored = [
            each for each in store.load(work.session, entry.line).patterns if each.key == entry.key
        ]
        wanted = rows.pattern(entry)
        if Since(work, entry.line).changed(wanted):
            yield Change(Done.KEPT, "pattern", entry.key)
            continue
        changed = _differences(stored[-1] if stored else None, wanted)
        if len(stored) > 1 or changed:
            rota.put_pattern(entry.line, wanted)
        yield change_of("pattern", entry.key, bool(stored), changed)


def _covers(work: Work, rota: Changing, file: SetupFile) -> Iterator[Change]:
    for entry in file.covers:
        known = store.load(work.session, entry.line)
        stored = {each.key: each for each in known.covers}.get(entry.key)
        wanted = rows.cover(entry, known.calendar.time_zone)
        if Since(work, entry.line).changed(wanted):
            yield Change(Done.KEPT, "cover", entry.key)
            continue
        changed = _differences(stored, wanted)
        if changed:
            rota.put(entry.line, wanted)
        yield change_of("cover", entry.key, stored is not None, changed)


def _absences(work: Work, rota: Changing, file: SetupFile) -> Iterator[Change]:
    """Of people on every line; their times are the wall clock of the first one."""
    for entry in file.absences:
        first = lookups.lines(work.session)[0]
        absences = store.load(work.session, first.key).absences
        stored = {each.key: each for each in absences}.get(entry.key)
        wanted = rows.absence(entry, first.time_zone)
        if Since(work, first.key).changed(wanted):
            yield Change(Done.KEPT, "absence", entry.key)
            continue
        changed = _differences(stored, wanted)
        if changed:
            rota.put(None, wanted)
        yield change_of("absence", entry.key, stored is not None, changed)


def _contact_points(work: Work, file: SetupFile) -> Iterator[Change]:
    stored = {each.key: each for each in lookups.contact_points(work.session)}
    lines = {each.key: each.id or 0 for each in lookups.lines(work.session)}
    for entry in file.contact_points:
        columns = rows.contact_point(entry, lines[entry.line])
        changed = put(work, ContactPoint, stored.get(entry.key), columns)
        yield change_of("contact_point", entry.key, entry.key in stored, changed)


def _differences(stored: V | None, wanted: V) -> list[str]:
    names = [each.name for each in fields(wanted)]
    return [name for name in names if getattr(stored, name, None) != getattr(wanted, name)]


def _free(
    work: Work,
    stored: Mapping[str, SQLModel],
    wanted: Mapping[str, Mapping[str, Any]],
    name: str,
) -> None:
    """Sets the unique `name` of the rows whose value will change aside, so that two of them may
    exchange theirs."""
    for key, row in stored.items():
        if key in wanted and wanted[key][name] != getattr(row, name):
            work.update(row, **{name: f"moving:{key}"})
