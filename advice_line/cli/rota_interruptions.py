"""`rota interruptions`: how often a line's duty rings whoever is on it, and how long that takes."""

from typing import Annotated

import typer

from advice_line.cli.common import (
    AsJson,
    LineKey,
    instant,
    line_named,
    local,
    open_ledger,
    print_json,
    print_line,
    print_table,
)
from advice_line.desk.interruptions.quiet_windows import InterruptionsOfLine, OfLine
from advice_line.schemas.rota_interruptions import Interruptions
from advice_line.trust.roles import SYSTEM


def show(
    line: LineKey = None,
    at: Annotated[
        str | None, typer.Option("--at", help="An instant of their duty; now where none is given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """How often each who is on duty was rung in this stretch of duty, and how long that took."""
    with open_ledger() as ledger:
        with ledger.look(SYSTEM.label) as work:
            found = line_named(work.session, line)
            key, time_zone, now = found.key, found.time_zone, work.now
        moment = now if at is None else instant(at, "--at", time_zone)
        people = InterruptionsOfLine(ledger).at(SYSTEM, key, moment)
    if as_json:
        for each in people:
            print_json(_shape(each))
    elif people:
        print_table(_row(each, time_zone) for each in people)
    else:
        print_line("Nobody is on duty.")


def _shape(each: OfLine) -> Interruptions:
    return Interruptions.model_validate(
        {
            "tier": each.tier,
            "person": each.person,
            "from": each.since,
            "to": each.until,
            "rings": each.interruptions.rings,
            "minutes": each.interruptions.minutes,
        }
    )


def _row(each: OfLine, time_zone: str) -> tuple[str, ...]:
    counted = each.interruptions
    span = f"{local(each.since, time_zone)} to {local(each.until, time_zone)}"
    return (each.tier, each.person, span, f"{counted.rings} rings", f"{counted.minutes} minutes")
