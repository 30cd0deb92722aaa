"""`audit spc`: any series read by the NHS's rules for charts, without a database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from advice_line.audit.spc import series, words, xmr
from advice_line.audit.spc.points import Begin, Chart
from advice_line.audit.spc.series import Given
from advice_line.audit_kinds import Better, ChartReading
from advice_line.cli.common import AsJson, print_json, print_line, print_table, read_file
from advice_line.schemas import audit_spc as shapes
from advice_line.settings import ChartSettings
from rota.exchange import sheets

_NO_REASON = "Asked for on the command line."
_HEADS = ("period", "value", "mean", "limits", "flags")

File = Annotated[
    Path,
    typer.Option(
        "--csv", metavar="FILE", help="Two columns: a label or date, and a value; earliest first."
    ),
]
BetterWay = Annotated[Better, typer.Option("--better", help="Which way is better.")]
Target = Annotated[
    str | None, typer.Option("--target", metavar="X", help="Such as 12, 0.9 or 90%.")
]
Reading = Annotated[
    ChartReading | None,
    typer.Option(
        "--reading",
        help="excel: limits of all moving ranges; nhs_r: outlying ones left out. Else"
        " CHART_READING.",
    ),
]
Rebase = Annotated[
    list[str] | None,
    typer.Option(
        "--rebase",
        metavar="LABEL[=WHY]",
        help="Limits begin anew with that point; may be repeated.",
    ),
]


def read_series(
    file: File,
    better: BetterWay = Better.NEITHER,
    target: Target = None,
    reading: Reading = None,
    rebase: Rebase = None,
    as_json: AsJson = False,
) -> None:
    """Flag each point of a series that is no chance, with its limits and what the icons say."""
    given = series.read([*_lines(file)])
    chart = xmr.chart(
        given.points,
        unit=given.unit,
        better=better,
        target=None if target is None else series.read_target(target, given.unit),
        reading=reading or ChartSettings().chart_reading,
        begins=[_begin(each) for each in rebase or ()],
    )
    if as_json:
        print_json(shapes.of(chart))
    else:
        _print(chart)


def _lines(file: Path) -> Iterator[Given]:
    """Raises `errors.Invalid` or `rota.errors.RotaError` for what is no such file."""
    for row in sheets.read(read_file(file, sheets.MOST_BYTES))[0]:
        cells = {each.column: each.text for each in row}
        wide = max(cells)
        yield Given(row[0].row, tuple(cells.get(column, "") for column in range(1, wide + 1)))


def _begin(text: str) -> Begin:
    label, _, reason = text.partition("=")
    return Begin(label.strip(), reason.strip() or _NO_REASON)


def _print(chart: Chart) -> None:
    marks = words.numbered(chart)
    rows = words.rows(chart, marks)
    print_table([_HEADS, *((e.label, e.value, e.mean, e.limits, e.says) for e in rows)])
    print_line("")
    for said in (*words.summed_up(chart), *words.honest(chart)):
        print_line(said)
    for mark in marks:
        print_line(f"{mark.key}: {mark.text}")
