"""`audit measures`, and what `audit verify --figures` says."""

from collections.abc import Iterator

from advice_line.audit.figures.verifying import Reconciled, reconcile
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.cli.common import AsJson, open_ledger, print_json, print_line, print_list
from advice_line.schemas import measures as shapes
from advice_line.trust.roles import SYSTEM


def show(as_json: AsJson = False) -> None:
    """Every measure, with its definition: what it asks, what it counts among what, and why."""
    print_list(
        [_shape(each) for each in every.MEASURES],
        lambda each: (each.id, each.name, f"version {each.version}"),
        "There is no measure.",
        as_json=as_json,
    )


def reconciled() -> Reconciled:
    """Whether facts and figures are what their rows come to."""
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as look:
        return reconcile(look)


def print_reconciled(found: Reconciled, *, as_json: bool) -> None:
    if as_json:
        print_json(
            shapes.Reconciled(
                fits=found.fits,
                queries=found.queries,
                rest=found.rest,
                figures=found.figures,
                queries_waiting=found.queries_waiting,
                figures_waiting=found.figures_waiting,
                nightly=found.nightly,
                wrong=found.wrong,
                differ=found.differ,
            )
        )
        return
    for each in found.differ:
        print_line(f"{each} is not what its rows come to.")
    print_line(
        f"{_many(found.queries, 'query')} and {_many(found.figures, 'figure')} were counted anew:"
        f" {_fitting(found)}."
    )
    for line in _beside(found):
        print_line(line)


def _fitting(found: Reconciled) -> str:
    if not found.fits:
        return f"{found.wrong} {'does' if found.wrong == 1 else 'do'} not fit"
    return "all of these fit" if found.queries_waiting or found.figures_waiting else "all fit"


def _beside(found: Reconciled) -> Iterator[str]:
    if found.nightly:
        yield (
            f"{found.nightly} of what does not fit: figures that are counted anew each night (of"
            " the rota, of teaching, of reviews, of imaging), and may have changed since. Look"
            " again tomorrow."
        )
    waiting = [
        _many(number, what)
        for number, what in ((found.queries_waiting, "query"), (found.figures_waiting, "figure"))
        if number
    ]
    if waiting:
        yield (
            f"{' and '.join(waiting)} still to be counted were left out: the worker counts them"
            " within the hour."
        )
    if found.rest:
        one = found.rest == 1
        yield (
            f"{_many(found.rest, 'query')} {'has' if one else 'have'} gone since"
            f" {'it was' if one else 'they were'} counted, and {'stays' if one else 'stay'} as"
            f" {'it was' if one else 'they were'}."
        )


def _many(number: int, what: str) -> str:
    more = f"{what.removesuffix('y')}ies" if what.endswith("y") else f"{what}s"
    return f"{number} {what if number == 1 else more}"


def _shape(measure: Measure) -> shapes.Measure:
    return shapes.Measure(
        id=measure.id,
        group=measure.group,
        name=measure.name,
        question=measure.question,
        numerator=measure.numerator,
        denominator=measure.denominator,
        exclusions=measure.exclusions,
        clock=measure.clock,
        unit=measure.unit,
        source=measure.source,
        better=measure.better,
        target=measure.target,
        by=list(measure.by),
        version=measure.version,
    )
