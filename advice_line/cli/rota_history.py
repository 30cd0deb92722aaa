"""`rota history`: who was on at any instant and why, as it was known then."""

from collections.abc import Iterator
from typing import Annotated

import typer

from advice_line.cli.common import AsJson, LineKey, local, print_json, print_line, print_table
from advice_line.cli.rota_told import state, told
from advice_line.schemas.rota import Because, Then
from rota import rendering, walltime


def show(
    line: LineKey = None,
    at: Annotated[str | None, typer.Option("--at", help="An instant; now without it.")] = None,
    as_known_at: Annotated[
        str | None,
        typer.Option("--as-known-at", help="By what was known at this earlier instant."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Who was on at an instant and why: by whose act, with whose agreement. What has passed is told
    as it was known then, for ever the same."""
    with told(line) as rota:
        moment = walltime.as_utc(rota.instant(at, "--at", rota.now))
        known = walltime.as_utc(rota.instant(as_known_at, "--as-known-at", rota.now))
        shape = Then.model_validate(rendering.history(rota.history, moment, known))
        time_zone = rota.time_zone
    if as_json:
        print_json(shape)
        return
    print_line(f"{local(shape.at, time_zone)}, as known {local(shape.as_known_at, time_zone)}:")
    print_table(_rows(shape, time_zone))


def _rows(shape: Then, time_zone: str) -> Iterator[tuple[str, ...]]:
    yield "tier", "person", "because of", "done by", "agreed by", "at", "reason"
    yield from _because(("", state(shape.open, shape.reason)), shape.why, time_zone)
    for each in shape.duties:
        yield from _because((each.tier, each.person), each.why, time_zone)
    for each in shape.away:
        yield from _because((each.tier, f"({each.person}, away)"), each.why, time_zone)


def _because(
    what: tuple[str, str], why: list[Because], time_zone: str
) -> Iterator[tuple[str, ...]]:
    for number, each in enumerate(why):
        fact = f"{each.kind.replace('_', ' ')} {each.key}".rstrip()
        done = (each.by, each.agreed_by or "", local(each.at, time_zone), each.reason or "")
        yield (*(what if number == 0 else ("", "")), f"{fact}: {each.act}", *done)
