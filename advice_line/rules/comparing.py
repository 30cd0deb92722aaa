"""Two versions of a text beside each other, line by line, and word by word within a line that was
changed."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Lines of what stayed the same that are shown round what changed.
AROUND = 2
_WORDS = re.compile(r"\s+|\S+")
_ALIKE = 0.4


class Fate(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Piece:
    text: str
    changed: bool


@dataclass(frozen=True)
class Row:
    """One line and what became of it; `LEFT_OUT` stands for lines that stayed the same."""

    fate: Fate
    pieces: tuple[Piece, ...]


def compare(old: str, new: str) -> list[Row]:
    """In the order of the new text; empty where nothing changed."""
    before, after = old.splitlines(), new.splitlines()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    rows: list[Row] = []
    reached = 0
    for group in matcher.get_grouped_opcodes(AROUND):
        if group[0][1] > reached:
            rows.append(Row(Fate.LEFT_OUT, ()))
        for tag, start, end, from_, to in group:
            if tag == "equal":
                rows += [_whole(Fate.SAME, each) for each in before[start:end]]
            else:
                rows += _changed(before[start:end], after[from_:to])
        reached = group[-1][2]
    if rows and reached < len(before):
        rows.append(Row(Fate.LEFT_OUT, ()))
    return rows


def _changed(gone: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Line against line as far as both go."""
    both = min(len(gone), len(new))
    for old, fresh in zip(gone[:both], new[:both], strict=True):
        yield from _line(old, fresh)
    yield from (_whole(Fate.GONE, each) for each in gone[both:])
    yield from (_whole(Fate.NEW, each) for each in new[both:])


def _line(old: str, new: str) -> Iterator[Row]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield _whole(Fate.GONE, old)
        yield _whole(Fate.NEW, new)
        return
    codes = matcher.get_opcodes()
    gone = [Piece("".join(before[a:b]), tag != "equal") for tag, a, b, _, _ in codes if a < b]
    fresh = [Piece("".join(after[a:b]), tag != "equal") for tag, _, _, a, b in codes if a < b]
    yield Row(Fate.GONE, tuple(gone))
    yield Row(Fate.NEW, tuple(fresh))


def _whole(fate: Fate, line: str) -> Row:
    return Row(fate, (Piece(line, False),))
