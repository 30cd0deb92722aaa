"""`backup` and `restore`: everything of a site in one sealed file, and back from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from advice_line.cli.common import (
    clock_of,
    open_database,
    open_ledger,
    print_line,
    print_warning,
    unreadable,
)
from advice_line.cli.deletion_shown import reapplied
from advice_line.cli.sealed_files import new_file, opening_of, sealing_of, text_of
from advice_line.data_life import reapplying
from advice_line.data_life.reapplying import Reapplied
from advice_line.data_life.running import Deleting
from advice_line.errors import Invalid, Problem
from advice_line.ledger.backups.manifest import Manifest
from advice_line.ledger.backups.reading import opened
from advice_line.ledger.backups.restoring import Restored
from advice_line.ledger.backups.restoring import restore as put_back
from advice_line.ledger.backups.writing import write
from advice_line.ledger.vault import vault_of
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.trail_faults import sentence
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM

MOST_SHOWN = 20
Identity = Annotated[
    Path | None,
    typer.Option("--identity", help="The file of the age key that opens it."),
]
To = Annotated[
    Path | None, typer.Argument(metavar="TO", help="A file that is not there yet, or a folder.")
]
Verify = Annotated[Path | None, typer.Option("--verify", help="Look a backup through instead.")]
From = Annotated[Path, typer.Argument(metavar="FROM", help="The backup.")]
Reapply = Annotated[
    Path | None,
    typer.Option("--reapply", help="Erase again what this list says: retention --erasure-list."),
]
Into = Annotated[
    str | None, typer.Option("--into", help="The address of an empty database; DATABASE_URL else.")
]


def backup(to: To = None, verify: Verify = None, identity: Identity = None) -> None:
    """Seal everything as of this moment into one file, while the service goes on."""
    if (to is None) == (verify is None):
        raise Invalid([Problem("TO", "Say where to: advice-line backup TO, or --verify FILE.")])
    if verify is not None:
        _verify(verify, identity)
    elif to is not None:
        _back_up(to)


def restore(
    source: From, into: Into = None, identity: Identity = None, reapply: Reapply = None
) -> None:
    """Put a backup into an empty database, whole or not at all, and up to this version's tables;
    with --reapply what was erased since stays erased."""
    settings, begun = Settings(), monotonic()
    vault, clock = vault_of(settings), clock_of(settings)
    named = "DATABASE_URL" if into is None else "--into"
    again = _Again(text_of(reapply, "--reapply") if reapply else None)
    with (
        open_database(into or settings.database_url, named) as target,
        _readable(source),
        opened(source, opening_of(settings, identity), vault) as found,
    ):
        restored = put_back(
            found, target, clock, vault, rehearsal=settings.rehearsal, at_last=again.does
        )
        if again.done:
            again.gone = Deleting(Ledger(target, clock, vault)).nightly()
    for line in (*_said(restored, monotonic() - begun), *again.said()):
        print_line(line)
    for fault in restored.proof.faults[:MOST_SHOWN]:
        print_warning(sentence(fault))
    if restored.proof.faults:
        print_warning("The trail was backed up as it stands: it did not fit before. ")
        raise typer.Exit(1)


def _back_up(to: Path) -> None:
    settings, begun = Settings(), monotonic()
    sealing = sealing_of(settings)
    with open_ledger(writes=True) as ledger:
        file = to / f"advice-line-{ledger.clock.now():%Y-%m-%dT%H%M%SZ}.age" if to.is_dir() else to
        with new_file(file) as content:
            manifest = write(ledger, content, sealing)
        _record(ledger, manifest)
    print_line(
        f"{_counted(manifest)} are in {file} ({file.stat().st_size / 1_000_000:.1f} MB). "
        f"It took {monotonic() - begun:.0f} s."
    )
    print_line(f"Recovery point: {_z(manifest)}.")
    keys = ", ".join(manifest.data_keys) or "none yet"
    print_line(
        f"Not in it, and needed with it: SECRET_KEY and of DATA_KEYS {keys}. Keep them apart."
    )


def _record(ledger: Ledger, manifest: Manifest) -> None:
    with ledger.work(SYSTEM.label) as work:
        work.record("backup.made", rows=manifest.rows, position=manifest.head.position)


def _verify(file: Path, identity: Path | None) -> None:
    settings = Settings()
    with (
        _readable(file),
        opened(file, opening_of(settings, identity), vault_of(settings)) as found,
    ):
        print_line(f"{file} is whole: {_counted(found.manifest)}.")
        print_line(f"Recovery point: {_z(found.manifest)}, of version {found.manifest.version}.")


def _said(restored: Restored, seconds: float) -> Iterator[str]:
    manifest = restored.manifest
    yield f"{_counted(manifest)} are back: of each as many as were backed up."
    yield f"Recovery point: {_z(manifest)}. What was written after it is not there."
    yield f"It took {seconds:.0f} s."
    if not restored.proof.faults:
        yield f"The trail fits: {restored.proof.lines} lines."
    yield f"{restored.signed_out} sessions were ended: everybody signs in anew."
    if restored.unsent:
        yield (
            f"{restored.unsent} messages wait and go as soon as a worker runs: what had left after "
            "the recovery point goes twice. See: advice-line outgoing list --state waiting"
        )


@dataclass
class _Again:
    """What was erased after the recovery point, by the list that is kept apart; `gone` is what had
    had its time."""

    listing: str | None
    done: Reapplied | None = None
    gone: int = 0

    def does(self, work: Work) -> None:
        if self.listing is not None:
            self.done = reapplying.again(work, self.listing)

    def said(self) -> Iterator[str]:
        if self.done is None:
            yield (
                "What was erased after the recovery point is there again. Before serve and worker "
                "run, with the list that is kept apart: advice-line retention --reapply FILE"
            )
            return
        yield f"{reapplied(self.done)} {self.gone} objects that have had their time went too."


def _counted(manifest: Manifest) -> str:
    return f"{manifest.rows} rows of {len(manifest.tables)} tables"


def _z(manifest: Manifest) -> str:
    return f"{manifest.made_at:%Y-%m-%dT%H:%M:%SZ}"


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        with file.open("rb"):
            pass
    except OSError as error:
        raise unreadable(file, error, "FROM") from error
    yield
