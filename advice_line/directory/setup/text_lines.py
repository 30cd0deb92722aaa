"""On which line of a TOML text each field stands; `tomllib` checks the text but keeps no places.

The walker relies on a text that `tomllib` has accepted, so it need only know where things begin
and end, not whether they are right.
"""

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SKIPPED = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_QUOTED = {
    '"""': re.compile(r'"""(?:\\.|(?!""").)*"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''.*?'{3,5}", re.DOTALL),
    '"': re.compile(r'"(?:\\.|[^"\\])*"'),
    "'": re.compile(r"'[^']*'"),
}
_SCALAR = re.compile(r"[^,\]}\n#]+")


def find_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, field and item, by its path: ("lines", 0, "number").

    Raises nothing for a text that `tomllib` accepts; means nothing for any other.
    """
    lines: dict[Path, int] = {}
    for path, line in _Walker(text).fields():
        for end in range(1, len(path) + 1):
            lines.setdefault(path[:end], line)
    return lines


def nearest(lines: Mapping[Path, int], path: Path) -> int:
    """The line of the path, or of the innermost thing around it: what is missing has none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Walker:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.counts: dict[Path, int] = {}

    def fields(self) -> Iterator[tuple[Path, int]]:
        table: Path = ()
        self._skip()
        while self.place < len(self.text):
            if self._next("["):
                line = self._line()
                table = self._header()
                yield table, line
            else:
                yield from self._pair(table)
            self._skip()

    def _header(self) -> Path:
        array = self._take("[[")
        if not array:
            self._take("[")
        path: Path = ()
        names = self._keys()
        for depth, name in enumerate(names, start=1):
            path = (*path, name)
            if array and depth == len(names):
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        self._skip()
        self._take("]]" if array else "]")
        return path

    def _pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        line = self._line()
        path = table
        for name in self._keys():
            path = (*path, name)
            yield path, line
        self._skip()
        self._take("=")
        self._skip()
        yield from self._value(path)

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        if self._take("["):
            yield from self._items(path)
        elif self._take("{"):
            self._skip()
            while not self._take("}"):
                yield from self._pair(path)
                self._past_comma()
        elif (quote := self._quote()) is not None:
            self._match(_QUOTED[quote])
        else:
            self._match(_SCALAR)

    def _items(self, path: Path) -> Iterator[tuple[Path, int]]:
        self._skip()
        number = 0
        while not self._take("]"):
            yield (*path, number), self._line()
            yield from self._value((*path, number))
            self._past_comma()
            number += 1

    def _keys(self) -> list[str]:
        names = []
        while True:
            self._skip()
            quote = self._quote()
            pattern = _BARE_KEY if quote is None else _QUOTED[quote]
            names.append(self._match(pattern).strip("\"'"))
            self._skip()
            if not self._take("."):
                return names

    def _past_comma(self) -> None:
        self._skip()
        self._take(",")
        self._skip()

    def _skip(self) -> None:
        self._match(_SKIPPED)

    def _quote(self) -> str | None:
        return next((quote for quote in _QUOTED if self._next(quote)), None)

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.place)
        if found is None:
            raise ValueError(f"not TOML at line {self._line()}")
        self.place = found.end()
        return found.group()

    def _next(self, token: str) -> bool:
        return self.text.startswith(token, self.place)

    def _take(self, token: str) -> bool:
        if not self._next(token):
            return False
        self.place += len(token)
        return True

    def _line(self) -> int:
        return self.text.count("\n", 0, self.place) + 1
