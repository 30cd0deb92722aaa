"""Which sessions a site counts as unsocial, said to people."""

from collections.abc import Iterator
from datetime import time

from advice_line.rules.written import wall_time
from rota.plans.fairness import Unsocial

_MIDNIGHT = time()
_WEEKEND = (5, 6)
_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def said(unsocial: Unsocial) -> str:
    """A sentence, such as "Unsocial ones lie by more than half of their time outside 9am to 5pm,
    on weekends or on bank holidays." """
    parts = list(_parts(unsocial))
    if not parts:
        return "No session counts as unsocial here."
    *most, last = parts
    listed = f"{', '.join(most)} or {last}" if most else last
    return f"Unsocial ones lie by more than half of their time {listed}."


def _parts(unsocial: Unsocial) -> Iterator[str]:
    if (unsocial.before, unsocial.after) != (_MIDNIGHT, _MIDNIGHT):
        yield f"outside {wall_time(unsocial.before)} to {wall_time(unsocial.after)}"
    if unsocial.weekdays == _WEEKEND:
        yield "on weekends"
    else:
        yield from (f"on {_DAYS[each]}" for each in unsocial.weekdays)
    if unsocial.bank_holidays:
        yield "on bank holidays"
