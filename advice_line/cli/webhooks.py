"""`webhooks`: where clinical systems of practices are told that something has changed."""

import getpass
from dataclasses import replace
from typing import Annotated

import typer

from advice_line.api_kinds import HookKind
from advice_line.cli.api_keys import Organisation
from advice_line.cli.common import AsJson, open_ledger, print_line, print_list, print_warning
from advice_line.desk.systems.hooks import Made, Webhooks
from advice_line.ledger.work import Ledger
from advice_line.schemas import system_list as shapes
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM, Actor

app = typer.Typer(help="Where clinical systems are told.", no_args_is_help=True)

Url = Annotated[str, typer.Option("--url", help="Its address, which starts with https://.")]
Events = Annotated[
    str, typer.Option("--events", help=f"Some of {', '.join(HookKind)}; all where none is named.")
]
HookId = Annotated[str, typer.Argument(metavar="ID", help="As `webhooks list` shows it.")]


@app.command("add")
def add(organisation: Organisation, url: Url, events: Events = "") -> None:
    """Tell this address from now on, and print the secret that signs what it is told."""
    wanted = [each.strip() for each in events.split(",") if each.strip()]
    with open_ledger(writes=True) as ledger:
        _print_made(_door(ledger).add(_by(), organisation, url, wanted))


@app.command("rotate")
def rotate(hook: HookId) -> None:
    """Print a new secret; the one before signs beside it for a day."""
    with open_ledger(writes=True) as ledger:
        _print_made(_door(ledger).rotate(_by(), hook))


@app.command("remove")
def remove(hook: HookId) -> None:
    """Tell this address nothing more."""
    with open_ledger(writes=True) as ledger:
        _door(ledger).remove(_by(), hook)
    print_line(f"{hook} is told nothing any more.")


@app.command("list")
def listed(as_json: AsJson = False) -> None:
    """Each address and how it stands, the newest first."""
    with open_ledger() as ledger:
        found = _door(ledger).standing(SYSTEM)
    print_list(
        [shapes.webhook(each) for each in found],
        _row,
        "No system is told anything.",
        as_json=as_json,
        heads=("id", "of", "host", "stands", "waiting"),
    )


def _door(ledger: Ledger) -> Webhooks:
    return Webhooks(ledger, local=Settings().rehearsal)


def _by() -> Actor:
    return replace(SYSTEM, name=getpass.getuser())


def _print_made(made: Made) -> None:
    print_line(made.secret)
    print_warning(f"The address's id is {made.id}. Whoever has this secret can speak as us.")


def _row(hook: shapes.Webhook) -> tuple[str, ...]:
    return hook.id, hook.organisation, hook.host, _stands(hook), str(hook.waiting)


def _stands(hook: shapes.Webhook) -> str:
    if hook.ended_because is not None:
        return hook.ended_because
    if hook.failing_since is not None:
        return f"silent since {hook.failing_since:%Y-%m-%d %H:%M} UTC ({hook.failure})"
    return "answers" if hook.answered_at else "nothing told yet"
