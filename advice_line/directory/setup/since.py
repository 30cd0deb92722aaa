"""What has become, by other hands, of what a setup file said before: a file that still says the
same takes nothing back that was changed or ended on the pages, by a swap or by an import since."""

from dataclasses import replace
from typing import TypeVar

from advice_line.ledger.work import Work
from rota import facts, store
from rota.facts import Fact
from rota.opening import ClosedDay, DayHours, HolidayByHand, LineCalendar
from rota.values import Pattern

# The act of the rota's changes that a setup file makes.
SETUP = "setup"

_Dated = TypeVar("_Dated", ClosedDay, DayHours, HolidayByHand)


class Since:
    """Of one line, and of what holds on every line, as it is when this is made."""

    def __init__(self, work: Work, line: str) -> None:
        self._facts = store.of_line(work.session, line)

    def changed(self, wanted: facts.Value) -> bool:
        """Whether a file has said this very thing last, and it stands so no longer."""
        of_it = [each for each in self._facts if _name(each.value) == _name(wanted)]
        said = [each for each in of_it if each.made.act == SETUP]
        if not said or _newest(said).value != wanted:
            return False
        return [each.value for each in of_it if each.ended is None] != [wanted]

    def left(self, calendar: LineCalendar) -> LineCalendar:
        """Without the dates that were given back their usual hours, or others, since."""
        return replace(
            calendar,
            closed_days=self._unchanged(calendar.closed_days),
            day_hours=self._unchanged(calendar.day_hours),
            holidays=self._unchanged(calendar.holidays),
        )

    def _unchanged(self, dates: tuple[_Dated, ...]) -> tuple[_Dated, ...]:
        return tuple(each for each in dates if not self.changed(each))


def _name(value: facts.Value) -> tuple[type, str]:
    """The pieces of a pattern that was changed from a day on are one pattern."""
    return type(value), value.key if isinstance(value, Pattern) else facts.key_of(value)


def _newest(made: list[Fact]) -> Fact:
    return max(made, key=lambda each: each.made.id)
