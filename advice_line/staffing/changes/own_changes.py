"""What several changes of the rota come to for one person, so that one text tells them all. What
they did themselves the page said at once: that is told, and what undoes it is news again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutgoingState
from advice_line.ports.notices import Slip
from advice_line.tables.ledger import Outgoing
from rota import store
from rota.comparing import Moved
from rota.stretches import without

_ON_THEIR_WAY = (
    OutgoingState.WAITING,
    OutgoingState.SENDING,
    OutgoingState.SENT,
    OutgoingState.DELIVERED,
)
_TOLD = _ON_THEIR_WAY[1:]


def told_by_a_later_one(work: Work, slip: Slip) -> bool:
    """A later text holds whatever was not told before it."""
    later = select(Outgoing.id).where(
        *_of(slip),
        col(Outgoing.subject_id) > slip.subject_id,
        col(Outgoing.state).in_(_ON_THEIR_WAY),
    )
    return work.session.exec(later).first() is not None


@dataclass(frozen=True)
class Untold:
    """A change by its id; `own` where the person did it and saw on the page what came of it."""

    change: int
    own: bool


def untold(work: Work, slip: Slip, person: str) -> list[Untold]:
    """The changes that this text tells, and the person's own since the first of them, in order. The
    text's own change it tells whoever did it."""
    assert slip.subject_id is not None
    earlier = select(Outgoing.subject_id, Outgoing.state).where(
        *_of(slip), col(Outgoing.subject_id) < slip.subject_id
    )
    rows = work.session.exec(earlier).all()
    told = max((change or 0 for change, state in rows if state in _TOLD), default=0)
    news = {change for change, _ in rows if change is not None and change > told}
    news.add(slip.subject_id)
    own = store.done_by(work.session, f"responder:{person}", min(news)) - {slip.subject_id}
    return [Untold(each, each in own) for each in sorted(news | own)]


class Net:
    """What is gained and lost in the end: what comes and goes again is neither. `instead` says who
    has what was lost, where it is one person and all of it."""

    def __init__(self, person: str) -> None:
        self._person = person
        self.gained: list[Moved] = []
        self.lost: list[Moved] = []
        self.instead: dict[Moved, str] = {}
        self.time_zone: str | None = None

    def add(self, moved: Iterable[Moved], time_zone: str) -> None:
        """One more change, later than the ones before."""
        moved = tuple(moved)
        for each in self._own(moved):
            self._add(each, moved)
        self._in(time_zone)

    def seen(self, moved: Iterable[Moved]) -> None:
        """One more change, of which the person knows: wherever it reaches, all before it is old."""
        old = self._own(moved)
        self.gained[:] = _taken_out(self.gained, old)
        self.lost[:] = _taken_out(self.lost, old)
        self._in(self.time_zone)

    def _own(self, moved: Iterable[Moved]) -> list[Moved]:
        return [each for each in moved if each.person_ref == self._person]

    def _in(self, time_zone: str | None) -> None:
        anything = bool(self.gained or self.lost)
        self.time_zone = (self.time_zone or time_zone) if anything else None

    def _add(self, one: Moved, moved: tuple[Moved, ...]) -> None:
        here, there = (self.gained, self.lost) if one.gained else (self.lost, self.gained)
        left = _taken_out([one], there)
        there[:] = _taken_out(there, [one])
        here.extend(left)
        here.sort(key=lambda each: each.start)
        for each in left:
            others = [other for other in moved if other.gained and _same(other, each)]
            if not one.gained and len(others) == 1:
                self.instead[each] = others[0].person_ref


def _of(slip: Slip) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Outgoing.kind) == NoticeKind.ROTA_CHANGED,
        col(Outgoing.person_id) == slip.person_id,
    )


def _same(one: Moved, other: Moved) -> bool:
    return (one.tier, one.start, one.end) == (other.tier, other.start, other.end)


def _taken_out(pieces: Iterable[Moved], taken: Iterable[Moved]) -> list[Moved]:
    """What is left of the pieces on each tier."""
    taken = tuple(taken)
    return [
        replace(each, start=start, end=end)
        for each in pieces
        for start, end in without(
            (each.start, each.end),
            [(other.start, other.end) for other in taken if other.tier is each.tier],
        )
    ]
