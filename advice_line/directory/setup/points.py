"""What is wrong with the contact points of a setup file: two for one tier, or a number that is
somebody's own."""

from collections.abc import Iterator, Mapping

from advice_line.directory.setup.numbers import lines_and_responders
from advice_line.directory.setup.problems import Fault
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.text_lines import nearest

_NUMBER = 'number = "+441632960401"'


def faults(
    reading: Reading, numbers: Mapping[str, str], points: Mapping[str, tuple[str, str]]
) -> Iterator[Fault]:
    """`numbers` says whose each number is that is in the database already, `points` which line and
    tier each contact point there has."""
    yield from _two_for_one_tier(reading, points)
    lines, mobiles = lines_and_responders(reading, numbers)
    for path, point in reading.of("contact_points").items():
        if point.number in lines:
            said = f'"{point.number}" is an advice line; it would ring itself'
            yield Fault((*path, "number"), said, _NUMBER)
        if point.number in mobiles:
            said = f'"{point.number}" is a responder\'s mobile, which is rung without this'
            yield Fault((*path, "number"), said, _NUMBER)


def _two_for_one_tier(reading: Reading, points: Mapping[str, tuple[str, str]]) -> Iterator[Fault]:
    seen = {place: f'the stored "{key}"' for key, place in points.items()}
    for path, point in reading.of("contact_points").items():
        place = (point.line, point.tier)
        if point.in_use and place in seen:
            said = f"tier {point.tier} of {point.line} is reached by {seen[place]} already"
            yield Fault((*path, "tier"), said, "in_use = false")
        elif point.in_use:
            seen[place] = f"the one on line {nearest(reading.lines, path)}"
