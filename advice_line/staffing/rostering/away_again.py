"""An absence that made way for a duty closes up again when that duty is not there any more: nobody
falls back into what the patterns say while they are away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advice_line.ledger.work import Work
from advice_line.staffing.changes.amending import every_rota
from advice_line.tables.columns import opaque
from rota import store
from rota.changing import Changing
from rota.facts import Fact
from rota.stretches import Stretch, without
from rota.values import Absence

# They said so themselves, or the setup file does: then there is nothing to close up.
_NOT_CUT = frozenset({"absence.shortened", "setup"})


def close_up(work: Work, change: Changing, line: str, stretch: Stretch) -> None:
    """Within the stretch, for everybody whom no other cover or swap puts on duty there by name."""
    known = [each for each in store.of_line(work.session, line) if isinstance(each.value, Absence)]
    for absence in _cut(known):
        ahead = max(stretch[0], absence.start, work.now), min(stretch[1], absence.end)
        for part in without(ahead, _there(work, absence.person_ref)):
            again = replace(absence, key=opaque(8), start=part[0], end=part[1])
            change.put(None, again)


def _cut(known: Sequence[Fact]) -> Iterator[Absence]:
    """Those that made way for a duty, and were not shortened by who was away since."""
    for each in known:
        if each.ended is None or each.ended.act in _NOT_CUT:
            continue
        parts = [other for other in known if other.made.id == each.ended.id]
        if not any(other.ended and other.ended.act in _NOT_CUT for other in parts):
            assert isinstance(each.value, Absence)
            yield each.value


def _there(work: Work, person: str) -> list[Stretch]:
    """When they are away anyway, or on duty by name."""
    found = []
    for timetable in every_rota(work).values():
        rota = timetable.rota
        found += [(a.start, a.end) for a in rota.absences if a.person_ref == person]
        found += [(c.start, c.end) for c in rota.covers if person in c.who]
        found += [(s.start, s.end) for s in rota.swaps if s.taker == person]
    return found
