"""`audit`: whether the trail of who did and saw what is whole, its head to keep elsewhere, and
charts of figures over time."""

from datetime import UTC
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from advice_line.cli import audit_extract, audit_imaging, audit_measures, audit_report, audit_spc
from advice_line.cli.common import AsJson, open_ledger, print_json, print_line, unreadable
from advice_line.errors import Invalid, Problem
from advice_line.ledger import heads, upkeep
from advice_line.ledger.heads import Head
from advice_line.ledger.verifying import Verified, verify
from advice_line.rules.trail_faults import sentence
from advice_line.schemas import audit as shapes
from advice_line.trust.roles import SYSTEM

MOST_SHOWN = 20
app = typer.Typer(
    help="The trail of who did and saw what, and the figures of the service.", no_args_is_help=True
)
app.command("measures")(audit_measures.show)
app.add_typer(audit_imaging.app, name="imaging")
app.command("report")(audit_report.report)
app.command("extract")(audit_extract.take_out)
app.command("spc")(audit_spc.read_series)

HeadFiles = Annotated[
    list[Path] | None,
    typer.Option("--head", help="A file of heads that were kept elsewhere; may be repeated."),
]
CountAnew = Annotated[
    bool, typer.Option("--figures", help="Count every figure of the audit anew, and compare.")
]


@app.command("verify")
def verify_trail(
    head: HeadFiles = None, figures: CountAnew = False, as_json: AsJson = False
) -> None:
    """Whether each line is as it was written, and none is missing; with a head that was kept
    elsewhere also whether the end was cut off or all of it was made anew. With --figures instead
    whether the audit's figures are what the rows come to."""
    if figures:
        _verify_figures(as_json=as_json)
        return
    given = [each for file in head or () for each in _read(file)]
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as look:
        found = verify(look, given)
    if as_json:
        print_json(_shape(found))
    else:
        for line in _said(found):
            print_line(line)
    if not found.fits:
        raise typer.Exit(1)


@app.command("head")
def print_head() -> None:
    """Print the head of the trail as it is now, as one line of JSON, to be kept elsewhere."""
    with open_ledger(writes=True) as ledger:
        with ledger.work(SYSTEM.label) as work:
            work.record("trail.head_printed")
        while upkeep.chain_trail(ledger):
            pass
        with ledger.look(SYSTEM.label) as look:
            made = heads.now(look)
    print_json(made)


def _verify_figures(*, as_json: bool) -> None:
    found = audit_measures.reconciled()
    audit_measures.print_reconciled(found, as_json=as_json)
    if not found.fits:
        raise typer.Exit(1)


def _read(file: Path) -> list[Head]:
    """One head a line. Raises `errors.Invalid`."""
    try:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = [Head.model_validate_json(line) for line in lines]
    except OSError as error:
        raise unreadable(file, error, "--head") from error
    except (ValidationError, UnicodeDecodeError) as error:
        said = f"{file} is no file of heads: give what `advice-line audit head` printed, or a file"
        raise Invalid([Problem("--head", f"{said} of TRAIL_HEAD_FOLDER.")]) from error
    if not found:
        raise Invalid([Problem("--head", f"{file} holds no head.")])
    return found


def _shape(found: Verified) -> shapes.AuditVerified:
    return shapes.AuditVerified(
        fits=found.fits,
        lines=found.proof.lines,
        position=found.proof.position,
        link=found.proof.link,
        heads=found.heads,
        waiting=found.proof.waiting,
        waiting_since=found.proof.since,
        faults=[
            shapes.FaultFound(
                kind=each.kind, position=each.position, line=each.line, says=sentence(each)
            )
            for each in found.faults
        ],
        more_faults=found.proof.more,
    )


def _said(found: Verified) -> list[str]:
    said = [sentence(each) for each in found.faults[:MOST_SHOWN]]
    more = len(found.faults[MOST_SHOWN:]) + found.proof.more
    if more:
        said.append(f"{more} more lines do not fit.")
    if found.fits:
        some = "1 head" if found.heads == 1 else f"{found.heads} heads"
        beside = f", and {some} with them" if found.heads else ""
        said.append(f"The trail fits: {found.proof.lines} lines{beside}.")
    if found.proof.waiting:
        since = found.proof.since
        oldest = f", the oldest of {since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if since else ""
        said.append(f"{found.proof.waiting} lines wait to be chained{oldest}: the worker does it.")
    if found.heads == found.kept:
        said.append(
            "No head from elsewhere was given: whoever may write to the database and holds "
            "SECRET_KEY could have made all of it anew. See --head."
        )
    return said
