"""`retention`: what is deleted by its retention class until an instant. It deletes nothing: that
is the worker's."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, get_args

import typer

from advice_line.cli.common import (
    AsJson,
    LineKey,
    instant,
    line_named,
    open_ledger,
    print_json,
    print_table,
)
from advice_line.desk.mailbox import old_mails
from advice_line.desk.messages import going
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rules import retention as rules
from advice_line.schemas.retention import Going, Kept
from advice_line.staffing.watching import forgetting
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM

By = Annotated[
    str | None, typer.Option("--by", help="Until when, such as 2026-12-31; now if left out.")
]
MailDays = Annotated[
    int | None,
    typer.Option("--mail-days", min=1, max=3650, help="As if mails were kept for so many days."),
]
_ZONE = "Europe/London"
_OF_A_LINE = tuple(each for each in get_args(Kept) if each in rules.DAYS)


def retention(
    by: By = None, line: LineKey = None, mail_days: MailDays = None, as_json: AsJson = False
) -> None:
    """What is deleted by its retention class, by class and count. Nothing is deleted by this."""
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as work:
        until = instant(by, "--by", _ZONE) if by else work.now
        lines = [line_named(work.session, line)] if line else lookups.lines(work.session)
        found = [each for one in lines for each in _of(work, one, until, mail_days)]
        if line is None:
            found.append(_findings(work, until))
    if as_json:
        for each in found:
            print_json(each)
    else:
        print_table([("line", "class", "go", "kept for"), *map(_cells, found)])


def _of(work: Work, line: Line, by: datetime, mail_days: int | None) -> Iterator[Going]:
    kept = line.retention | ({"mail": mail_days} if mail_days else {})
    counts = going.sounds(work, line, by) | {"mail": old_mails.going(work, line, kept, by)}
    for each in _OF_A_LINE:
        days = kept.get(each, rules.DAYS[each])
        yield Going(line=line.key, kept=each, count=counts.get(each, 0), days=days, by=by)


def _findings(work: Work, by: datetime) -> Going:
    count, days = forgetting.going(work.session, by), forgetting.KEPT.days
    return Going(line=None, kept="rota_findings", count=count, days=days, by=by)


def _cells(each: Going) -> tuple[str, ...]:
    return (each.line or "every line", each.kept, str(each.count), f"{each.days} days")
