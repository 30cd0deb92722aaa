"""`api-keys`: with what a clinical system of a practice comes to the API."""

import getpass
from dataclasses import replace
from typing import Annotated

import typer

from advice_line.api_kinds import Scope
from advice_line.cli.common import AsJson, open_ledger, print_line, print_list, print_warning
from advice_line.desk.systems.keys import ApiKeys
from advice_line.ledger.work import Ledger
from advice_line.schemas import system_list as shapes
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM

DAYS = 365

app = typer.Typer(help="Keys of clinical systems.", no_args_is_help=True)

Organisation = Annotated[
    str, typer.Option("--organisation", help="Whose system: the code in the directory.")
]
Name = Annotated[str, typer.Option("--name", help="What it is for, such as the system's name.")]
Scopes = Annotated[
    str, typer.Option("--scopes", help=f"What it may do: {', '.join(Scope)}; commas between.")
]
Days = Annotated[int, typer.Option("--days", help="After how many days it ends.")]
KeyId = Annotated[str, typer.Argument(metavar="ID", help="As `api-keys list` shows it.")]


@app.command("add")
def add(organisation: Organisation, name: Name, scopes: Scopes, days: Days = DAYS) -> None:
    """Make a key and print it: it is shown this once and kept nowhere."""
    wanted = [each.strip() for each in scopes.split(",") if each.strip()]
    by = replace(SYSTEM, name=getpass.getuser())
    with open_ledger(writes=True) as ledger:
        made = _door(ledger).add(by, organisation, name, wanted, days)
    print_line(made.key)
    print_warning(f"Its id is {made.row.public_id}. Give it to nobody but {organisation}.")


@app.command("list")
def listed(as_json: AsJson = False) -> None:
    """Every key that there was, the newest first: whose, for what, when it was last used."""
    with open_ledger() as ledger:
        found = _door(ledger).kept(SYSTEM)
    print_list(
        [shapes.key(each) for each in found],
        _row,
        "There are no keys.",
        as_json=as_json,
        heads=("id", "of", "for", "may", "until", "last used"),
    )


@app.command("revoke")
def revoke(key: KeyId) -> None:
    """End a key: the next request with it is refused."""
    with open_ledger(writes=True) as ledger:
        _door(ledger).revoke(replace(SYSTEM, name=getpass.getuser()), key)
    print_line(f"{key} is no key any more.")


def _door(ledger: Ledger) -> ApiKeys:
    return ApiKeys(ledger, Settings().api_requests_a_minute)


def _row(key: shapes.ApiKey) -> tuple[str, ...]:
    until = "revoked" if key.revoked_at else f"{key.expires_at:%Y-%m-%d}"
    if not key.good and not key.revoked_at:
        until = "run out"
    elif key.good and key.code_closed:
        until += ", code closed"
    used = f"{key.last_used_at:%Y-%m-%d}" if key.last_used_at else "never"
    return key.id, key.organisation, key.name, ",".join(key.scopes), until, used
