"""Which week of its cycle a pattern is in, and so which sessions a day has. Days are local."""

from datetime import date

from rota.values import Pattern, Session


def week_of_cycle(pattern: Pattern, day: date) -> int | None:
    """From 1 to `cycle_weeks`; None on days on which the pattern does not hold."""
    if day < pattern.valid_from or (pattern.valid_to is not None and day > pattern.valid_to):
        return None
    return (day - pattern.valid_from).days // 7 % pattern.cycle_weeks + 1


def sessions_on(pattern: Pattern, day: date) -> tuple[Session, ...]:
    """The sessions that start on the day, bank holidays and closed days not considered."""
    week = week_of_cycle(pattern, day)
    weekday = day.weekday()
    return tuple(
        session
        for session in pattern.sessions
        if session.week == week and weekday in session.weekdays
    )
