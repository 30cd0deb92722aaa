"""Figures of which nothing is known. That is no 0, nor nothing to count: where no mail server gives
receipts, "0 of 40 were delivered" would tell of a failure that nobody has seen."""

from dataclasses import replace

from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures.definition import Measure
from advice_line.audit_kinds import Unit

SAID = "not known of any"


def said(measure: Measure, of: Told) -> Told:
    if measure.by_receipts and of.numerator == 0 and of.denominator:
        known = f"known 0 of {of.denominator:,} (0%)"
        return Told(State.NOTHING, SAID, 0, 0, completeness=0.0, known=known)
    # Of times it is not only unknown ones that there are none of: nobody may have opened any.
    asks = measure.unit is Unit.SHARE or measure.by_receipts
    if asks and of.state is State.NOTHING and of.completeness == 0:
        return replace(of, sentence=SAID)
    return of
