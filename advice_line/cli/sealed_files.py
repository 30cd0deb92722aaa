"""For whom a site's files are sealed and by what they open, as the settings say; and files that are
there whole under their name or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from advice_line.cli.common import reason
from advice_line.errors import Invalid, Problem
from advice_line.ledger.backups.age_file import Opening, Sealing
from advice_line.settings import Settings


def sealing_of(settings: Settings) -> Sealing:
    recipients = (each.strip() for each in settings.backup_recipients.split(","))
    return Sealing(tuple(filter(None, recipients)), _passphrase(settings))


def opening_of(settings: Settings, identity: Path | None) -> Opening:
    """Raises `errors.Invalid` where the file of the key cannot be read."""
    if identity is not None:
        text_of(identity, "--identity")
    return Opening(identity, _passphrase(settings))


def _passphrase(settings: Settings) -> str | None:
    given = settings.backup_passphrase
    return given.get_secret_value() if given else None


@contextmanager
def new_file(file: Path, named: str = "TO") -> Iterator[BinaryIO]:
    """A file that nobody else may read, whole under its name or not there. Raises
    `errors.Invalid`."""
    part = file.with_name(f".{file.name}.part")
    if file.exists():
        raise Invalid([Problem(named, f"{file} is there already. Give another name.")])
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as made:
            yield made
            made.flush()
            os.fsync(made.fileno())
        os.replace(part, file)
    except OSError as error:
        raise Invalid([Problem(named, f"{file} cannot be written: {reason(error)}.")]) from error
    finally:
        part.unlink(missing_ok=True)


def text_of(file: Path, option: str) -> str:
    """Raises `errors.Invalid`."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        said = f"{option}: {file} cannot be read: {reason(error)}."
        raise Invalid([Problem(option, said)]) from error
    except UnicodeError:
        raise Invalid([Problem(option, f"{option}: {file} is no text in UTF-8.")]) from None
