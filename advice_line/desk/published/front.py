"""What anybody may know of a line: what it is, when it is open, who answers by qualification."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.directory import lookups
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.trust.roles import NOBODY, Actor
from rota import hours
from rota.gaps import Hole
from rota.opening import LineCalendar

HOLES_WITHIN_DAYS = 7


@dataclass(frozen=True)
class Standing:
    """`changes_at` is when the line next closes (open) or opens (closed); `closed_because` as
    `rota/hours.py` writes it."""

    line: Line
    calendar: LineCalendar
    open: bool
    changes_at: datetime | None
    closed_because: str | None


@dataclass(frozen=True)
class Shown(Standing):
    """One line in full, the `others` beside it; `on_duty` are the keys of who is on it now. Of
    `holes` those in which whoever rings finds nobody: where tier 2 or the lead is on they are rung,
    and no caller need know."""

    others: tuple[Standing, ...]
    people: tuple[Responder, ...]
    on_duty: frozenset[str]
    holes: tuple[Hole, ...]
    now: datetime


class Front:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def first_line(self, by: Actor = NOBODY) -> tuple[str, str] | None:
        """Name and time zone of the line that stands for all, or for all of somebody who has roles
        on single ones; None before any is set up."""
        with self._ledger.look("public") as work:
            every = lookups.lines(work.session)
            theirs = [each for each in every if not by.roles and each.key in by.on]
            first = next(iter(theirs or every), None)
            return None if first is None else (first.name, first.time_zone)

    def look(self, key: str | None) -> Shown:
        """The line of this key, or the first. Raises `errors.NotFound`."""
        with self._ledger.look("public") as work:
            lines = lookups.lines(work.session)
            line = _chosen(lines, key)
            standing = _standing(work, line)
            duties = on_duty.who(work.session, line.key, work.now) if standing.open else []
            people = lookups.responders(work.session)
            return Shown(
                **vars(standing),
                others=tuple(_standing(work, each) for each in lines if each.key != line.key),
                people=tuple(each for each in people if lookups.may_be_rung(each, line.key)),
                on_duty=frozenset(each.responder.key for each in duties),
                holes=_deserted(work, line),
                now=work.now,
            )


def _standing(work: Work, line: Line) -> Standing:
    calendar = on_duty.calendar(work.session, line.key)
    is_open = hours.is_open(calendar, work.now)
    find = hours.next_closing if is_open else hours.next_opening
    return Standing(
        line=line,
        calendar=calendar,
        open=is_open,
        changes_at=find(calendar, work.now),
        closed_because=hours.closed_because(calendar, work.now),
    )


def _deserted(work: Work, line: Line) -> tuple[Hole, ...]:
    found = on_duty.holes(work.session, line.key, work.now, HOLES_WITHIN_DAYS)
    return tuple(each for each in found if each.deserted)


def _chosen(lines: Sequence[Line], key: str | None) -> Line:
    wanted = [line for line in lines if key in (None, line.key)]
    if not wanted:
        raise NotFound("There is no such line here.")
    return wanted[0]
