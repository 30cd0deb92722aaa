"""Each line's opening in the next fortnight, for the print at start-up and after a setup: a clock
change or a bank holiday is best seen before it comes (H05)."""

from dataclasses import dataclass
from datetime import date

from advice_line.directory import lookups
from advice_line.directory.shortfalls import DAYS_AHEAD
from advice_line.ledger.work import Work
from rota import columns, rendering, store, walltime


@dataclass(frozen=True)
class Closed:
    """What somebody closed of a day's hours, such as "10:00-12:00"."""

    time: str
    reason: str


@dataclass(frozen=True)
class OpeningDay:
    """Local hours of one day, such as "08:00-19:00"; `reason` says why there are none. Closures
    are not taken out of them."""

    line: str
    date: date
    open: tuple[str, ...]
    reason: str | None
    closures: tuple[Closed, ...]


def days(work: Work) -> list[OpeningDay]:
    """Day by day from today, line by line."""
    found = []
    for line in lookups.lines(work.session):
        calendar = store.load(work.session, line.key).calendar
        today = walltime.local_day(work.now, columns.read_zone(calendar.time_zone))
        for day in rendering.opening(calendar, today, DAYS_AHEAD):
            found.append(
                OpeningDay(
                    line=line.key,
                    date=date.fromisoformat(day["date"]),
                    open=tuple(day["open"]),
                    reason=day["reason"],
                    closures=tuple(Closed(**each) for each in day["closures"]),
                )
            )
    return found
