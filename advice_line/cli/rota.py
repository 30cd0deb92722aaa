"""`rota on-duty`, `rota timeline`: who is on, and when that changes; the past as it was."""

from typing import Annotated

import typer

from advice_line.cli import (
    rota_calendars,
    rota_export,
    rota_gaps,
    rota_history,
    rota_import,
    rota_interruptions,
    rota_plan,
    rota_show,
)
from advice_line.cli.common import (
    AsJson,
    LineKey,
    local,
    print_json,
    print_line,
    print_table,
)
from advice_line.cli.rota_told import state, told
from advice_line.schemas.rota import OnDuty, Span
from rota import rendering

At = Annotated[str | None, typer.Option("--at", help="An instant; now where none is given.")]
From = Annotated[str | None, typer.Option("--from", help="The first instant; now without it.")]
To = Annotated[str | None, typer.Option("--to", help="The end, excluded; 14 days on without it.")]

app = typer.Typer(help="Who is on duty, and where nobody is.", no_args_is_help=True)
app.command("show")(rota_show.show)
app.command("history")(rota_history.show)
app.command("gaps")(rota_gaps.show)
app.command("interruptions")(rota_interruptions.show)
app.command("import")(rota_import.bring_in)
app.command("export")(rota_export.take_out)
app.command("plan")(rota_plan.plan)
app.command("feeds")(rota_calendars.feeds)
app.command("calendars")(rota_calendars.calendars)


@app.command("on-duty")
def on_duty(line: LineKey = None, at: At = None, as_json: AsJson = False) -> None:
    """Who is on duty at an instant, and until when that stays so."""
    with told(line) as rota:
        moment = rota.instant(at, "--at", rota.now)
        shape = OnDuty.model_validate(rendering.on_duty(rota.history, moment))
        time_zone = rota.time_zone
    if as_json:
        print_json(shape)
        return
    print_line(f"{local(shape.at, time_zone)}: {state(shape.open, shape.reason)}")
    _print_spans([shape], time_zone)


@app.command("timeline")
def timeline(
    line: LineKey = None, start: From = None, end: To = None, as_json: AsJson = False
) -> None:
    """Every span in which nothing changes, without holes."""
    with told(line) as rota:
        rows = rendering.timeline(rota.history, *rota.span(start, end))
        shapes = [Span.model_validate(row) for row in rows]
        time_zone = rota.time_zone
    if as_json:
        for shape in shapes:
            print_json(shape)
        return
    _print_spans(shapes, time_zone)


def _print_spans(spans: list[Span] | list[OnDuty], time_zone: str) -> None:
    print_table(
        [
            ("from", "to", "line", "on duty"),
            *(
                (
                    local(each.start, time_zone),
                    local(each.end, time_zone),
                    state(each.open, each.reason),
                    ", ".join(f"{duty.tier}: {duty.person}" for duty in each.duties),
                )
                for each in spans
            ),
        ]
    )
