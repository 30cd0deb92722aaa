"""A valid setup file written over what is stored: added or updated by `key`, nothing removed.

The lists within a table (an organisation's phones, a pattern's sessions) are what the file says;
what a line knows of single dates is only ever added to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from sqlmodel import SQLModel, col, delete, select

from advice_line.directory import lookups, setup_rows
from advice_line.directory.setup_file import OrganisationEntry, SetupFile
from advice_line.directory.setup_since import Since
from advice_line.ledger.work import Work
from advice_line.tables.directory import (
    ContactPoint,
    Line,
    Organisation,
    OrganisationPhone,
    Responder,
)
from rota import store
from rota.changing import Changing
from rota.errors import UnknownLine
from rota.opening import LineCalendar
from rota.values import Absence, Cover, Pattern

V = TypeVar("V", Pattern, Cover, Absence)

# What a column or an attribute is called in the file, where that differs.
_FIELDS = {
    "start": "from",
    "end": "to",
    "line_id": "line",
    "person_ref": "person",
    "registration_body": "registration",
    "registration_number": "registration",
    "registration_expires": "registration",
}


class Done(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True)
class Change:
    """`kind` is "line", "organisation", …; `fields` are those an update changed. What is kept was
    changed by other hands since the file said so first, and stays as it is."""

    done: Done
    kind: str
    key: str
    fields: tuple[str, ...] = ()


def write(work: Work, rota: Changing, file: SetupFile) -> list[Change]:
    """Each change is a line of the trail, in the same transaction; what is of the rota is one
    change of it."""
    changes = [
        *_lines(work, rota, file),
        *_organisations(work, file.organisations),
        *_responders(work, file),
        *_patterns(work, rota, file),
        *_covers(work, rota, file),
        *_absences(work, rota, file),
        *_contact_points(work, file),
    ]
    for change in changes:
        if change.done in (Done.ADDED, Done.UPDATED):
            subject = f"{change.kind}:{change.key}"
            work.record(f"setup.{change.done}", subject=subject, fields=list(change.fields))
    return changes


def _lines(work: Work, rota: Changing, file: SetupFile) -> Iterator[Change]:
    stored = {line.key: line for line in lookups.lines(work.session)}
    wanted = {entry.key: setup_rows.line(entry) for entry in file.lines}
    _free(work, stored, wanted, "number")
    for entry in file.lines:
        changed = _put(work, Line, stored.get(entry.key), wanted[entry.key])
        calendar = Since(work, entry.key).left(setup_rows.calendar(entry))
        changed += _put_calendar(work, rota, entry.key, calendar)
        yield _change("line", entry.key, entry.key in stored, changed)


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


def _organisations(work: Work, entries: Sequence[OrganisationEntry]) -> list[Change]:
    stored = {each.key: each for each in lookups.organisations(work.session)}
    changed = {
        entry.key: _put(work, Organisation, stored.get(entry.key), setup_rows.organisation(entry))
        for entry in entries
    }
    for key in _put_phones(work, entries):
        changed[key].append("phones")
    return [_change("organisation", key, key in stored, names) for key, names in changed.items()]


def _put_phones(work: Work, entries: Sequence[OrganisationEntry]) -> list[str]:
    """The keys whose phones changed. All removals come first: a number may move to another."""
    ids = {each.key: each.id or 0 for each in lookups.organisations(work.session)}
    stored: dict[int, set[str]] = {}
    for phone in work.session.exec(select(OrganisationPhone)):
        stored.setdefault(phone.organisation_id, set()).add(phone.number)
    wanted = {entry.key: set(entry.phones) for entry in entries}
    for key, numbers in wanted.items():
        gone = stored.get(ids[key], set()) - numbers
        if gone:
            work.run(delete(OrganisationPhone).where(col(OrganisationPhone.number).in_(gone)))
    for key, numbers in wanted.items():
        for number in sorted(numbers - stored.get(ids[key], set())):
            work.add(OrganisationPhone(number=number, organisation_id=ids[key]))
    return [key for key, numbers in wanted.items() if numbers != stored.get(ids[key], set())]


def _responders(work: Work, file: SetupFile) -> Iterator[Change]:
    stored = {each.key: each for each in lookups.responders(work.session)}
    wanted = {entry.key: setup_rows.responder(entry) for entry in file.responders}
    _free(work, stored, wanted, "mobile")
    for key, columns in wanted.items():
        changed = _put(work, Responder, stored.get(key), columns)
        yield _change("responder", key, key in stored, changed)


def _patterns(work: Work, rota: Changing, file: SetupFile) -> Iterator[Change]:
    for entry in file.patterns:
        stored = [
            each for each in store.load(work.session, entry.line).patterns if each.key == entry.key
        ]
        wanted = setup_rows.pattern(entry)
        if Since(work, entry.line).changed(wanted):
            yield Change(Done.KEPT, "pattern", entry.key)
            continue
        changed = _differences(stored[-1] if stored else None, wanted)
        if len(stored) > 1 or changed:
            rota.put_pattern(entry.line, wanted)
        yield _change("pattern", entry.key, bool(stored), changed)


def _covers(work: Work, rota: Changing, file: SetupFile) -> Iterator[Change]:
    for entry in file.covers:
        known = store.load(work.session, entry.line)
        stored = {each.key: each for each in known.covers}.get(entry.key)
        wanted = setup_rows.cover(entry, known.calendar.time_zone)
        if Since(work, entry.line).changed(wanted):
            yield Change(Done.KEPT, "cover", entry.key)
            continue
        changed = _differences(stored, wanted)
        if changed:
            rota.put(entry.line, wanted)
        yield _change("cover", entry.key, stored is not None, changed)


def _absences(work: Work, rota: Changing, file: SetupFile) -> Iterator[Change]:
    """Of people on every line; their times are the wall clock of the first one."""
    for entry in file.absences:
        first = lookups.lines(work.session)[0]
        absences = store.load(work.session, first.key).absences
        stored = {each.key: each for each in absences}.get(entry.key)
        wanted = setup_rows.absence(entry, first.time_zone)
        if Since(work, first.key).changed(wanted):
            yield Change(Done.KEPT, "absence", entry.key)
            continue
        changed = _differences(stored, wanted)
        if changed:
            rota.put(None, wanted)
        yield _change("absence", entry.key, stored is not None, changed)


def _contact_points(work: Work, file: SetupFile) -> Iterator[Change]:
    stored = {each.key: each for each in lookups.contact_points(work.session)}
    lines = {each.key: each.id or 0 for each in lookups.lines(work.session)}
    for entry in file.contact_points:
        columns = setup_rows.contact_point(entry, lines[entry.line])
        changed = _put(work, ContactPoint, stored.get(entry.key), columns)
        yield _change("contact_point", entry.key, entry.key in stored, changed)


def _differences(stored: V | None, wanted: V) -> list[str]:
    names = [each.name for each in fields(wanted)]
    return [name for name in names if getattr(stored, name, None) != getattr(wanted, name)]


def _put(
    work: Work, table: type[SQLModel], row: SQLModel | None, columns: Mapping[str, Any]
) -> list[str]:
    """The names of the columns that changed; all of them for a new row."""
    if row is None:
        work.add(table(**columns))
        return list(columns)
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if changed:
        work.update(row, **changed)
    return list(changed)


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


def _change(kind: str, key: str, known: bool, changed: Sequence[str]) -> Change:
    if not known:
        return Change(Done.ADDED, kind, key)
    names = dict.fromkeys(_FIELDS.get(name, name) for name in changed)
    return Change(Done.UPDATED if names else Done.UNCHANGED, kind, key, tuple(names))
