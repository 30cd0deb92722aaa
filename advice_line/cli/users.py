"""`users`: the people of the service, and who they are at the hospital's sign-in."""

import getpass
from dataclasses import replace
from typing import Annotated

import typer

from advice_line.cli.common import AsJson, open_ledger, print_line, print_list, print_warning
from advice_line.desk.owners.owing import Owing
from advice_line.directory.users.door import Users
from advice_line.directory.users.given import Given
from advice_line.kinds import StaffRole
from advice_line.schemas import users as shapes
from advice_line.settings import Settings
from advice_line.sign_in_kinds import STAFF_ROLES
from advice_line.trust.roles import SYSTEM, Actor

app = typer.Typer(help="People of the service.", no_args_is_help=True)

Key = Annotated[str, typer.Argument(metavar="KEY", help="As `users list` shows it.")]
Name = Annotated[str, typer.Option("--name", help="As callers and colleagues read it.")]
Email = Annotated[str, typer.Option("--email", help="Their own address.")]
Mobile = Annotated[str, typer.Option("--mobile", help="Their own mobile.")]
Roles = Annotated[
    str, typer.Option("--roles", help=f"Some of {', '.join(sorted(STAFF_ROLES))}; commas between.")
]
As = Annotated[str, typer.Option("--as", help=f"What they are: {', '.join(StaffRole)}.")]
Lines = Annotated[str, typer.Option("--lines", help="On these lines alone; commas between.")]
Subject = Annotated[str, typer.Option("--subject", help="What the provider calls them.")]
OneSubject = Annotated[
    str | None, typer.Option("--subject", help="This one alone; without it every one.")
]
Issuer = Annotated[
    str | None, typer.Option("--issuer", help="Whose account it is; OIDC_ISSUER without it.")
]


@app.command("add")
def add(
    key: Annotated[str, typer.Argument(metavar="KEY", help="By which they are named from now on.")],
    name: Name,
    email: Email,
    mobile: Mobile,
    roles: Roles,
    is_: As = StaffRole.STAFF.value,
    lines: Lines = "",
) -> None:
    """Let somebody in; or again, whose access had ended."""
    given = Given(key, name, email, mobile, _words(roles), is_, _words(lines))
    with open_ledger(writes=True) as ledger:
        again = Users(ledger).add(_by(), given)
    print_line(f"{key} may come in{' again' if again else ''}.")


@app.command("list")
def listed(as_json: AsJson = False) -> None:
    """Everybody, in order of key: what they may do, who they are at the hospital's sign-in."""
    with open_ledger() as ledger:
        found = Users(ledger).listed(SYSTEM)
    print_list(
        [shapes.user(each) for each in found],
        _row,
        "There is nobody yet. Run: advice-line setup FILE.toml",
        as_json=as_json,
        heads=("key", "name", "roles", "linked", "signed in"),
    )


@app.command("link")
def link(key: Key, subject: Subject, issuer: Issuer = None) -> None:
    """Let somebody in through the hospital: whoever its provider calls this is this person."""
    with open_ledger(writes=True) as ledger:
        fresh = Users(ledger).link(_by(), key, issuer or Settings().oidc_issuer, subject)
    print_line(f"{subject} is {key}{'' if fresh else ' already'}.")


@app.command("unlink")
def unlink(key: Key, subject: OneSubject = None) -> None:
    """Nobody comes in through the hospital as them any more; who had is signed out."""
    with open_ledger(writes=True) as ledger:
        gone = Users(ledger).unlink(_by(), key, subject)
    if not gone:
        print_line("Nothing of that was linked to them.")
        raise typer.Exit(1)
    print_line(f"{gone} unlinked from {key}.")


@app.command("end")
def end(key: Key) -> None:
    """End somebody's access at once, and say what they still owe: it is put before others."""
    with open_ledger(writes=True) as ledger:
        ended = Users(ledger).end(_by(), key)
        owed = Owing(ledger).of(SYSTEM, key.strip())
    if ended is None:
        print_line(f"The access of {key} had ended before.")
        return
    print_line(f"The access of {key} has ended; sessions ended: {ended}.")
    for each in owed.owes:
        print_line(f"owed: {each.reference} {each.kind} due {each.due_at:%Y-%m-%dT%H:%M:%SZ}")
    if owed.owes:
        print_warning("The worker puts what is owed before whoever is on duty, then the lead.")


def _by() -> Actor:
    return replace(SYSTEM, name=getpass.getuser())


def _words(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _row(user: shapes.User) -> tuple[str, ...]:
    on = [f"{role}@{line}" for line, roles in user.roles_on.items() for role in roles]
    may = ",".join([*user.roles, *on]) or "-"
    if user.ended_at is not None:
        may = f"ended {user.ended_at:%Y-%m-%d}"
    return user.key, user.name, may, str(len(user.identities)), str(user.sessions)
