"""A receipt of what was deleted, printed."""

from advice_line.cli.common import print_json, print_line, print_table
from advice_line.data_kinds import Cause
from advice_line.data_life.reapplying import Reapplied
from advice_line.data_life.receipts import Shown
from advice_line.schemas.retention import Batch, Receipt

CHANGED = 1


def receipt(shown: Shown, *, as_json: bool) -> int:
    """The exit code: 1 for one that is not as it was when it was closed."""
    if as_json:
        print_json(shape(shown))
    else:
        _said(shown)
    return CHANGED if shown.good is False else 0


def shape(shown: Shown) -> Receipt:
    row = shown.receipt
    return Receipt(
        receipt=row.public_id,
        cause=Cause(row.cause),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        objects=shown.objects,
        digest=row.digest,
        signature=row.signature,
        good=shown.good,
        batches=[
            Batch(
                at=each.at,
                line=each.line_key,
                kept=each.kept,
                rule=each.rule,
                count=each.count,
                oldest=each.oldest,
                newest=each.newest,
                marks=each.marks,
            )
            for each in shown.batches
        ],
    )


def _said(shown: Shown) -> None:
    print_line(f"Receipt {shown.receipt.public_id}: {shown.objects} objects, {shown.receipt.cause}")
    heads = ("line", "class", "count", "oldest", "newest", "rule")
    rows = [
        (
            each.line_key or "every line",
            each.kept,
            str(each.count),
            f"{each.oldest:%Y-%m-%d}",
            f"{each.newest:%Y-%m-%d}",
            each.rule,
        )
        for each in shown.batches
    ]
    print_table([heads, *rows])
    match shown.good:
        case None:
            print_line("It is open: what goes until it is closed stands in it.")
        case True:
            print_line(f"As it was when it was closed; the trail holds {shown.receipt.digest}.")
        case False:
            print_line("NOT as it was when it was closed, or not in the trail.")


def reapplied(done: Reapplied) -> str:
    return (
        f"Done again: {done.erasures} of {done.listed} erasures and {done.objections} objections "
        f"to teaching; {done.objects} objects went."
    )
