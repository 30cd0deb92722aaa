"""`audit report --every-line`: the lines of a site side by side, and what they come to together."""

from collections.abc import Iterable

from advice_line.audit.periods import Period
from advice_line.audit.reports import across
from advice_line.audit.reports.content import Figure
from advice_line.audit.reports.keeping import Reports, Stored
from advice_line.cli.common import print_json, print_line, print_table, print_warning
from advice_line.directory import lookups
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger
from advice_line.schemas import audit_report as shapes
from advice_line.trust.roles import SYSTEM


def show(ledger: Ledger, reports: Reports, period: Period, *, as_json: bool) -> None:
    """A line of which there is no report is named with the reason. Raises `errors.Invalid` where
    there is none of any."""
    with ledger.look(SYSTEM.label) as work:
        lines = lookups.lines(work.session)
        work.let_go()
    found, missing = [], []
    for line in lines:
        try:
            found.append(reports.of(line, period))
        except Invalid as error:
            missing.append(f"{line.key}: {error.problems[0].message}")
    if not found:
        raise Invalid([Problem("period", each) for each in missing[:1]])
    for each in missing:
        print_warning(each)
    if as_json:
        _print_json(found, period)
        return
    many = "1 line" if len(found) == 1 else f"{len(found)} lines"
    print_line(f"{period.label}: {many}")
    heads = ("measure", *(each.report.line for each in found), "together")
    print_table([heads, *(_row(each) for each in _side_by_side(found))])


def _side_by_side(found: Iterable[Stored]) -> Iterable[list[Figure]]:
    """Measure by measure, of each line its figure; those that every one of the reports has."""
    by_line = [{each.id: each for each in one.report.figures} for one in found]
    for name in by_line[0]:
        if all(name in each for each in by_line):
            yield [each[name] for each in by_line]


def _row(figures: list[Figure]) -> tuple[str, ...]:
    every = [*figures, across.together(figures)]
    return (figures[0].name, *(each.sentence for each in every))


def _print_json(found: list[Stored], period: Period) -> None:
    for one in found:
        for each in shapes.of(one.report, one.revision):
            print_json(each)
    for figures in _side_by_side(found):
        print_json(shapes.figure(across.together(figures), None, period.key, None))
