"""`subject-access`: all that is kept of a patient or a requester, sealed for whoever asked."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import open_ledger, print_line
from advice_line.cli.sealed_files import new_file, sealing_of, text_of
from advice_line.data_kinds import ErasureKind
from advice_line.data_life import subjects
from advice_line.data_life.accessing import KIND, Found, SubjectAccess
from advice_line.errors import Invalid, Problem
from advice_line.ledger.backups.age_file import Sealing
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM

Number = Annotated[
    str | None,
    typer.Option("--number", help="The patient's NHS number; - asks for it, unseen by others."),
]
Born = Annotated[str | None, typer.Option("--born", help="Their date of birth.")]
Requester = Annotated[
    str | None, typer.Option("--requester", help="Instead: who asked, by key, address or number.")
]
To = Annotated[
    Path | None, typer.Option("--to", help="A file that is not there yet; else only a look.")
]
Recipients = Annotated[
    Path | None, typer.Option("--recipients", help="A file of age recipients, one a line.")
]
Passphrase = Annotated[
    Path | None, typer.Option("--passphrase-file", help="A file whose first line is a passphrase.")
]
_OPTIONS = {
    KIND: "--number",
    subjects.NUMBER: "--number",
    subjects.BORN: "--born",
    subjects.REQUESTER: "--requester",
}


def subject_access(
    number: Number = None,
    born: Born = None,
    requester: Requester = None,
    to: To = None,
    recipients: Recipients = None,
    passphrase_file: Passphrase = None,
) -> None:
    """Say what is kept of somebody, and with --to write it into one file sealed with age."""
    form = _form(number, born, requester)
    sealing = _sealing(recipients, passphrase_file)
    if to is not None:
        sealing.keys()
    with open_ledger(writes=True) as ledger:
        door = SubjectAccess(ledger)
        try:
            for line in _said(door.look(SYSTEM, form)):
                print_line(line)
            if to is None:
                return
            with new_file(to, "--to") as content:
                pack = door.pack(SYSTEM, form, sealing, content, login=getpass.getuser())
        except Invalid as error:
            raise Invalid([_of_option(each) for each in error.problems]) from error
    print_line(f"Pack {pack} is in {to}. Look over what is marked in it before it leaves.")


def _form(number: str | None, born: str | None, requester: str | None) -> dict[str, str]:
    if (number is None) == (requester is None):
        said = "Say who asks: --number and --born of a patient, or --requester."
        raise Invalid([Problem("--number", said)])
    if requester is not None:
        return {KIND: ErasureKind.REQUESTER, subjects.REQUESTER: requester}
    asked = getpass.getpass("NHS number: ") if number == "-" else number or ""
    return {KIND: ErasureKind.PATIENT, subjects.NUMBER: asked, subjects.BORN: born or ""}


def _sealing(recipients: Path | None, passphrase_file: Path | None) -> Sealing:
    """By the files, or else as a backup is sealed."""
    if recipients is not None:
        lines = (line.strip() for line in text_of(recipients, "--recipients").splitlines())
        keys = tuple(line for line in lines if line and not line.startswith("#"))
        if not keys:
            raise Invalid([Problem("--recipients", f"--recipients: {recipients} holds no key.")])
        return Sealing(keys, named="--recipients")
    if passphrase_file is not None:
        first = text_of(passphrase_file, "--passphrase-file").partition("\n")[0].strip()
        if not first:
            said = f"--passphrase-file: the first line of {passphrase_file} is empty."
            raise Invalid([Problem("--passphrase-file", said)])
        return Sealing(passphrase=first)
    return sealing_of(Settings())


def _said(found: Found) -> list[str]:
    lines = [
        f"{each.reference}  {sum(each.counts.values())} rows of {len(each.counts)} tables"
        for each in found.kept
    ] or ["Nothing found."]
    if found.doubtful:
        listed = ", ".join(found.doubtful)
        lines.append(f"Of this number, and another date of birth: {listed}. They are in no pack.")
    lines.append("A name within a text about somebody else cannot be found.")
    return lines


def _of_option(problem: Problem) -> Problem:
    option = _OPTIONS.get(problem.field)
    return Problem(option, f"{option}: {problem.message}") if option else problem
