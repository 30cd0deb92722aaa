"""`education`: the month's cases for the meeting, on standard output or into a file, and the
template that its slides are made from."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import LineKey, line_named, open_ledger, print_line, write_file
from advice_line.education.packs import making
from advice_line.education.packs import pack as packs
from advice_line.errors import Invalid, Problem
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM

app = typer.Typer(help="Turn a month's cases into its education meeting.", no_args_is_help=True)


@app.command("pack")
def pack(
    month: Annotated[str, typer.Option("--month", help="Such as 2026-11.")],
    line: LineKey = None,
    form: Annotated[
        packs.Form, typer.Option("--format", help="pptx, pdf, docx, html, md or json.")
    ] = packs.Form.MARKDOWN,
    template: Annotated[
        Path | None, typer.Option("--template", help="The site's own .pptx; else PACK_TEMPLATE.")
    ] = None,
    charts: Annotated[
        bool, typer.Option("--charts", help="With the line's own figures over time.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output without it.")
    ] = None,
) -> None:
    """The month's figures and its approved teaching texts; unapproved cases are only counted."""
    if output is None and form not in packs.TEXTS:
        said = f"A pack as {form.value} is no text. Name a file for it: --output FILE.{form.value}."
        raise Invalid([Problem("--output", said)])
    if template is not None and form is not packs.Form.SLIDES:
        raise Invalid([Problem("--template", "A template is for slides alone: --format pptx.")])
    settings = Settings()
    with open_ledger(writes=True) as ledger:
        made = making.make(
            ledger,
            SYSTEM.label,
            lambda work: line_named(work.session, line),
            month,
            form,
            template or settings.pack_template,
            public_url=settings.public_url,
            small_number=settings.small_number,
            charts=settings.chart_reading if charts else None,
            apart=False,
        )
    if output is None:
        print_line(made.content.decode().rstrip("\n"))
    else:
        write_file(output, made.content)


@app.command("template")
def template(
    output: Annotated[Path, typer.Option("--output", "-o", help="A file, such as pack.pptx.")],
) -> None:
    """Our own template for slides, to be changed in an office program and given back."""
    write_file(output, packs.template())
