"""`cases`: what may be counted of each case, and what came of its advice; texts only where a second
person has approved them."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli import texts_given
from advice_line.cli.common import (
    MOST_ROWS,
    AsJson,
    LineKey,
    line_named,
    open_ledger,
    print_json,
    print_line,
    print_list,
    write_file,
)
from advice_line.education.cases import case_json
from advice_line.education.finding import searching
from advice_line.education.finding.asking import Wanted
from advice_line.education.packs import one_case
from advice_line.education.packs.one_case import BINARY, CaseForm
from advice_line.errors import Invalid, Problem
from advice_line.rules import tracer_form
from advice_line.rules.deidentify import deidentify
from advice_line.schemas.cases import Case
from advice_line.schemas.deidentified import Deidentified, Removal
from advice_line.trust.roles import SYSTEM

app = typer.Typer(help="What may be counted and taught.", no_args_is_help=True)
Reference = Annotated[str, typer.Argument(metavar="REF", help="Such as CX4-2PD.")]
KnownFile = Annotated[
    Path | None, typer.Option("--known", metavar="FILE", help="JSON of what is known of whom.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST_ROWS, help="The newest so many.")]

Search = Annotated[str | None, typer.Option("--search", help="Words of their approved text.")]


@app.callback()
def _cases() -> None:
    pass


@app.command("list")
def list_cases(
    line: LineKey = None, limit: Limit = 200, search: Search = None, as_json: AsJson = False
) -> None:
    """The newest cases of a line, the oldest of them first; those alone in whose approved text
    these words stand, where some are given."""
    with open_ledger() as ledger, ledger.look("system") as work:
        of = line_named(work.session, line)
        if search is None:
            rows = case_json.newest(work, of, limit)
        else:
            rows = searching.of_line(work, of, Wanted(wanted=search), limit)
        cases = [Case.model_validate(case_json.as_json(work, each)) for each in rows]
    print_list(cases, _cells, "There is no case.", as_json=as_json)


@app.command("show")
def show(reference: Reference, as_json: AsJson = False) -> None:
    """One case, with what came of its advice."""
    with open_ledger() as ledger, ledger.look("system") as work:
        found = case_json.as_json(work, case_json.by_reference(work, reference))
    case = Case.model_validate(found)
    if as_json:
        print_json(case)
    else:
        print_line(case.model_dump_json(indent=2))


@app.command("export")
def export(
    reference: Reference,
    form: Annotated[
        CaseForm, typer.Option("--format", help="html, pdf, md or json.")
    ] = CaseForm.MARKDOWN,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output without it.")
    ] = None,
) -> None:
    """One approved case as a page that may be taught from; what is not approved stays here."""
    if output is None and form in BINARY:
        said = f"A case as {form.value} is no text. Name a file for it: --output FILE.{form.value}."
        raise Invalid([Problem("--output", said)])
    with open_ledger(writes=True) as ledger:
        made = one_case.make(
            ledger, SYSTEM.label, lambda work: case_json.by_reference(work, reference), form
        )
    if output is None:
        print_line(made.content.decode().rstrip("\n"))
    else:
        write_file(output, made.content)


@app.command("deidentify")
def take_out(known: KnownFile = None, as_json: AsJson = False) -> None:
    """A text from standard input without its identifiers, and what kinds of thing were taken out.

    What stood there is not printed again. It is a net, not a control: read the result.
    """
    knows = texts_given.known(known)
    found = deidentify(texts_given.text(), knows)
    removals = [
        Removal(start=each.start, end=each.end, kind=each.kind, replacement=each.replacement)
        for each in found.removals
    ]
    if as_json:
        print_json(Deidentified(text=found.text, removals=tuple(removals)))
        return
    print_line(found.text.removesuffix("\n"))
    print_line(f"\nTaken out: {len(removals)}")
    for each in removals:
        print_line(f"{each.start}-{each.end}  {each.kind}  {each.replacement}")


def _cells(case: Case) -> tuple[str, ...]:
    came = tracer_form.TRACED.get(case.traced or "", "not known")
    return case.reference, case.line, case.born_month, case.state, came
