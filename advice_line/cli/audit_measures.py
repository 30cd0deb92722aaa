"""`audit measures`, and what `audit verify --figures` says."""

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
                wrong=found.wrong,
                differ=found.differ,
            )
        )
        return
    for each in found.differ:
        print_line(f"{each} is not what its rows come to.")
    print_line(
        f"{found.queries} queries and {found.figures} figures were counted anew: "
        f"{'all fit' if found.fits else f'{found.wrong} do not fit'}."
    )
    if found.rest:
        print_line(
            f"{found.rest} queries have gone since they were counted, and stay as they were."
        )


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
