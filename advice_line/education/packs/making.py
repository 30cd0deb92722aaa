"""A month's pack made, by whoever asks for it: read, made, and noted in the trail as made.

Slides take seconds. No transaction waits for that, for every query waits behind one that writes;
nor does this process, which answers the telephone: papers are made in a process of their own.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from advice_line.audit_kinds import ChartReading
from advice_line.education.packs import audited, pack, packs_made, pictured
from advice_line.education.packs import month as months
from advice_line.education.packs.month import Month
from advice_line.education.packs.pack import TEXTS, Form
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line


@dataclass(frozen=True)
class Pack:
    file_name: str
    media_type: str
    content: bytes


def make(
    ledger: Ledger,
    by: str,
    line: Callable[[Work], Line],
    month: str,
    form: Form,
    template: Path | None,
    *,
    public_url: str,
    small_number: int,
    charts: ChartReading | None = None,
    apart: bool = True,
) -> Pack:
    """`line` finds the line, and refuses whoever may not see it; `by` is a label of the trail;
    `public_url` is where
    pages of guidance are, `small_number` is SMALL_NUMBER; with `charts`, which is CHART_READING,
    the line's own figures over time stand in it too.

    Raises `errors.Invalid` for what is no month, and for a template that cannot be used;
    `errors.Conflict` where a case was taken out while the pack was made: it leaves nowhere."""
    with ledger.look(by) as work:
        of = line(work)
        found = pictured.with_pictures(work, months.whole(work, of, month, small_number))
        drawn = audited.charts(work, of, month, charts) if charts else ()
        work.let_go()
    found = replace(found, public_url=public_url, audited=drawn)
    content = _written(found, form, template, apart=apart)
    with ledger.work(by) as work:
        of = line(work)
        packs_made.hold_to_approved(work, of, found)
        packs_made.note(work, of, found, form)
    return Pack(pack.file_name(found, form), pack.MEDIA_TYPES[form], content)


def _written(month: Month, form: Form, template: Path | None, *, apart: bool) -> bytes:
    if form in TEXTS or not apart:
        return pack.write(month, form, template)
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as alone:
        return alone.submit(pack.write, month, form, template).result()
