"""A session of a pattern in words."""

from collections.abc import Mapping

from advice_line.web.rota.labels import DAYS, TIERS, TURNS
from rota import columns
from rota.values import Session, Turns

Names = Mapping[str, str]


def session_in_words(session: Session, cycle_weeks: int, names: Names) -> str:
    """ "Week 1, Mon-Fri, 08:00-13:00, tier 1: Dr Amara Example" """
    week = f"Week {session.week}, " if cycle_weeks > 1 else ""
    times = columns.write_times(session.start, session.end)
    who = ", ".join(names.get(key, key) for key in session.who)
    said = f"{week}{_days(session.weekdays)}, {times}, {TIERS[session.tier].lower()}: {who}"
    if session.turns is not Turns.TOGETHER:
        said += f" ({TURNS[session.turns].lower()})"
    if session.supervisor:
        said += f", supervised by {names.get(session.supervisor, session.supervisor)}"
    return said


def _days(weekdays: tuple[int, ...]) -> str:
    text = columns.write_days(weekdays)
    for name, shown in DAYS.items():
        text = text.replace(name, shown)
    return text.replace(",", ", ")
