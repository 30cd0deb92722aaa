"""The deployment's lines on a page that shows one of them: which others there are, and addresses
that stay with the one shown. Where there is only one line, neither is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from advice_line.tables.directory import Line


@dataclass(frozen=True)
class LineChoice:
    name: str
    href: str
    current: bool


def choices(path: str, shown: Line, lines: Sequence[Line]) -> list[LineChoice]:
    """Each line with the address of this page for it; none where there is no choice."""
    if len(lines) < 2:
        return []
    return [LineChoice(each.name, _for(path, each), each.key == shown.key) for each in lines]


def staying(path: str, shown: Line, lines: Sequence[Line]) -> str:
    """The address of another page for the line that is shown."""
    return path if len(lines) < 2 else _for(path, shown)


def _for(path: str, line: Line) -> str:
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'line': line.key})}"
