"""Files that only who holds a key opens: age (age-encryption.org), which any age tool opens too.

To recipients a file goes piece by piece; by a passphrase the library takes it whole, in memory.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage  # type: ignore[import-untyped] # it ships no py.typed

from advice_line.errors import BackupRefused, Misconfigured

_DAMAGED = (
    "The file does not open: it was changed or damaged, or it is none that was sealed with age. "
    "Take another copy."
)


@dataclass(frozen=True)
class Sealing:
    """For whom a file is sealed: who holds one of the keys, or knows the passphrase. `named` is
    where whoever gave them did so."""

    recipients: tuple[str, ...] = ()
    passphrase: str | None = None
    named: str = "BACKUP_RECIPIENTS"

    def seal(self, content: BinaryIO, to: BinaryIO) -> None:
        """Raises `errors.Misconfigured` where nobody could open it."""
        keys = self.keys()
        if keys:
            pyrage.encrypt_io(content, to, keys)
        else:
            to.write(pyrage.passphrase.encrypt(content.read(), self.passphrase or ""))

    def keys(self) -> list["pyrage.x25519.Recipient"]:
        """Of its recipients; none where it is sealed by a passphrase. Asked before anything is
        opened that is to be sealed. Raises `errors.Misconfigured` where nobody could open it."""
        if not self.recipients and self.passphrase is None:
            raise Misconfigured(
                "Nobody could open it: set BACKUP_RECIPIENTS or BACKUP_PASSPHRASE. "
                "See docs/settings.md."
            )
        return [_recipient(each, self.named) for each in self.recipients]


@dataclass(frozen=True)
class Opening:
    """By what a file is opened: a file of age identities, or the passphrase."""

    identities: Path | None = None
    passphrase: str | None = None

    def open(self, sealed: BinaryIO, to: BinaryIO) -> None:
        """Raises `errors.BackupRefused`, and `errors.Misconfigured` where no key was given."""
        if self.identities is None and self.passphrase is None:
            raise Misconfigured(
                "Say with --identity which file holds the key, or set BACKUP_PASSPHRASE."
            )
        with _refusals():
            if self.identities is not None:
                pyrage.decrypt_io(sealed, to, _identities(self.identities))
            else:
                to.write(pyrage.passphrase.decrypt(sealed.read(), self.passphrase or ""))


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except pyrage.DecryptError as error:
        if "matching keys" in str(error).lower():
            raise BackupRefused("The key that was given is none of those it was sealed for.") from (
                error
            )
        raise BackupRefused(_DAMAGED) from error
    except OSError as error:
        if error.errno is not None:  # the machine's own, such as a full disk
            raise
        raise BackupRefused(_DAMAGED) from error


def _recipient(text: str, named: str) -> "pyrage.x25519.Recipient":
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise Misconfigured(
            f"{named}: each must be a public key of age, such as age1…, as age-keygen prints it."
        ) from error


def _identities(file: Path) -> list["pyrage.x25519.Identity"]:
    """As age-keygen writes them, comments among them."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    wanted = [line for line in lines if line and not line.startswith("#")]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in wanted]
    except pyrage.IdentityError as error:
        raise Misconfigured(f"--identity: {file} holds something that is no key of age.") from error
    if not found:
        raise Misconfigured(f"--identity: {file} holds no key.")
    return found
