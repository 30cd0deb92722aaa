"""How long a caller of a line has to listen before anybody is rung: what takes too long is told."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil

from advice_line.directory.shortfall_kinds import Kind, Shortfall
from advice_line.rules import desks, menu, menu_words, wording
from advice_line.tables.directory import Line

LONGEST_AGAIN = timedelta(seconds=8)
LONGEST_ANSWER = timedelta(seconds=25)


def too_long(line: Line) -> Iterator[Shortfall]:
    """With every desk that it may ever offer: whoever wants advice waits through them."""
    greeting = wording.greeting(line.words, recording=line.recording)
    known = desks.read(line.desks)
    most = wording.LONGEST_FIRST_WORDS
    if not menu.read(line.menu).offered:
        said = f"{greeting} {wording.menu(known)}".strip()
        yield from _of(line, "the first words of a call take", said, most)
        return
    again = menu_words.again(line.words)
    yield from _of(line, "the greeting takes", greeting, most)
    yield from _of(line, "the menu takes", menu_words.first(line.words, known), most)
    yield from _of(line, "the shorter menu takes", again, LONGEST_AGAIN)
    for each in line.answers:
        yield from _of(
            line, f"the answer of key {each['key']} takes", each["words"], LONGEST_ANSWER
        )


def _of(line: Line, what: str, words: str, most: timedelta) -> Iterator[Shortfall]:
    takes = wording.spoken(words)
    if takes > most:
        said = f"{what} about {ceil(takes.total_seconds())} seconds"
        mending = f"{most.seconds} are the most that is safe. Shorten the words."
        yield Shortfall(Kind.LONG_GREETING, line.key, f"{line.key}: {said}; {mending}")
