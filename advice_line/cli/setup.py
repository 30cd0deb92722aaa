"""`setup FILE.toml` and `check [FILE.toml]`: a site from its file, and what is missing of it."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line import assembly
from advice_line.cli import checking
from advice_line.cli.common import (
    AsJson,
    open_ledger,
    print_json,
    print_line,
    print_table,
    print_warning,
    read_file,
)
from advice_line.directory.opening_ahead import OpeningDay as Opening
from advice_line.directory.setup import soundness as setup_soundness
from advice_line.directory.setup.changes import Done
from advice_line.errors import Busy, Invalid, Misconfigured, Problem
from advice_line.rules import labels
from advice_line.schemas.setup import Against, Change, Check, Note, OpeningDay, Shortfall
from advice_line.settings import Settings
from advice_line.staffing.exchange import setting_up
from advice_line.staffing.exchange.setting_up import Outcome
from advice_line.trust.roles import SYSTEM

LARGEST_FILE = 8 * 1024 * 1024

File = Annotated[Path, typer.Argument(metavar="FILE.toml")]
MaybeFile = Annotated[Path | None, typer.Argument(metavar="[FILE.toml]")]
Reason = Annotated[
    str | None,
    typer.Option(help="Why it is done all the same, where something is against the new duty."),
]


def set_up(file: File, reason: Reason = None, as_json: AsJson = False) -> None:
    """Add or update lines, organisations, responders and rota; remove nothing."""
    text = _read(file)
    with open_ledger(writes=True) as ledger:
        outcome = setting_up.set_up(ledger, text, by=SYSTEM, reason=reason)
    _print(outcome, as_json)


def check(file: MaybeFile = None, as_json: AsJson = False) -> None:
    """Look a setup file through and change nothing; without one, say what the site is missing."""
    if file is None:
        _check_site(as_json)
        return
    text = _read(file)
    try:
        with open_ledger() as ledger:
            outcome = setting_up.examine(ledger, text, by=SYSTEM)
    except (Misconfigured, Busy) as error:
        setup_soundness.examine_alone(text)
        print_warning(
            f"{file.name} is sound by itself. The database was not asked: {error.sentence}"
        )
        return
    if not as_json:
        print_line("Nothing was changed. setup with this file would come to:")
    _print(outcome, as_json)
    if not as_json and any(each.needs_reason for each in outcome.against):
        print_line(f'note: setup needs your reason: advice-line setup {file} --reason "…"')


def _read(file: Path) -> str:
    content = read_file(file, LARGEST_FILE)
    if len(content) > LARGEST_FILE:
        raise Invalid([Problem("FILE", f"{file.name} is too large for a setup file.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = f"{file.name} is not UTF-8 text. Save it as UTF-8."
        raise Invalid([Problem("FILE", said)]) from error


def _print(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        for change in outcome.changes:
            print_json(Change.model_validate(change))
        for note in outcome.notes:
            print_json(Note.model_validate(note))
        for against in outcome.against:
            print_json(Against.model_validate(against))
        for shortfall in outcome.shortfalls:
            print_json(Shortfall.model_validate(shortfall))
        for day in outcome.opening:
            print_json(OpeningDay.model_validate(day))
        return
    for change in outcome.changes:
        if change.done is not Done.UNCHANGED:
            fields = f" ({', '.join(change.fields)})" if change.fields else ""
            if change.done is Done.KEPT:
                fields = " as it was changed since: the file says what it said before"
            print_line(f"{change.done}: {change.kind} {change.key}{fields}")
    unchanged = sum(change.done is Done.UNCHANGED for change in outcome.changes)
    if unchanged:
        print_line(f"unchanged: {unchanged}")
    for note in outcome.notes:
        print_line(f"note: {note.message}")
    for against in outcome.against:
        print_line(f"{'note' if against.warning else 'WARNING'}: {against.sentence}")
    for shortfall in outcome.shortfalls:
        print_line(f"{'WARNING' if shortfall.grave else 'note'}: {shortfall.sentence}")
    _print_opening(outcome)


def _print_opening(outcome: Outcome) -> None:
    if not outcome.opening:
        return
    print_line("The next 14 days:")
    print_table(
        [
            (day.line, f"{day.date:%a} {day.date.day} {day.date:%b %Y}", _hours(day))
            for day in outcome.opening
        ]
    )


def _hours(day: Opening) -> str:
    hours = ", ".join(day.open) or labels.closed(day.reason)
    return "; ".join([hours, *(f"closed {each.time}: {each.reason}" for each in day.closures)])


def _check_site(as_json: bool) -> None:
    service = assembly.build(Settings())
    try:
        answers = checking.every(service)
    finally:
        service.close()
    for answer in answers:
        shape = Check.model_validate(answer)
        if as_json:
            print_json(shape)
        else:
            name = shape.name.replace("_", " ")
            print_line(f"{'ok  ' if shape.ok else 'MEND'}  {name}: {shape.sentence}")
    if not all(answer.ok for answer in answers):
        raise typer.Exit(1)
