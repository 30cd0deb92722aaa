"""What is wrong with the test numbers of a setup file: one that is somebody's already would ring
them each morning, or be rung by the line itself."""

from collections.abc import Iterator, Mapping

from advice_line.directory.setup.problems import Fault
from advice_line.directory.setup.reading import Reading

_EXAMPLE = 'number = "+441632960998"'


def faults(reading: Reading, stored: Mapping[str, str]) -> Iterator[Fault]:
    """`stored` says whose each number is that is in the database already."""
    taken = set(stored) | {line.number for line in reading.of("lines").values()}
    taken |= {person.mobile for person in reading.people().values()}
    taken |= {each for practice in reading.of("organisations").values() for each in practice.phones}
    for path, line in reading.of("lines").items():
        own = {line.switchboard, *(desk.number for desk in line.desks)}
        if line.test_call is not None and line.test_call.number in taken | own:
            said = (
                f'"{line.test_call.number}" is somebody\'s telephone; the test call needs a number '
                "of the account that nobody answers"
            )
            yield Fault((*path, "test_call", "number"), said, _EXAMPLE)
