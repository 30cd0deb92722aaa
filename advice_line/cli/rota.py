"""`rota on-duty`, `rota timeline`: the rota as it stands, for people and scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import typer

from advice_line.cli import rota_calendars, rota_export, rota_gaps, rota_import, rota_plan
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
from advice_line.rules import labels
from advice_line.schemas.rota import OnDuty, Span
from advice_line.trust.roles import SYSTEM
from rota import rendering, store
from rota.duty import Timetable

DAYS_SHOWN = timedelta(days=14)

At = Annotated[str | None, typer.Option("--at", help="An instant; now where none is given.")]
From = Annotated[str | None, typer.Option("--from", help="The first instant; now without it.")]
To = Annotated[str | None, typer.Option("--to", help="The end, excluded; 14 days on without it.")]

app = typer.Typer(help="Who is on duty, and where nobody is.", no_args_is_help=True)
app.command("gaps")(rota_gaps.show)
app.command("import")(rota_import.bring_in)
app.command("export")(rota_export.take_out)
app.command("plan")(rota_plan.plan)
app.command("feeds")(rota_calendars.feeds)
app.command("calendars")(rota_calendars.calendars)


@dataclass(frozen=True)
class _Rota:
    timetable: Timetable
    now: datetime

    @property
    def time_zone(self) -> str:
        return self.timetable.rota.calendar.time_zone

    def instant(self, text: str | None, option: str, otherwise: datetime) -> datetime:
        return otherwise if text is None else instant(text, option, self.time_zone)

    def span(self, start: str | None, end: str | None) -> tuple[datetime, datetime]:
        first = self.instant(start, "--from", self.now)
        return first, self.instant(end, "--to", first + DAYS_SHOWN)


@contextmanager
def _rota(line: str | None) -> Iterator[_Rota]:
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as work:
        found = line_named(work.session, line)
        timetable = store.timetable(work.session, found.key)
        yield _Rota(timetable, work.now)


@app.command("on-duty")
def on_duty(line: LineKey = None, at: At = None, as_json: AsJson = False) -> None:
    """Who is on duty at an instant, and until when that stays so."""
    with _rota(line) as rota:
        moment = rota.instant(at, "--at", rota.now)
        shape = OnDuty.model_validate(rendering.on_duty(rota.timetable, moment))
    if as_json:
        print_json(shape)
        return
    print_line(f"{local(shape.at, rota.time_zone)}: {_state(shape)}")
    _print_spans([shape], rota.time_zone)


@app.command("timeline")
def timeline(
    line: LineKey = None, start: From = None, end: To = None, as_json: AsJson = False
) -> None:
    """Every span in which nothing changes, without holes."""
    with _rota(line) as rota:
        rows = rendering.timeline(rota.timetable, *rota.span(start, end))
        shapes = [Span.model_validate(row) for row in rows]
    if as_json:
        for shape in shapes:
            print_json(shape)
        return
    _print_spans(shapes, rota.time_zone)


def _state(span: Span) -> str:
    return "open" if span.open else labels.closed(span.reason)


def _print_spans(spans: list[Span] | list[OnDuty], time_zone: str) -> None:
    print_table(
        [
            ("from", "to", "line", "on duty"),
            *(
                (
                    local(each.start, time_zone),
                    local(each.end, time_zone),
                    _state(each),
                    ", ".join(f"{duty.tier}: {duty.person}" for duty in each.duties),
                )
                for each in spans
            ),
        ]
    )
