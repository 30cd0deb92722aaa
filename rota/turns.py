"""Whose turn it is where the people of a session share it one after the other.

The first person has the first turn. What is counted, from the Monday of week 1 on:

- `week`: the weeks of the calendar;
- `day`: the days that have a session with the same people and the same way of taking turns;
- `session`: those sessions, in order of time and, where they start together, as they are written.

A weekday's turn that falls on a bank holiday or a closed day counts all the same: nobody's later
turns move because a day is off. A session of bank holidays counts those that the line keeps.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, time, timedelta

from rota import columns, hours, rotation
from rota.opening import LineCalendar
from rota.values import Pattern, Session, Turns

# The day of the cycle, when a session starts on it, and its place in the pattern.
_Mark = tuple[int, time, int]

_DAY = timedelta(days=1)


def who(calendar: LineCalendar, pattern: Pattern, session: Session, day: date) -> tuple[str, ...]:
    """Who has the session on a day on which it is held: all of its people, or one."""
    if session.turns is Turns.TOGETHER:
        return session.who
    turn = _Turns(pattern, session).before(calendar, day)
    return (session.who[turn % len(session.who)],)


class _Turns:
    """Those that one session shares with its like."""

    def __init__(self, pattern: Pattern, session: Session) -> None:
        self._pattern, self._session = pattern, session
        self._alike = [
            (number, each)
            for number, each in enumerate(pattern.sessions)
            if (each.who, each.turns) == (session.who, session.turns)
        ]
        ordinary = {
            self._mark((each.week - 1) * 7 + weekday, number, each)
            for number, each in self._alike
            for weekday in each.weekdays
            if weekday != columns.BANK_HOLIDAY
        }
        self._marks = sorted(ordinary)

    def before(self, calendar: LineCalendar, day: date) -> int:
        """How many turns went before that of the session on this day."""
        days = (day - self._pattern.valid_from).days
        if self._session.turns is Turns.WEEK:
            return days // 7
        number = self._pattern.sessions.index(self._session)
        mark = self._mark(rotation.day_of_cycle(self._pattern, day), number, self._session)
        cycles = days // (7 * self._pattern.cycle_weeks)
        mine = (day, *mark[1:])
        on_holidays = sum(each < mine for each in set(self._on_holidays(calendar, day)))
        return cycles * len(self._marks) + bisect_left(self._marks, mark) + on_holidays

    def _mark(self, day_of_cycle: int, number: int, session: Session) -> _Mark:
        if session.turns is Turns.DAY:
            return day_of_cycle, time(), 0
        return day_of_cycle, session.start, number

    def _on_holidays(self, calendar: LineCalendar, last: date) -> Iterator[tuple[date, time, int]]:
        """The turns that only bank holidays give, up to the last day."""
        held = [each for each in self._alike if columns.BANK_HOLIDAY in each[1].weekdays]
        if not held:
            return
        for day in hours.holidays_between(calendar, self._pattern.valid_from, last):
            place = rotation.day_of_cycle(self._pattern, day)
            for number, each in held:
                mark = self._mark(place, number, each)
                if each.week == place // 7 + 1 and mark not in self._marks:
                    yield (day, *mark[1:])
