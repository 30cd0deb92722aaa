"""Holds the trail against its own chain: which line was changed, removed, put in or moved (H14).

Each line's link is held against the link that its predecessor bears, so that one changed line is
one fault and not a fault of all that follow. Somebody who may write to the database and makes every
link anew is found by a head alone, which was kept elsewhere: `ledger/heads.py`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, func, select

from advice_line.ledger.trail import BEGINNING, linked
from advice_line.ledger.trail_lines import ChainedRow, chained, text_of
from advice_line.rules.trail_faults import Fault, TrailFault
from advice_line.tables.ledger import TrailEntry

# So many lines that do not fit are looked into one by one; the others are counted.
LOOKED_INTO = 200
_FURTHEST = 10


@dataclass
class Proof:
    """`lines` have a link, up to `position`; `waiting` have none yet, the oldest since `since`;
    `more` lines that do not fit were not looked into."""

    lines: int = 0
    position: int = 0
    link: str = BEGINNING
    waiting: int = 0
    since: datetime | None = None
    faults: list[Fault] = field(default_factory=list)
    more: int = 0
    links: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Suspect:
    """A line that does not fit behind the link that its predecessor bears."""

    before: str
    line: ChainedRow

    @property
    def position(self) -> int:
        return self.line[0]

    @property
    def link(self) -> str | None:
        return self.line[1]

    @property
    def id(self) -> int:
        return self.line[2]


def prove(session: Session, wanted: Collection[int] = ()) -> Proof:
    """Read every line once, and keep the links that stand at the positions `wanted`."""
    proof = Proof()
    suspects: list[_Suspect] = []
    position, link = 0, BEGINNING
    for batch in chained(session):
        for line in batch:
            if line[0] != position + 1:
                _missing(proof, position, line[0])
            elif _link(link, line[0], line) != line[1]:
                if len(suspects) < LOOKED_INTO:
                    suspects.append(_Suspect(link, line))
                else:
                    proof.more += 1
            position, link = line[0], line[1] or ""
            if position in wanted:
                proof.links[position] = link
        proof.lines += len(batch)
    proof.position, proof.link = position, link
    for run in _runs(suspects):
        proof.faults.extend(_explained(run))
    proof.faults.sort(key=lambda fault: fault.position)
    _count_waiting(session, proof)
    return proof


def _link(before: str, position: int, line: ChainedRow) -> str | None:
    """None where the line holds what nothing of ours writes, such as a detail that is no JSON."""
    try:
        return linked(before, text_of(position, *line[2:]))
    except (ValueError, TypeError):
        return None


def _missing(proof: Proof, last: int, found: int) -> None:
    gone = range(last + 1, found)
    proof.faults += [Fault(TrailFault.REMOVED, each) for each in gone[:LOOKED_INTO]]
    proof.more += len(gone[LOOKED_INTO:])


def _runs(suspects: list[_Suspect]) -> Iterator[list[_Suspect]]:
    run: list[_Suspect] = []
    for each in suspects:
        if run and each.position != run[-1].position + 1:
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _explained(run: list[_Suspect]) -> Iterator[Fault]:
    if shifted := _shifted(run):
        yield shifted
        return
    links = {each.link for each in run}
    before = run[0].before
    for each in run:
        place = each.position
        if _link(before, place, each.line) == each.link:
            before = each.link or ""
            continue
        put = {other.id: _link(before, place, other.line) for other in run if other is not each}
        belongs = next((key for key, link in put.items() if link in links), None)
        if belongs is None:
            yield Fault(TrailFault.EDITED, place, each.id)
            before = each.link or ""
        else:
            yield Fault(TrailFault.REORDERED, place, each.id, belongs)
            before = put[belongs] or ""


def _shifted(run: list[_Suspect]) -> Fault | None:
    """All that follow fit at another position: some were taken out, or put in, before them."""
    if len(run) < 2:
        return None
    first, second = run[0], run[1]
    for by in range(1, _FURTHEST + 1):
        for kind, place in (
            (TrailFault.REMOVED, second.position + by),
            (TrailFault.INSERTED, second.position - by),
        ):
            if _link(first.link or "", place, second.line) == second.link:
                return Fault(kind, first.position, first.id)
    return None


def _count_waiting(session: Session, proof: Proof) -> None:
    unchained = col(TrailEntry.chain_position).is_(None)
    statement = select(func.count(), func.min(TrailEntry.at)).where(unchained)
    proof.waiting, proof.since = session.exec(statement).one()
