"""A shift that falls out within two hours of its start: everybody who may take it is asked at once,
in the name of whoever is away, and the first yes has it.

It is a request for a swap like any other, made by the system. Once the gap is closed in another way
nobody is asked any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.errors import Invalid
from advice_line.ledger.work import Ledger, Work
from advice_line.rota_kinds import FindingKind, SwapState
from advice_line.rules.swap_offers import ALL_AT_ONCE, LEAST_OFFERED
from advice_line.staffing.changes import swap_requests
from advice_line.staffing.swaps.swapping import Swapping
from advice_line.tables.directory import Line
from advice_line.tables.watch import RotaFinding
from advice_line.trust.roles import SYSTEM, Action, require
from rota import store, swaps
from rota.stretches import touch
from rota.values import Tier


@dataclass(frozen=True)
class _Missing:
    """What of a gap somebody would have worked who is away."""

    gap: int
    line: str
    person: str
    start: datetime
    end: datetime

    @property
    def key(self) -> str:
        return f"gap:{self.gap}:{self.person}:{self.start.isoformat()}"


class ShortNotice:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._swapping = Swapping(ledger)

    def offer(self) -> int:
        """Ask for what has fallen out; returns of how many gaps it was the turn."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            gaps = {gap.id or 0: [*_missing(work, gap)] for gap in _fallen_out(work)}
        for missing in gaps.values():
            for each in missing:
                self._ask(each)
        return sum(self._settle(gap) for gap in gaps)

    def _ask(self, missing: _Missing) -> None:
        """Its key has it asked once, also where a worker was killed before it was settled."""
        try:
            self._swapping.ask(
                SYSTEM,
                line=missing.line,
                tier=Tier.FIRST,
                start=missing.start,
                end=missing.end,
                of=None,
                person=missing.person,
                form_key=missing.key,
            )
        except Invalid:
            # Nobody may take it, or it is given away already: then who manages the rota is all.
            with self._ledger.work(SYSTEM.label) as work:
                work.record("gap.nobody_to_ask", subject=f"finding:{missing.gap}")

    def _settle(self, gap_id: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            untold = col(RotaFinding.id) == gap_id, col(RotaFinding.offered_at).is_(None)
            return work.change(RotaFinding, *untold, offered_at=work.now) == 1


def close(work: Work, gap: RotaFinding) -> None:
    """The gap is one no more: nobody need take it."""
    for request in swap_requests.open_ones(work):
        ours = request.asked_by == SYSTEM.label and request.line_id == gap.line_id
        asked = request.starts_at, request.ends_at
        if ours and touch(asked, (gap.starts_at, gap.ends_at)):
            swap_requests.settle(work, request, SwapState.WITHDRAWN)


def _fallen_out(work: Work) -> list[RotaFinding]:
    """The gaps that were not there two hours before they begin, and are worth an offer."""
    statement = select(RotaFinding).where(
        col(RotaFinding.kind) == FindingKind.UNMANNED,
        col(RotaFinding.gone_at).is_(None),
        col(RotaFinding.offered_at).is_(None),
        col(RotaFinding.ends_at) >= work.now + LEAST_OFFERED,
        col(RotaFinding.starts_at) < work.now + ALL_AT_ONCE,
    )
    found = work.session.exec(statement.order_by(col(RotaFinding.id))).all()
    long = [each for each in found if each.ends_at - each.starts_at >= LEAST_OFFERED]
    return [each for each in long if each.starts_at < each.seen_at + ALL_AT_ONCE]


def _missing(work: Work, gap: RotaFinding) -> Iterator[_Missing]:
    line = work.session.get_one(Line, gap.line_id).key
    rota = store.load(work.session, line)
    start = max(gap.starts_at, work.now)
    away = {
        each.person_ref
        for each in rota.absences
        if touch((each.start, each.end), (start, gap.ends_at))
    }
    for person in sorted(away):
        for since, until in swaps.shift_of(rota, Tier.FIRST, person, start, gap.ends_at):
            yield _Missing(gap.id or 0, line, person, since, until)
