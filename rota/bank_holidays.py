"""Bank holidays of the four nations, from the `holidays` library.

The library works out the days that recur by law, and lists those proclaimed before its release. A
day proclaimed later (a funeral, a coronation) is set by hand among the holidays of the line, or
comes with the next release. Christmas Day, Boxing Day and the like count on their own date as well
as on the substitute day that follows them when they fall on a weekend.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from rota.opening import Nation

_SUBDIVISION = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


def name_of(nation: Nation, day: date) -> str | None:
    """What the bank holiday is called, or None on any other day."""
    return _of_year(nation, day.year).get(day)


def between(nation: Nation, first: date, last: date) -> list[date]:
    """The bank holidays from the first to the last day, in order of time."""
    years = range(first.year, last.year + 1)
    days = [day for year in years for day in _of_year(nation, year) if first <= day <= last]
    return sorted(days)


def warning(nation: Nation, day: date) -> str | None:
    """A sentence when the list does not reach the day, so that every day would seem ordinary."""
    listed = _listed(nation, day.year)
    if listed.start_year <= day.year <= listed.end_year:
        return None
    return (
        f"The bank holidays of {nation.replace('_', ' ').title()} are known from"
        f" {listed.start_year} to {listed.end_year}, not for {day}; set them by hand."
    )


@lru_cache(maxsize=1024)
def _of_year(nation: Nation, year: int) -> Mapping[date, str]:
    # "Observed" is American; in the United Kingdom the day off is a substitute day.
    return {
        day: name.replace("(observed)", "(substitute day)")
        for day, name in _listed(nation, year).items()
    }


def _listed(nation: Nation, year: int) -> holidays.HolidayBase:
    return holidays.country_holidays(
        "GB", subdiv=_SUBDIVISION[nation], years=year, language="en_GB"
    )
