"""`cases`: what may be counted of each case, and what came of its advice; texts only where a second
person has approved them."""

from typing import Annotated

import typer

from advice_line.cli.common import (
    AsJson,
    LineKey,
    line_named,
    open_ledger,
    print_json,
    print_line,
    print_list,
)
from advice_line.education import case_json
from advice_line.rules import tracer_form
from advice_line.schemas.cases import Case

app = typer.Typer(help="What may be counted and taught.", no_args_is_help=True)
Reference = Annotated[str, typer.Argument(metavar="REF", help="Such as CX4-2PD.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="The newest so many.")]


@app.callback()
def _cases() -> None:
    pass


@app.command("list")
def list_cases(line: LineKey = None, limit: Limit = 200, as_json: AsJson = False) -> None:
    """The newest cases of a line, the oldest of them first."""
    with open_ledger() as ledger, ledger.look("system") as work:
        rows = case_json.newest(work, line_named(work.session, line), limit)
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


def _cells(case: Case) -> tuple[str, ...]:
    came = tracer_form.TRACED.get(case.traced or "", "not known")
    return case.reference, case.line, f"{case.born_at:%Y-%m-%d}", case.state, came
