"""Whether a setup file, laid over what is stored, fills one tier of a line twice at one time."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar

from advice_line.directory.setup import rows, spans
from advice_line.directory.setup.problems import Fault
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.text_lines import Path, nearest
from rota import overlaps
from rota.overlaps import Overlap
from rota.values import Cover, LineRota, Pattern

Kept = TypeVar("Kept", Pattern, Cover)


def faults(
    reading: Reading, stored: Mapping[str, LineRota], at_fault: Collection[Path]
) -> Iterator[Fault]:
    """Tables that are at fault already are left out: what they mean is not known yet."""
    for key, zone in spans.zones(reading, stored).items():
        rota = stored.get(key)
        patterns = {
            path: rows.pattern(each) for path, each in _own(reading, "patterns", key, at_fault)
        }
        covers = {
            path: rows.cover(each, zone) for path, each in _own(reading, "covers", key, at_fault)
        }
        yield from _of_patterns(reading, patterns, rota.patterns if rota else ())
        yield from _of_covers(reading, covers, rota.covers if rota else ())


def _own(
    reading: Reading, table: str, line: str, at_fault: Collection[Path]
) -> list[tuple[Path, Any]]:
    return [
        (path, entry)
        for path, entry in reading.of(table).items()
        if entry.line == line and path not in at_fault
    ]


def _of_patterns(
    reading: Reading, own: Mapping[Path, Pattern], stored: Collection[Pattern]
) -> Iterator[Fault]:
    paths, every = list(own), _laid_over(own, stored)
    for overlap in _of_the_file(overlaps.of_patterns(every), len(paths)):
        later, other = _later_and_other(overlap, len(paths))
        name = f'a session of the stored pattern "{every[other[0]].key}"'
        if other[0] < len(paths):
            name = _on_line(reading, (*paths[other[0]], "sessions", other[1]))
        said = (
            f"overlaps {name} on its tier, first on {overlap.at:%A} {overlap.at.day} "
            f"{overlap.at:%B %Y at %H:%M}; name everybody who shares the time in one who, "
            "or give another tier"
        )
        yield Fault((*paths[later[0]], "sessions", later[1], "time"), said, 'time = "13:00-19:00"')


def _of_covers(
    reading: Reading, own: Mapping[Path, Cover], stored: Collection[Cover]
) -> Iterator[Fault]:
    paths, every = list(own), _laid_over(own, stored)
    for overlap in _of_the_file(overlaps.of_covers(every), len(paths)):
        later, other = _later_and_other(overlap, len(paths))
        name = f'the stored cover "{every[other[0]].key}"'
        if other[0] < len(paths):
            name = _on_line(reading, paths[other[0]])
        said = f"overlaps {name} on its tier; name everybody who shares the time in one who"
        yield Fault((*paths[later[0]], "from"), said, "from = 2026-11-25T13:00:00")


def _laid_over(own: Mapping[Path, Kept], stored: Collection[Kept]) -> list[Kept]:
    """The file's first, then what is stored under other keys."""
    keys = {each.key for each in own.values()}
    return list(own.values()) + [each for each in stored if each.key not in keys]


def _of_the_file(found: list[Overlap], count: int) -> list[Overlap]:
    return [each for each in found if min(each.first, each.second)[0] < count]


def _later_and_other(overlap: Overlap, count: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The later of the two in the file, for it is the one just written, and the other one."""
    first, second = sorted((overlap.first, overlap.second))
    return (second, first) if second[0] < count else (first, second)


def _on_line(reading: Reading, path: Path) -> str:
    return f"the one on line {nearest(reading.lines, path)}"
