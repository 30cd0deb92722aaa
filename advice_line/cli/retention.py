"""`retention`: what is deleted by its retention class until an instant, and with `--run` the
deleting itself; receipts shown and held against the trail; erasures done again after a restore."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli import deletion_shown
from advice_line.cli.common import (
    AsJson,
    LineKey,
    instant,
    line_named,
    open_ledger,
    print_json,
    print_line,
    print_table,
)
from advice_line.cli.sealed_files import text_of
from advice_line.data_life import going, reapplying
from advice_line.data_life.going import Counted
from advice_line.data_life.receipts import Receipts
from advice_line.data_life.running import Deleting
from advice_line.directory import lookups
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger
from advice_line.schemas.retention import Going
from advice_line.trust.roles import SYSTEM

By = Annotated[
    str | None, typer.Option("--by", help="Until when, such as 2026-12-31; now if left out.")
]
MailDays = Annotated[
    int | None,
    typer.Option("--mail-days", min=1, max=3650, help="As if mails were kept for so many days."),
]
Run = Annotated[
    bool, typer.Option("--run", help="Delete what has had its time, and print the receipt.")
]
ReceiptId = Annotated[
    str | None, typer.Option("--receipt", help="Show this receipt and whether it is as it was.")
]
Reapply = Annotated[
    Path | None,
    typer.Option("--reapply", help="After a restore: do again what this erasure list says."),
]
ErasureList = Annotated[
    bool, typer.Option("--erasure-list", help="Print what was erased, to be done after a restore.")
]
_ZONE = "Europe/London"
_OTHERS = "leave the other options out."


def retention(
    by: By = None,
    line: LineKey = None,
    mail_days: MailDays = None,
    run: Run = False,
    receipt: ReceiptId = None,
    erasure_list: ErasureList = False,
    reapply: Reapply = None,
    as_json: AsJson = False,
) -> int:
    """What is deleted by its retention class, by class and count. Nothing is deleted without
    --run, which the worker does every night."""
    _one_thing([run, receipt, erasure_list, reapply], looks_ahead=bool(by or line or mail_days))
    with open_ledger(writes=run or reapply is not None) as ledger:
        if run:
            return _run(ledger, as_json=as_json)
        if receipt is not None:
            found = Receipts(ledger).look(SYSTEM, receipt)
            return deletion_shown.receipt(found, as_json=as_json)
        if erasure_list:
            typer.echo(reapplying.Reapplying(ledger).listing(SYSTEM), nl=False)
            return 0
        if reapply is not None:
            return _reapply(ledger, reapply)
        _look_ahead(ledger, by, line, mail_days, as_json=as_json)
        return 0


def _one_thing(asked: Iterable[object], *, looks_ahead: bool) -> None:
    wanted = [each for each in asked if each]
    if len(wanted) + looks_ahead > 1:
        said = f"--run, --receipt, --erasure-list and --reapply each stand alone: {_OTHERS}"
        raise Invalid([Problem("--run", said)])


def _run(ledger: Ledger, *, as_json: bool) -> int:
    done = Deleting(ledger).run()
    if done is None:
        if not as_json:
            print_line("Nothing has had its time since the last receipt.")
        return 0
    return deletion_shown.receipt(Receipts(ledger).look(SYSTEM, done.public_id), as_json=as_json)


def _reapply(ledger: Ledger, file: Path) -> int:
    done = reapplying.Reapplying(ledger).reapply(SYSTEM, text_of(file, "--reapply"))
    print_line(deletion_shown.reapplied(done))
    return 0


def _look_ahead(
    ledger: Ledger, by: str | None, line: str | None, mail_days: int | None, *, as_json: bool
) -> None:
    with ledger.look(SYSTEM.label) as work:
        until = instant(by, "--by", _ZONE) if by else work.now
        lines = [line_named(work.session, line)] if line else lookups.lines(work.session)
        found = [each for one in lines for each in going.of_line(work, one, until, mail_days)]
        found += list(going.of_none(work, until)) if line is None else []
        shapes = [_shape(each, until) for each in found]
    if as_json:
        for each in shapes:
            print_json(each)
    else:
        print_table(
            [("line", "class", "go", "held", "kept for", "elsewhere"), *map(_cells, shapes)]
        )


def _shape(each: Counted, until: datetime) -> Going:
    return Going(
        line=each.line.key if each.line else None,
        kept=each.kept,
        count=each.count,
        held=each.held,
        in_mailbox=each.in_mailbox,
        days=each.days,
        by=until,
    )


def _cells(each: Going) -> tuple[str, ...]:
    where = each.line or "every line"
    there = "" if each.in_mailbox is None else f"{each.in_mailbox} in the mailbox"
    return (where, each.kept, str(each.count), str(each.held), f"{each.days} days", there)
