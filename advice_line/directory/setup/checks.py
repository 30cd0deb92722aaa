"""What no single table of a setup file can show: keys that nobody has, numbers given twice,
people twice in one place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from advice_line.directory.numbers import is_mobile
from advice_line.directory.setup import (
    chat,
    dates,
    desks,
    menu_checks,
    points,
    record,
    spans,
    test_calls,
)
from advice_line.directory.setup.file import Entry
from advice_line.directory.setup.people import ResponderEntry, StaffEntry
from advice_line.directory.setup.problems import Fault, did_you_mean
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.rota import CoverEntry, PatternEntry, SessionEntry
from advice_line.directory.setup.text_lines import Path, nearest
from advice_line.kinds import Role
from advice_line.trust.roles import Action, permit
from rota.values import LineRota

_NUMBER_FIELDS = {
    "lines": "number",
    "organisations": "phones",
    "requesters": "phones",
    "responders": "mobile",
    "staff": "mobile",
}
_EXAMPLES = {
    "number": '"+441632960000"',
    "phones": '["+441632960101"]',
    "mobile": '"+447700900001"',
}
_ROLES_ON = 'roles_on = { chest = ["educator"] }'


@dataclass(frozen=True)
class Known:
    """What the database has already and the file does not set anew.

    `responders` is everybody of the service; `answers` on which lines each of them may write advice
    down, None where on every one; `numbers` says whose each stored number is, such as "responders
    amara"; `rotas` are the rotas of the stored lines by their keys; `points` are the contact points
    in use, the line and tier of each by its key. What was over before `today` rings nobody.
    """

    responders: frozenset[str] = frozenset()
    answers: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    today: date = date.min
    organisations: frozenset[str] = frozenset()
    requesters: frozenset[str] = frozenset()
    numbers: Mapping[str, str] = field(default_factory=dict)
    rotas: Mapping[str, LineRota] = field(default_factory=dict)
    points: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def faults(reading: Reading, known: Known) -> list[Fault]:
    return [
        *_keys_twice(reading),
        *_numbers_twice(reading, known),
        *_own_switchboard(reading),
        *_out_of_hours(reading),
        *_mail_twice(reading),
        *chat.faults(reading),
        *record.faults(reading),
        *dates.faults(reading),
        *desks.faults(reading, known.numbers),
        *test_calls.faults(reading, known.numbers),
        *menu_checks.faults(reading, _callers(reading, known)),
        *points.faults(reading, known.numbers, known.points),
        *_unknown_keys(reading, known),
        *_cannot_write(reading, known),
        *spans.faults(reading, spans.zones(reading, known.rotas)),
    ]


def _callers(reading: Reading, known: Known) -> frozenset[str]:
    named = reading.named["organisations"] | reading.named["requesters"]
    return named | known.organisations | known.requesters


def _keys_twice(reading: Reading) -> Iterator[Fault]:
    """Patterns and covers have keys of their line, everything else of the deployment."""
    seen: dict[tuple[object, ...], Path] = {}
    for path, entry in reading.entries.items():
        line = entry.line if isinstance(entry, PatternEntry | CoverEntry) else None
        table = "responders" if isinstance(entry, StaffEntry) else path[0]
        first = seen.setdefault((table, line, entry.key), path)
        if first != path:
            said = f'"{entry.key}" is already the key of {_place(reading, first)}'
            yield Fault((*path, "key"), said, f'key = "{entry.key}-2"')


def _numbers_twice(reading: Reading, known: Known) -> Iterator[Fault]:
    """Lines, organisations and responders together: a number says who it is, so it is one's."""
    seen = dict(known.numbers)
    for path, number in _numbers(reading):
        owner = seen.get(number)
        name = str(path[2])
        if owner is not None:
            yield Fault(
                path, f'"{number}" is already that of {owner}', f"{name} = {_EXAMPLES[name]}"
            )
        else:
            entry = reading.entries[path[:2]]
            seen[number] = f"{path[0]} {entry.key} on line {nearest(reading.lines, path)}"


def _numbers(reading: Reading) -> Iterator[tuple[Path, str]]:
    for table, name in _NUMBER_FIELDS.items():
        for path, entry in reading.of(table).items():
            value = getattr(entry, name)
            if isinstance(value, str):
                yield (*path, name), value
            else:
                yield from (((*path, name, place), each) for place, each in enumerate(value))


def _own_switchboard(reading: Reading) -> Iterator[Fault]:
    numbers = {line.number for line in reading.of("lines").values()}
    for path, line in reading.of("lines").items():
        if line.switchboard in numbers:
            said = f'"{line.switchboard}" is an advice line; in an outage it would ring itself'
            yield Fault((*path, "switchboard"), said, 'switchboard = "+441632960999"')


def _out_of_hours(reading: Reading) -> Iterator[Fault]:
    """Somebody told by no way would be nobody (H21)."""
    numbers = {line.number for line in reading.of("lines").values()}
    for path, line in reading.of("lines").items():
        contact, place = line.out_of_hours, (*path, "out_of_hours")
        if contact is None:
            continue
        example = 'out_of_hours = { name = "Radiology on call", number = "+447700900009" }'
        if contact.number in numbers:
            yield Fault(place, f'"{contact.number}" is an advice line', example)
        elif not is_mobile(contact.number) and contact.email is None:
            said = "no text reaches a number that is no mobile; give an email address as well"
            yield Fault(place, said, 'email = "on-call@example.org"')


def _mail_twice(reading: Reading) -> Iterator[Fault]:
    seen: dict[str, Path] = {}
    for path, line in reading.of("lines").items():
        first = seen.setdefault(line.email.lower(), path)
        if first != path:
            said = f'"{line.email}" is already the address of {_place(reading, first)}'
            yield Fault((*path, "email"), said, 'email = "advice@example.org"')


def _unknown_keys(reading: Reading, known: Known) -> Iterator[Fault]:
    lines = reading.named["lines"] | set(known.rotas)
    people = reading.named["responders"] | reading.named["staff"] | known.responders
    naming = [reading.of(table) for table in ("patterns", "covers", "contact_points")]
    for path, entry in chain.from_iterable(each.items() for each in naming):
        if entry.line not in lines:
            yield _nobody((*path, "line"), entry.line, lines, 'line = "hotdoc"')
    for path, page in reading.of("guidance").items():
        if page.line not in (None, *lines):
            yield _nobody((*path, "line"), page.line, lines, 'line = "hotdoc"')
    for path, who in _rosters(reading):
        for place, person in enumerate(who):
            if person not in people:
                yield _nobody((*path, "who", place), person, people, 'who = ["amara"]')
            elif person in who[:place]:
                said = f'"{person}" is named twice'
                yield Fault((*path, "who", place), said, 'who = ["amara"]')
    for path, absence in reading.of("absences").items():
        if not lines:
            said = f"there is no line for {absence.person} to be away from; write one first"
            yield Fault(path, said, "[[lines]]")
    for path, person in reading.people().items():
        for line in person.roles_on:
            if line not in lines:
                yield _nobody((*path, "roles_on", line), line, lines, _ROLES_ON)
    organisations = reading.named["organisations"] | known.organisations
    for path, requester in reading.of("requesters").items():
        if requester.organisation not in (None, *organisations):
            at = (*path, "organisation")
            yield _nobody(at, requester.organisation, organisations, 'organisation = "Y99001"')
    for path, person in _others_named(reading):
        if person not in people:
            yield _nobody(path, person, people, f'{path[-1]} = "amara"')


def _others_named(reading: Reading) -> Iterator[tuple[Path, str]]:
    """Who is named and not put on duty: supervisors, and who is away."""
    for path, entry in _putting_on(reading):
        if entry.supervisor is not None:
            yield (*path, "supervisor"), entry.supervisor
    for path, absence in reading.of("absences").items():
        yield (*path, "person"), absence.person


def _cannot_write(reading: Reading, known: Known) -> Iterator[Fault]:
    """Whoever is rung may take a call, and whoever took one owes its advice in writing (H09)."""
    answers = {**known.answers, **{each.key: _answers(each) for each in reading.people().values()}}
    for path, who in _rosters(reading):
        entry = reading.entries[path[:2]]
        if not isinstance(entry, PatternEntry | CoverEntry) or _over(entry, known.today):
            continue
        for place, person in enumerate(who):
            on = answers.get(person)
            if on is not None and entry.line not in on:
                said = f'"{person}" has not the role {Role.RESPONDER}'
                said += f" on {entry.line}" if on else ""
                why = "whoever is rung writes the advice down"
                example = f'roles = ["{Role.RESPONDER}"]'
                yield Fault((*path, "who", place), f"{said}: {why}", example)


def _answers(entry: ResponderEntry | StaffEntry) -> frozenset[str] | None:
    """On which lines; None: on every one."""
    if permit(entry.roles, Action.WRITE_RECORD):
        return None
    on = entry.roles_on.items()
    return frozenset(line for line, roles in on if permit(roles, Action.WRITE_RECORD))


def _over(entry: Entry, today: date) -> bool:
    if isinstance(entry, PatternEntry):
        return entry.valid_to is not None and entry.valid_to < today
    return isinstance(entry, CoverEntry) and entry.end.date() < today


def _rosters(reading: Reading) -> Iterator[tuple[Path, tuple[str, ...]]]:
    return ((path, entry.who) for path, entry in _putting_on(reading))


def _putting_on(reading: Reading) -> Iterator[tuple[Path, SessionEntry | CoverEntry]]:
    for path, pattern in reading.of("patterns").items():
        for place, session in enumerate(pattern.sessions):
            yield (*path, "sessions", place), session
    yield from reading.of("covers").items()


def _nobody(path: Path, key: str, known: Collection[str], example: str) -> Fault:
    meant = did_you_mean(key, known)
    hint = f'; did you mean "{meant}"?' if meant else ""
    return Fault(path, f'nothing has the key "{key}"{hint}', example)


def _place(reading: Reading, path: Path | None) -> str:
    return f"the one on line {nearest(reading.lines, path or ())}"
