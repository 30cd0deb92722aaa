"""What a setup file says twice of one date: two closed days, two sets of hours, two holidays."""

from collections.abc import Iterator

from advice_line.directory.setup.problems import Fault
from advice_line.directory.setup.reading import Reading

_SAID = {
    "closed_days": "already a closed day",
    "day_hours": "already a date with hours of its own",
    "holidays": "already among the holidays",
}


def faults(reading: Reading) -> Iterator[Fault]:
    for path, line in reading.of("lines").items():
        for name, said in _SAID.items():
            days = [each.date for each in getattr(line, name)]
            for place, day in enumerate(days):
                if day in days[:place]:
                    yield Fault(
                        (*path, name, place, "date"), f"{day} is {said}", "date = 2026-12-24"
                    )
        closed = {each.date for each in line.closed_days}
        for place, own in enumerate(line.day_hours):
            if own.date in closed:
                said = (
                    f"{own.date} is a closed day, on which no hours count; write one or the other"
                )
                yield Fault((*path, "day_hours", place, "date"), said, "date = 2026-12-31")
