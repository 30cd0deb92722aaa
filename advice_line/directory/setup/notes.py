"""What a setup file leaves to be decided: times that the clock skips or shows twice."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from advice_line.directory.setup.problems import Fault, to_problem
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.rota import AbsenceEntry, CoverEntry
from advice_line.directory.setup.text_lines import Path
from advice_line.errors import Problem
from advice_line.rules import wall_clock


def notes(reading: Reading, zones: Mapping[str, str]) -> list[Problem]:
    """In the order of the file. `zones` are those of all lines by their keys; people's absences go
    by the clock of the first line."""
    found: list[Fault] = []
    for path, cover in reading.of("covers").items():
        found += _of_times(path, cover, zones[cover.line])
    for path, absence in reading.of("absences").items():
        found += _of_times(path, absence, zones[min(zones)])
    return [to_problem(each, reading.lines) for each in found]


def _of_times(path: Path, entry: CoverEntry | AbsenceEntry, zone: str) -> Iterator[Fault]:
    for name, given in (("from", entry.start), ("to", entry.end)):
        said = wall_clock.note(given, ZoneInfo(zone))
        if said is not None:
            yield Fault((*path, name), said)
