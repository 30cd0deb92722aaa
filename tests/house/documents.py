"""The documents as the tests read them: headings and their anchors, links, tables, code."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Document:
    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def prose(self) -> str:
        """Without its blocks of code."""
        return _FENCE.sub("", self.text)

    def blocks(self, language: str | None = None) -> list[str]:
        """What its blocks of code hold; of one language where it is named ("" is without one)."""
        found = _FENCE.findall(self.text)
        return [code for kind, code in found if language is None or kind == language]

    def headings(self, level: int | None = None) -> list[str]:
        found = _HEADING.findall(self.prose)
        return [words for marks, words in found if level is None or len(marks) == level]

    @property
    def anchors(self) -> set[str]:
        return {anchor(words) for words in self.headings()}

    def links(self) -> list[str]:
        return [first or second for first, second in _LINK.findall(self.prose)]

    def section(self, heading: str) -> str:
        """From below a heading to the next one as high or higher. Raises LookupError."""
        for found in _HEADING.finditer(self.text):
            if found[2] == heading:
                rest = self.text[found.end() :]
                ends = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
                return rest[: ends.start()] if ends else rest
        raise LookupError(f"{self.name} has no heading {heading!r}")

    def marked(self) -> set[str]:
        """Everything that stands in `backticks` outside blocks."""
        return set(_CODE.findall(self.prose))


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of every table, without their heads."""
    inside = False
    for line in text.splitlines():
        if not line.startswith("|"):
            inside = False
        elif set(line) <= set("|-: "):
            inside = True
        elif inside:
            yield [
                cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")
            ]


def anchor(heading: str) -> str:
    """As the sites that show Markdown make it: lower case, no punctuation, spaces as hyphens."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    kept = (
        character
        for character in plain.lower()
        if character in " -_" or unicodedata.category(character)[0] in "LN"
    )
    return "".join(kept).replace(" ", "-")


def document(name: str) -> Document:
    """By its path in the repository, such as docs/settings.md."""
    return next(each for each in every() if each.name == name)


@cache
def every() -> tuple[Document, ...]:
    """What people read: the front page, the change log, docs, and the benchmarks' own page."""
    files = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
    files += sorted((ROOT / "benchmarks").rglob("*.md"))
    return tuple(Document(file, file.read_text(encoding="utf-8")) for file in files)
