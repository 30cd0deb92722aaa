"""`keys`: make a key for sealed text, and seal everything anew under the current one."""

import base64
import os
import secrets

import typer

from advice_line.cli.common import open_ledger, print_line
from advice_line.ledger import rotation

app = typer.Typer(help="The keys that seal what patients and requesters say.", no_args_is_help=True)


@app.command("new")
def new() -> None:
    """Print one new key as DATA_KEYS takes it.

    To renew: put it before the others in DATA_KEYS, restart, run keys rotate, remove the others.
    """
    key = base64.urlsafe_b64encode(os.urandom(32)).decode()
    print_line(f"k{secrets.token_hex(4)}:{key}")


@app.command("rotate")
def rotate() -> None:
    """Seal everything under the first of DATA_KEYS; the service may go on meanwhile."""
    with open_ledger(writes=True) as ledger:
        rotated = rotation.rotate(ledger)
        current = ledger.vault.current
    for column, count in rotated.done.items():
        if count:
            print_line(f"{column}: {count}")
    anew = f"{sum(rotated.done.values())} values sealed anew."
    if rotated.left:
        print_line(
            f"{anew} {rotated.left} were sealed under another key meanwhile: a process still runs "
            f"without {current} first. Restart every serve and worker, then run this again."
        )
        raise typer.Exit(1)
    print_line(
        f"{anew} All are under {current} and open with it; "
        "once every process runs with it, the other keys may go."
    )
