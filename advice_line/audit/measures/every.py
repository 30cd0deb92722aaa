"""Every measure there is, in the order in which they are shown."""

from collections.abc import Mapping

from advice_line.audit.measures import (
    access,
    adoption,
    against_plan,
    appropriateness,
    cost,
    deflection,
    education,
    experience,
    guidance,
    imaging,
    loop,
    money,
    outcomes,
    referrals,
    reviewed,
    rota,
    safety,
    turnaround,
    utilisation,
)
from advice_line.audit.measures.definition import Measure
from advice_line.audit_kinds import Group
from advice_line.errors import Invalid, Problem

_MODULES = (
    utilisation,
    access,
    turnaround,
    deflection,
    appropriateness,
    reviewed,
    outcomes,
    against_plan,
    loop,
    rota,
    education,
    guidance,
    experience,
    cost,
    money,
    referrals,
    imaging,
    safety,
    adoption,
)
MEASURES: tuple[Measure, ...] = tuple(each for module in _MODULES for each in module.MEASURES)
BY_ID: Mapping[str, Measure] = {each.id: each for each in MEASURES}
# Raised with every change of any definition: it stands on each report that was made by them.
VERSION = 1 + sum(len(each.changes) for each in MEASURES)


def of(group: Group) -> tuple[Measure, ...]:
    return tuple(each for each in MEASURES if each.group is group)


def named(measure_id: str) -> Measure:
    """Raises `errors.Invalid`."""
    if measure_id not in BY_ID:
        said = f'There is no measure "{measure_id}"; `audit measures` lists them.'
        raise Invalid([Problem("measure", said)])
    return BY_ID[measure_id]
