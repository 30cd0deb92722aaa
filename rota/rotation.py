"""Which week of its cycle a pattern is in, and so which sessions a day has. Days are local."""

import math
from datetime import date

from rota import columns
from rota.values import Pattern, Session, Turns


def week_of_cycle(pattern: Pattern, day: date) -> int | None:
    """From 1 to `cycle_weeks`; None on days on which the pattern does not hold."""
    if day < pattern.first_day or (pattern.valid_to is not None and day > pattern.valid_to):
        return None
    return day_of_cycle(pattern, day) // 7 + 1


def day_of_cycle(pattern: Pattern, day: date) -> int:
    """Days since the Monday of week 1, from 0 on in each cycle."""
    return (day - pattern.valid_from).days % (7 * pattern.cycle_weeks)


def weeks_of_round(pattern: Pattern) -> int:
    """After so many weeks everybody's duty repeats, bank holidays and closed days aside: the cycle,
    as often as it takes until whoever takes turns has the same turn again."""
    return math.lcm(*(_weeks_of(each, pattern.cycle_weeks) for each in pattern.sessions))


def _weeks_of(session: Session, cycle: int) -> int:
    if session.turns is Turns.TOGETHER:
        return cycle
    people = len(session.who)
    return math.lcm(cycle, people) if session.turns is Turns.WEEK else cycle * people


def sessions_on(pattern: Pattern, day: date, *, holiday: bool = False) -> tuple[Session, ...]:
    """The sessions that start on the day, closed days not considered; on a bank holiday those
    that are held on every one of them, and no others."""
    week = week_of_cycle(pattern, day)
    kind = columns.BANK_HOLIDAY if holiday else day.weekday()
    return tuple(
        session for session in pattern.sessions if session.week == week and kind in session.weekdays
    )
