"""How duty is shared among people over some days, as figures with their names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.staffing.plans.planned import Figures, Proposed
from advice_line.tables.directory import Line
from rota import shifts, store
from rota.plans import fairness
from rota.plans.fairness import Share, Unsocial
from rota.shifts import Shift
from rota.stretches import Stretch
from rota.values import Tier

_HOUR = timedelta(hours=1)


def figures(
    work: Work,
    lines: Sequence[Line],
    period: Stretch,
    unsocial: Unsocial,
    proposed: Iterable[Proposed] = (),
) -> tuple[Figures, ...]:
    """Of everybody who stands on these lines in the period, or is proposed for them, in the order
    of names; past duty as it was. What is proposed, for all of these lines, counts as if it were
    on the rota."""
    coming = _coming(proposed)
    known = []
    for line in lines:
        history = store.history(work.session, line.key, work.now)
        known.append((history.rota, (*shifts.of(history.timeline(*period)), *coming)))
    there = {shift.person_ref for _, found in known for shift in found}
    names = {each.key: each.name for each in lookups.responders(work.session)}
    people = sorted(there, key=lambda key: (names.get(key, key), key))
    shares = fairness.shares(known, people, period, unsocial)
    counts = Counter(each.person_ref for each in coming)
    return tuple(_figures(key, names.get(key, key), shares[key], counts[key]) for key in people)


def _coming(proposed: Iterable[Proposed]) -> list[Shift]:
    return [
        Shift(Tier(each.tier), each.person, f"proposal:{each.slot}", each.start, each.end)
        for each in proposed
        if each.person is not None
    ]


def _figures(person: str, name: str, share: Share, proposed: int) -> Figures:
    return Figures(
        person=person,
        name=name,
        sessions=share.sessions,
        hours=round(share.worked / _HOUR, 2),
        unsocial=share.unsocial,
        swaps_given=share.swaps_given,
        swaps_taken=share.swaps_taken,
        days_away=share.days_away,
        proposed=proposed,
    )
