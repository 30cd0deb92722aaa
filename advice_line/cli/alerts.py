"""`alerts`: what practices were told that must be acknowledged, and how it stands; by ids."""

from typing import Annotated

import typer

from advice_line.cli.common import (
    MOST_ROWS,
    AsJson,
    open_ledger,
    print_json,
    print_line,
    print_list,
)
from advice_line.desk.alerting.door import Alerts
from advice_line.schemas.alerts import Alert
from advice_line.trust.roles import SYSTEM

app = typer.Typer(help="Alerts to practices, and how they stand.", no_args_is_help=True)

Reference = Annotated[str, typer.Argument(metavar="REF", help="Such as A4Q-2PD.")]
Every = Annotated[bool, typer.Option("--all", help="Those that somebody has ended, too.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST_ROWS, help="The newest so many.")]


@app.callback()
def _alerts() -> None:
    pass


@app.command("list")
def list_alerts(every: Every = False, limit: Limit = 200, as_json: AsJson = False) -> None:
    """The alerts that nobody has ended, the oldest first."""
    with open_ledger() as ledger:
        found = Alerts(ledger).every(SYSTEM, all_of_them=every, limit=limit)
    alerts = [Alert.model_validate(each) for each in found]
    print_list(
        alerts, _cells, "No alert is open." if not every else "There is no alert.", as_json=as_json
    )


@app.command("show")
def show(reference: Reference, as_json: AsJson = False) -> None:
    """One alert: how it stands, and what became of it."""
    with open_ledger() as ledger:
        alert = Alert.model_validate(Alerts(ledger).of(SYSTEM, reference))
    if as_json:
        print_json(alert)
    else:
        print_line(alert.model_dump_json(by_alias=True, indent=2))


def _cells(alert: Alert) -> tuple[str, ...]:
    return (
        f"{alert.started_at:%Y-%m-%dT%H:%M:%SZ}",
        alert.reference,
        alert.line,
        alert.organisation,
        alert.word.value,
        alert.state.value,
        f"by {alert.deadline_at:%Y-%m-%dT%H:%M:%SZ}",
    )
