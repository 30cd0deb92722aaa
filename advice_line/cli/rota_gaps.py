"""`rota gaps`: what is wrong with a line's rota, since when that is known, and who was told."""

from datetime import timedelta
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
from advice_line.rota_kinds import FindingKind
from advice_line.schemas import rota_gaps
from advice_line.staffing.watching import known_gaps
from advice_line.staffing.watching.known_gaps import KnownGap
from advice_line.trust.roles import SYSTEM

DAYS_SHOWN = timedelta(days=14)
_FINDINGS = {
    FindingKind.UNMANNED: "nobody there",
    FindingKind.SINGLE_POINT: "one person alone",
    FindingKind.OVERLAP: "filled twice",
    FindingKind.DOUBLE_BOOKED: "on duty twice",
    FindingKind.UNREACHABLE: "has no mobile",
    FindingKind.NOT_SHOWN: "mobile never tried",
    FindingKind.CANNOT_ANSWER: "may not answer",
    FindingKind.REGISTRATION: "registration lapsed by then",
    FindingKind.NO_SUPERVISOR: "no supervisor",
    FindingKind.NARROW_SCOPE: "nobody answers everything",
    FindingKind.HOLIDAYS_UNKNOWN: "bank holidays not known",
}


def show(
    line: LineKey = None,
    start: Annotated[
        str | None, typer.Option("--from", help="The first instant; now without it.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="The end, excluded; 14 days on without it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Where nobody is on tier 1, one person stands alone, or somebody is on duty twice; and who is
    on and should not be."""
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as work:
        found = line_named(work.session, line)
        since = work.now if start is None else instant(start, "--from", found.time_zone)
        until = since + DAYS_SHOWN if end is None else instant(end, "--to", found.time_zone)
        known = known_gaps.between(work, SYSTEM, found, since, until)
    if as_json:
        for each in known:
            print_json(rota_gaps.shape(each))
        return
    if not known:
        print_line("No gaps.")
        return
    heads = ("from", "to", "what", "tier", "people", "known since", "told at")
    print_table([heads, *(_row(each, found.time_zone) for each in known)])


def _row(known: KnownGap, time_zone: str) -> tuple[str, ...]:
    elsewhere = f" (and on {known.other_line})" if known.other_line else ""
    return (
        local(known.start, time_zone),
        local(known.end, time_zone),
        f"{_FINDINGS[known.kind]}{elsewhere}",
        known.tier or "",
        ", ".join(known.people),
        local(known.first_seen, time_zone) if known.first_seen else "",
        ", ".join(each.mark.replace("_", " ") for each in known.told),
    )
