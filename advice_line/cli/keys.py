"""`keys`: make a key for sealed text, and seal and sign everything anew under the current ones."""

import base64
import os
import secrets
from collections.abc import Iterator
from typing import Annotated

import typer

from advice_line.cli.common import hold_to_tables, open_bare_ledger, open_ledger, print_line
from advice_line.ledger import rotation, secret_keys
from advice_line.ledger.rotation import Rotated
from advice_line.settings import Settings
from advice_line.trust import signing_anew
from advice_line.trust.roles import SYSTEM
from advice_line.trust.signing_anew import SignedAnew

app = typer.Typer(help="The keys that seal and sign what is kept here.", no_args_is_help=True)
Lost = Annotated[
    bool,
    typer.Option(
        "--former-secret-lost",
        help="The last SECRET_KEY is lost: go on with this one. What it signed holds no more.",
    ),
]


@app.command("new")
def new() -> None:
    """Print one new key as DATA_KEYS takes it.

    To renew: put it before the others in DATA_KEYS, restart, run keys rotate, remove the others.
    """
    key = base64.urlsafe_b64encode(os.urandom(32)).decode()
    print_line(f"k{secrets.token_hex(4)}:{key}")


@app.command("rotate")
def rotate(former_secret_lost: Lost = False) -> None:
    """Seal everything under the first of DATA_KEYS and sign it with SECRET_KEY; the service may go
    on meanwhile."""
    if former_secret_lost:
        _go_on()
    with open_ledger(writes=True) as ledger:
        rotated = rotation.rotate(ledger)
        signed = signing_anew.sign_anew(ledger)
        current, held = ledger.vault.current, len(ledger.vault.secret_ids)
    for line in (*_sealed(rotated, current), *_signed(signed, renewed=held > 1)):
        print_line(line)
    if rotated.left or signed.unknown:
        raise typer.Exit(1)


def _go_on() -> None:
    with open_bare_ledger(Settings()) as ledger:
        hold_to_tables(ledger.db)
        with ledger.work(SYSTEM.label) as work:
            secret_keys.go_on_without(work)


def _sealed(rotated: Rotated, current: str) -> Iterator[str]:
    yield from (f"{column}: {count}" for column, count in rotated.done.items() if count)
    anew = f"{sum(rotated.done.values())} values sealed anew."
    if rotated.left:
        yield (
            f"{anew} {rotated.left} were sealed under another key meanwhile: a process still runs "
            f"without {current} first. Restart every serve and worker, then run this again."
        )
    else:
        yield (
            f"{anew} All are under {current} and open with it; "
            "once every process runs with it, the other keys may go."
        )


def _signed(signed: SignedAnew, *, renewed: bool) -> Iterator[str]:
    if signed.receipts or signed.heads:
        yield f"{signed.receipts} receipts and {signed.heads} heads signed anew with SECRET_KEY."
    if signed.unknown:
        yield (
            f"{signed.unknown} receipts or heads are signed by no key that is held: put the "
            "SECRET_KEY of their time in OLD_SECRET_KEYS and run this again. If none is missing "
            "they were changed; see: advice-line audit verify"
        )
    if renewed:
        yield from _still_out(signed)


def _still_out(signed: SignedAnew) -> Iterator[str]:
    out = signed.out
    if out.links:
        yield (
            f"{out.links} links are out that OLD_SECRET_KEYS alone lets in, the last until "
            f"{out.last:%Y-%m-%d}. Those that are not expired open no more once it is taken out."
        )
    if out.feeds:
        yield (
            f"{out.feeds} calendars were given out under OLD_SECRET_KEYS: without it their people "
            "take the address anew from the rota's page of calendars."
        )
    if not (out.links or out.feeds or signed.unknown):
        yield "Nothing that is kept here needs OLD_SECRET_KEYS: it may go."
    yield (
        "Backups, heads and lists of erasures that lie elsewhere are read with the SECRET_KEY of "
        "their time: keep it with them, and write the list anew: advice-line retention "
        "--erasure-list"
    )
