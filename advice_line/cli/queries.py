"""`queries` and `tasks`: what was asked, what became of it, what is still owed; by ids. Identifiers
and free text are shown only with a reason, which goes into the trail."""

import getpass
from typing import Annotated

import typer

from advice_line.cli.common import (
    MOST_ROWS,
    AsJson,
    open_ledger,
    print_json,
    print_line,
    print_list,
    print_warning,
)
from advice_line.desk.published.facts import Facts
from advice_line.desk.query import emptied
from advice_line.errors import Invalid, Problem
from advice_line.kinds import QueryState, TaskState
from advice_line.schemas import query as shapes
from advice_line.trust.roles import SYSTEM

queries_app = typer.Typer(help="What was asked, and what became of it.", no_args_is_help=True)
tasks_app = typer.Typer(help="What somebody still owes.", no_args_is_help=True)

Reference = Annotated[str, typer.Argument(metavar="REF", help="Such as K7Q2-M9FX.")]
Line = Annotated[str | None, typer.Option("--line", help="Only of the line with this key.")]
State = Annotated[QueryState | None, typer.Option("--state", help="Only these.")]
External = Annotated[
    str | None, typer.Option("--external", help="Only that of a vendor's id, such as CA….")
]
Overdue = Annotated[
    bool, typer.Option("--overdue", help="Only those whose answer in writing is late.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST_ROWS, help="The newest so many.")]
Reveal = Annotated[bool, typer.Option("--reveal", help="With identifiers and free text.")]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; kept in the trail.")]


@queries_app.callback()
def _queries() -> None:
    pass


@tasks_app.callback()
def _tasks() -> None:
    pass


@queries_app.command("list")
def list_queries(
    line: Line = None,
    state: State = None,
    external: External = None,
    overdue: Overdue = False,
    limit: Limit = 200,
    as_json: AsJson = False,
) -> None:
    """The newest queries, the oldest of them first."""
    with open_ledger() as ledger:
        found = Facts(ledger).all(
            SYSTEM, line=line, state=state, external=external, overdue=overdue, limit=limit
        )
    queries = [shapes.Query.model_validate(each) for each in found]
    print_list(queries, _cells, "There is no such query.", as_json=as_json)


@queries_app.command("targets")
def targets(line: Line = None, as_json: AsJson = False) -> None:
    """How many written questions were answered within their targets, by month and urgency."""
    with open_ledger() as ledger:
        found = Facts(ledger).attained(SYSTEM, line)
    rows = [shapes.Attained.model_validate(each, from_attributes=True) for each in found]
    print_list(
        rows, _target_cells, "No written question has been answered or is late.", as_json=as_json
    )


@queries_app.command("show")
def show(
    reference: Reference, reveal: Reveal = False, reason: Reason = None, as_json: AsJson = False
) -> None:
    """One query; with --reveal and a --reason also who and what it is about."""
    if reveal and not (reason or "").strip():
        said = '--reveal needs --reason, such as --reason "subject access request 12".'
        raise Invalid([Problem("--reason", said)])
    with open_ledger(writes=reveal) as ledger:
        facts = Facts(ledger)
        query: shapes.Query
        if reveal:
            found = facts.revealed(SYSTEM, reference, (reason or "").strip(), getpass.getuser())
            query = shapes.RevealedQuery.model_validate(found)
            gone = facts.deleted(SYSTEM, reference)
            if gone is not None:
                print_warning(emptied.sentence(gone))
        else:
            query = shapes.Query.model_validate(facts.of(SYSTEM, reference))
    if as_json:
        print_json(query)
    else:
        print_line(query.model_dump_json(by_alias=True, indent=2))


@tasks_app.command("list")
def list_tasks(
    state: Annotated[TaskState, typer.Option("--state", help="Which.")] = TaskState.OPEN,
    limit: Limit = 200,
    as_json: AsJson = False,
) -> None:
    """The tasks that are open, the most overdue first."""
    with open_ledger() as ledger:
        found = Facts(ledger).tasks(SYSTEM, state=state, limit=limit)
    tasks = [shapes.Task.model_validate(each) for each in found]
    print_list(tasks, _task_cells, "Nobody owes anything.", as_json=as_json)


def _cells(query: shapes.Query) -> tuple[str, ...]:
    contact = query.contacts[0] if query.contacts else None
    return (
        f"{query.received_at:%Y-%m-%dT%H:%M:%SZ}",
        query.reference,
        query.line,
        query.state.value,
        contact.ended.value if contact and contact.ended else "-",
        query.requester.organisation or "-",
        query.owner or "-",
    )


def _target_cells(row: shapes.Attained) -> tuple[str, ...]:
    return (
        row.month,
        row.urgency.value,
        f"{row.in_target} of {row.of}",
        f"{row.percent}%",
        "" if row.met else "below target",
    )


def _task_cells(task: shapes.Task) -> tuple[str, ...]:
    return (
        f"{task.due_at:%Y-%m-%dT%H:%M:%SZ}",
        task.query,
        task.kind.value,
        task.owner or "-",
        task.state.value,
    )
