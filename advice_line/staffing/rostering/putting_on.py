"""Several one-off duties put on a line's rota at once: what that does, and what is against it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from advice_line.ledger.work import Work
from advice_line.staffing.changes import eligibility, giving_way, versions
from advice_line.staffing.changes.amending import Act, Notes, amend, every_rota
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.rostering.absences import absences, make_way
from advice_line.trust.roles import Actor
from rota import comparing, store
from rota.changing import Changing
from rota.duty import Timetable
from rota.stretches import Stretch, touch
from rota.values import Absence, Cover, LineRota

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class Lot:
    """Covers of one line, held against its rota of `version`."""

    line: str
    version: str
    covers: tuple[Cover, ...]
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def reach(self) -> Stretch:
        return min(each.start for each in self.covers), max(each.end for each in self.covers)

    @property
    def named(self) -> tuple[Named, ...]:
        return tuple(
            Named(person, each.start, each.end) for each in self.covers for person in each.who
        )


def put_on(
    work: Work,
    actor: Actor,
    lot: Lot,
    act: str,
    reason: str | None,
    shown: Collection[str] | None = None,
) -> Notes:
    """As one change; `lot.counts` then tells how many were new, changed and there already. Raises
    `errors.ReasonNeeded`, `errors.RotaMoved`."""

    def make(change: Changing) -> None:
        versions.hold_to(work, change, lot.line, lot.version, lot.reach)
        standing = store.load(work.session, lot.line)
        away = tuple(absences(work).values())
        giving_way.make_room(change, lot.line, lot.covers, standing.covers)
        there = by_key(standing)
        for cover in lot.covers:
            lot.counts[change_by(cover, there)] += 1
            for person in _away(cover, away):
                make_way(work, change, person, cover.start, cover.end)
        change.put_all(lot.line, lot.covers)

    named = tuple(each for each in lot.named if each.end > work.now)
    return amend(work, actor, Act(act, reason=reason, judged=True, named=named, shown=shown), make)


def by_key(standing: LineRota) -> dict[str, Cover]:
    return {each.key: each for each in standing.covers}


def change_by(cover: Cover, there: Mapping[str, Cover]) -> str:
    """`there` are those of the line's rota, by their keys."""
    stands = there.get(cover.key)
    return NEW if stands is None else SAME if stands == cover else CHANGED


def against(work: Work, lot: Lot) -> tuple[str, ...]:
    """What accepting the covers would need a reason for, each a sentence; nothing is changed."""
    if not lot.covers:
        return ()
    before = every_rota(work)
    rota = before[lot.line].rota
    covers = giving_way.with_room(lot.covers, rota.covers)
    after = {**before, lot.line: Timetable(replace(rota, covers=covers))}
    reach = comparing.reach(lot.covers, work.now)
    found = eligibility.breaches(work, before, after, reach, named=lot.named)
    return tuple(each.sentence for each in found if not each.warning)


def _away(cover: Cover, away: Sequence[Absence]) -> list[str]:
    times = cover.start, cover.end
    gone = {each.person_ref for each in away if touch(times, (each.start, each.end))}
    return [person for person in cover.who if person in gone]
