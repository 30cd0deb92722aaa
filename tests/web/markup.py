"""Reads a page strictly: what a browser would silently mend is an error here."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    within: tuple[str, ...] = ()


@dataclass
class Markup:
    elements: list[Element] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    def by_id(self, wanted: str) -> Element:
        return next(e for e in self.elements if e.attributes.get("id") == wanted)

    def named(self, name: str) -> list[Element]:
        return [e for e in self.elements if e.attributes.get("name") == name]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = Markup()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self._wrong(f"<{tag}> repeats an attribute")
        element = Element(
            tag,
            {name: value or "" for name, value in attrs},
            self.getpos()[0],
            within=tuple(parent.tag for parent in self._open),
        )
        self.markup.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            at = self._open[-1].tag if self._open else "nothing"
            self._wrong(f"</{tag}> closes <{at}>")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def _wrong(self, what: str) -> None:
        self.markup.mistakes.append(f"line {self.getpos()[0]}: {what}")

    def finish(self) -> Markup:
        self.close()
        for element in self._open:
            self.markup.mistakes.append(f"line {element.line}: <{element.tag}> is never closed")
        return self.markup


def read(html: str) -> Markup:
    reader = _Reader()
    reader.feed(html)
    return reader.finish()
