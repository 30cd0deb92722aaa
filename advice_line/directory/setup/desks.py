"""What is wrong with the desks of a setup file: keys given twice, numbers that must not be rung for
a caller, words that name no key."""

from collections.abc import Iterator, Mapping

from advice_line.directory.setup.file import DeskEntry
from advice_line.directory.setup.numbers import lines_and_responders
from advice_line.directory.setup.problems import Fault
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.text_lines import Path

_NUMBER = 'number = "+441632960301"'


def faults(reading: Reading, stored: Mapping[str, str]) -> Iterator[Fault]:
    """`stored` says whose each number is that is in the database already."""
    lines, mobiles = lines_and_responders(reading, stored)
    for path, line in reading.of("lines").items():
        keys = [desk.key for desk in line.desks]
        for place, desk in enumerate(line.desks):
            at = (*path, "desks", place)
            if desk.key in keys[:place]:
                said = f'"{desk.key}" is already the key of another desk of this line'
                yield Fault((*at, "key"), said, 'key = "4"')
            if desk.number in lines:
                said = f'"{desk.number}" is an advice line; its callers would come round again'
                yield Fault((*at, "number"), said, _NUMBER)
            if desk.number in mobiles:
                said = (
                    f'"{desk.number}" is a responder\'s mobile; its voicemail would answer callers'
                )
                yield Fault((*at, "number"), said, _NUMBER)
            yield from _words(at, desk)


def _words(at: Path, desk: DeskEntry) -> Iterator[Fault]:
    if desk.words is not None and desk.key not in desk.words:
        said = f"does not say which key to press, {desk.key}"
        example = f'words = "For a request or a report, press {desk.key}."'
        yield Fault((*at, "words"), said, example)
