"""The door through which a setup file becomes rows: all of it in one transaction, or nothing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError

from advice_line.directory import (
    lookups,
    setup_checks,
    setup_clashes,
    setup_known,
    setup_notes,
    setup_writing,
    shortfalls,
)
from advice_line.directory.setup_checks import Known
from advice_line.directory.setup_file import SetupFile
from advice_line.directory.setup_reading import Reading, problems, read
from advice_line.directory.setup_writing import Change
from advice_line.directory.shortfalls import DAYS_AHEAD, Shortfall
from advice_line.errors import Conflict, Problem, SetupInvalid
from advice_line.ledger.work import Ledger, Work
from advice_line.trust.roles import Action, Actor, require
from rota import columns, rendering, store, walltime


@dataclass(frozen=True)
class OpeningDay:
    """Local hours of one day, such as "08:00-19:00"; `reason` says why there are none."""

    line: str
    date: date
    open: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True)
class Outcome:
    """What was done, what of the file had to be decided for it, what is missing all the same, and
    each line's opening in the next fortnight (a clock change or a bank holiday is best seen before
    it comes: H05)."""

    changes: tuple[Change, ...]
    notes: tuple[Problem, ...]
    shortfalls: tuple[Shortfall, ...]
    opening: tuple[OpeningDay, ...]


def set_up(ledger: Ledger, text: str, *, by: Actor) -> Outcome:
    """Adds or updates by `key`; removes nothing.

    Raises `errors.SetupInvalid` with every problem of the file, `errors.Conflict` when another
    setup ran at the same moment; nothing is changed then.
    """
    require(by, Action.SET_UP)
    try:
        with ledger.work(by.label) as work:
            return _apply(work, text)
    except IntegrityError as error:
        raise Conflict("Another setup ran at the same moment. Run this one again.") from error


def examine(ledger: Ledger, text: str, *, by: Actor) -> Outcome:
    """What `set_up` would do, found by doing it in a transaction that is not kept."""
    require(by, Action.SET_UP)
    with ledger.look(by.label) as work:
        return _apply(work, text)


def examine_alone(text: str) -> None:
    """Where no database can be asked: raises `errors.SetupInvalid` for a file that is not sound by
    itself, so that it must define everything it names."""
    _sound(read(text), Known())


def _apply(work: Work, text: str) -> Outcome:
    reading = read(text)
    known = setup_known.load(work.session, reading, work.now.date())
    changes = setup_writing.write(work, _sound(reading, known))
    zones = {line.key: line.time_zone for line in lookups.lines(work.session)}
    return Outcome(
        changes=tuple(changes),
        notes=tuple(setup_notes.notes(reading, zones)),
        shortfalls=tuple(shortfalls.ahead(work.session, work.now)),
        opening=tuple(opening(work)),
    )


def _sound(reading: Reading, known: Known) -> SetupFile:
    faults = [*reading.faults, *setup_checks.faults(reading, known)]
    at_fault = {fault.path[:2] for fault in faults}
    faults.extend(setup_clashes.faults(reading, known.rotas, at_fault))
    if faults:
        raise SetupInvalid(problems(faults, reading.lines))
    return reading.file()


def opening(work: Work) -> list[OpeningDay]:
    """Day by day from today, line by line."""
    found = []
    for line in lookups.lines(work.session):
        calendar = store.load(work.session, line.key).calendar
        today = walltime.local_day(work.now, columns.read_zone(calendar.time_zone))
        for day in rendering.opening(calendar, today, DAYS_AHEAD):
            found.append(
                OpeningDay(
                    line=line.key,
                    date=date.fromisoformat(day["date"]),
                    open=tuple(day["open"]),
                    reason=day["reason"],
                )
            )
    return found
