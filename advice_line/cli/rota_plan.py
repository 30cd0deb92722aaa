"""`rota plan`: a proposal for a period's open sessions, made, changed, accepted or refused; and how
duty is shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

import typer
from pydantic import BaseModel

from advice_line.cli.common import (
    AsJson,
    LineKey,
    hold_to_order,
    instant,
    line_named,
    local,
    open_ledger,
    print_json,
    print_line,
    print_table,
)
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger
from advice_line.rules import unsocial_words
from advice_line.schemas import rota_plan as shapes
from advice_line.settings import Settings
from advice_line.staffing.plans.planned import Figures, ProposalShown
from advice_line.staffing.plans.planning import Planning
from advice_line.trust.roles import SYSTEM
from rota import columns, walltime

DAYS_PLANNED = timedelta(days=28)
_NOT_FILLED = 1
_NOBODY = "nobody"

From = Annotated[str | None, typer.Option("--from", help="The first day; today without it.")]
To = Annotated[str | None, typer.Option("--to", help="The end, excluded; 28 days on without it.")]
Tiers = Annotated[list[str] | None, typer.Option("--tier", help="Only these; 1 and 2 without it.")]
Solver = Annotated[
    str | None,
    typer.Option("--solver", help="greedy or ortools; the latter where it is installed."),
]
Known = Annotated[str | None, typer.Option(metavar="ID", help="A proposal made before.")]
Session = Annotated[
    str | None, typer.Option("--session", help="With --edit: the session, as it was printed.")
]
Person = Annotated[str | None, typer.Option("--person", help="With --edit: a key, or nobody.")]
Why = Annotated[str | None, typer.Option("--reason", help="Why; kept with what is done.")]
Fairness = Annotated[
    bool, typer.Option("--fairness", help="Propose nothing; show how duty is shared.")
]


def plan(
    line: LineKey = None,
    start: From = None,
    end: To = None,
    tier: Tiers = None,
    solver: Solver = None,
    show: Known = None,
    edit: Known = None,
    session: Session = None,
    person: Person = None,
    accept: Known = None,
    refuse: Known = None,
    why: Why = None,
    fairness: Fairness = False,
    as_json: AsJson = False,
) -> None:
    """Propose who takes the sessions that nobody has; nothing changes until it is accepted."""
    asked = [each for each in (show, edit, accept, refuse) if each is not None]
    if len(asked) + fairness > 1:
        said = "Give one of --show, --edit, --accept, --refuse and --fairness."
        raise Invalid([Problem("--accept", said)])
    with open_ledger(writes=not fairness) as ledger:
        door = Planning(ledger, Settings().unsocial)
        if accept is not None:
            notes = door.accept(SYSTEM, accept, reason=why).notes
            _print_settled(accept, "accepted", notes, as_json)
        elif refuse is not None:
            door.refuse(SYSTEM, refuse, reason=why)
            _print_settled(refuse, "refused", (), as_json)
        elif fairness:
            days = _days(ledger, line, start, end)
            shares = door.fairness(SYSTEM, line=days.line, first_day=days.first, last_day=days.last)
            _print_shares(shares, as_json)
            if not as_json:
                print_line(unsocial_words.said(door.unsocial))
        elif show is not None:
            _print(door.shown(SYSTEM, show), as_json)
        elif edit is not None:
            _print(_edited(door, edit, session, person), as_json)
        else:
            _propose(door, _days(ledger, line, start, end), tier, solver, as_json)


@dataclass(frozen=True)
class _Days:
    line: str
    first: date
    last: date


def _days(ledger: Ledger, line: str | None, start: str | None, end: str | None) -> _Days:
    """The local days between two instants, the end excluded."""
    with ledger.look(SYSTEM.label) as work:
        found, now = line_named(work.session, line), work.now
    zone = columns.read_zone(found.time_zone)
    since = now if start is None else instant(start, "--from", found.time_zone)
    until = since + DAYS_PLANNED if end is None else instant(end, "--to", found.time_zone)
    hold_to_order(since, until, found.time_zone)
    last = walltime.local_day(until - timedelta(microseconds=1), zone)
    return _Days(found.key, walltime.local_day(since, zone), last)


def _propose(
    door: Planning, days: _Days, tiers: list[str] | None, solver: str | None, as_json: bool
) -> None:
    shown = door.propose(
        SYSTEM,
        line=days.line,
        first_day=days.first,
        last_day=days.last,
        tiers=tiers or ("1", "2"),
        solver=solver,
    )
    _print(shown, as_json)
    if shown.filled < len(shown.sessions):
        raise typer.Exit(_NOT_FILLED)


def _edited(
    door: Planning, proposal: str, session: str | None, person: str | None
) -> ProposalShown:
    if session is None or person is None:
        said = "Say with --session which session, and with --person who takes it, or nobody."
        raise Invalid([Problem("--edit", said)])
    chosen = None if person == _NOBODY else person
    return door.edit(SYSTEM, proposal, slot=session, person=chosen)


def _print(shown: ProposalShown, as_json: bool) -> None:
    if as_json:
        for shape in _shapes(shown):
            print_json(shape)
        return
    if not shown.sessions:
        print_line("Nothing is open in these days.")
        return
    print_table(
        [
            ("session", "from", "to", "tier", "who", "why"),
            *(
                (
                    each.slot,
                    local(each.start, shown.time_zone),
                    local(each.end, shown.time_zone),
                    each.tier,
                    each.name or _NOBODY,
                    each.why,
                )
                for each in shown.sessions
            ),
        ]
    )
    for each in shown.sessions:
        for sentence in each.breaches:
            print_line(f"needs a reason: {sentence}")
    _print_shares(shown.figures, as_json=False)
    if shown.state == "open":
        print_line("Nothing is changed yet. To put it on the rota:")
        print_line(f"advice-line rota plan --accept {shown.id}")
    else:
        print_line(f"This proposal is {shown.state}.")


def _shapes(shown: ProposalShown) -> list[BaseModel]:
    return [
        shapes.Plan.model_validate(shown),
        *(shapes.PlannedSession.model_validate(each) for each in shown.sessions),
        *(shapes.Share.model_validate(each) for each in shown.figures),
    ]


def _print_shares(shares: Sequence[Figures], as_json: bool) -> None:
    if as_json:
        for each in shares:
            print_json(shapes.Share.model_validate(each))
        return
    heads = ("who", "sessions", "proposed", "hours", "unsocial", "given", "taken", "days away")
    rows = [
        (
            each.name,
            str(each.sessions),
            str(each.proposed),
            f"{each.hours:g}",
            str(each.unsocial),
            str(each.swaps_given),
            str(each.swaps_taken),
            str(each.days_away),
        )
        for each in shares
    ]
    print_table([heads, *rows])


def _print_settled(proposal: str, state: str, notes: Sequence[str], as_json: bool) -> None:
    if as_json:
        print_json(
            shapes.Settled.model_validate({"id": proposal, "state": state, "notes": list(notes)})
        )
        return
    print_line(f"{state.capitalize()}.")
    for each in notes:
        print_line(each)
