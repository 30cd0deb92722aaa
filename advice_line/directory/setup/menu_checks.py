"""What is wrong with the menus of a setup file: words that name no key, keys given twice, callers
whom nobody knows."""

from collections.abc import Collection, Iterator

from advice_line.directory.setup.file import LineEntry
from advice_line.directory.setup.problems import Fault, did_you_mean
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.text_lines import Path
from advice_line.rules import menu_words, ring_back_words

ADVICE_LATER = "2"


def faults(reading: Reading, callers: Collection[str]) -> Iterator[Fault]:
    """`callers` are the keys of all organisations and requesters, of the file and stored."""
    for path, line in reading.of("lines").items():
        yield from _words(path, line)
        yield from _time(path, line)
        yield from _answers(path, line)
        if line.menu.offered:
            yield from _desks(path, line)
        for place, key in enumerate(line.menu.skip_for):
            if key not in callers:
                yield _nobody((*path, "menu", "skip_for", place), key, callers)


def _words(path: Path, line: LineEntry) -> Iterator[Fault]:
    for name, keys in menu_words.KEYS.items():
        said = getattr(line.words, name)
        missing = [key for key in keys if said is not None and key not in said]
        if missing:
            default = menu_words.DEFAULTS[name]
            does = f"does not say which key to press, {', '.join(missing)}"
            yield Fault((*path, "words", name), does, f'{name} = "{default}"')


def _time(path: Path, line: LineEntry) -> Iterator[Fault]:
    said = line.words.call_back_choice
    if said is not None and ring_back_words.TIME not in said:
        does = f"does not say by when, {ring_back_words.TIME}"
        like = f'call_back_choice = "{ring_back_words.CHOICE}"'
        yield Fault((*path, "words", "call_back_choice"), does, like)


def _answers(path: Path, line: LineEntry) -> Iterator[Fault]:
    keys = [each.key for each in line.answers]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            said = f'"{key}" is already the key of another answer of this line'
            yield Fault((*path, "answers", place, "key"), said, 'key = "4"')


def _desks(path: Path, line: LineEntry) -> Iterator[Fault]:
    for place, desk in enumerate(line.desks):
        if desk.key == ADVICE_LATER:
            said = f'"{ADVICE_LATER}" is the menu\'s key for advice that can wait'
            yield Fault((*path, "desks", place, "key"), said, 'key = "5"')


def _nobody(path: Path, key: str, known: Collection[str]) -> Fault:
    meant = did_you_mean(key, known)
    hint = f'; did you mean "{meant}"?' if meant else ""
    return Fault(path, f'no organisation or requester has the key "{key}"{hint}', "skip_for = []")
