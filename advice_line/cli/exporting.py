"""`export`: everything of a site in open formats, so that it may leave."""

import getpass
import os
import shutil
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Annotated

import typer

from advice_line.cli.common import open_ledger, print_line, reason
from advice_line.cli.sealed_files import sealing_of
from advice_line.desk.trail.leaving import Leaving
from advice_line.errors import Invalid, Problem
from advice_line.record_service import WRITER
from advice_line.settings import Settings

To = Annotated[Path, typer.Argument(metavar="TO", help="A folder, or file, not there yet.")]
Reveal = Annotated[bool, typer.Option("--reveal", help="Open what is sealed; needs --reason.")]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; it stays in the trail.")]
Sealed = Annotated[
    bool, typer.Option("--sealed", help="One file, sealed as a backup is, instead of a folder.")
]


def export(
    to: To, reveal: Reveal = False, reason_given: Reason = None, sealed: Sealed = False
) -> None:
    """Write all rows as JSON Lines, their schema, and with --reveal the letters as PDF, text and
    FHIR document."""
    why = (reason_given or "").strip()
    if reveal and not why:
        said = '--reveal needs --reason, such as --reason "leaving for another system".'
        raise Invalid([Problem("--reason", said)])
    if to.exists():
        raise Invalid([Problem("TO", f"{to} is there already. Give another name.")])
    if sealed:
        sealing_of(Settings()).keys()
    try:
        with TemporaryDirectory(dir=to.parent, prefix=f".{to.name}.") as name:
            folder = Path(name) / "export"
            folder.mkdir(mode=0o700)
            with open_ledger(writes=True) as ledger:
                counts = Leaving(ledger, WRITER).write(
                    folder, reveal=reveal, reason=why, login=getpass.getuser()
                )
            if sealed:
                _seal(folder, to)
            else:
                shutil.move(folder, to)
    except OSError as error:
        raise Invalid([Problem("TO", f"{to} cannot be written: {reason(error)}.")]) from error
    print_line(f"{sum(counts.values())} rows of {len(counts)} tables are in {to}.")
    if reveal and not sealed:
        print_line("What was sealed lies open in it: keep it as you keep the records themselves.")


def _seal(folder: Path, to: Path) -> None:
    sealing = sealing_of(Settings())
    with TemporaryFile() as plain:
        with tarfile.open(fileobj=plain, mode="w:gz") as archive:
            archive.add(folder, arcname="export")
        plain.seek(0)
        part = folder.parent / "sealed"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            sealing.seal(plain, file)
        os.replace(part, to)
