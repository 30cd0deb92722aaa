"""What a page says and which forms stand on it, read from its HTML as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "title", "head"})
_CHECKED = frozenset({"checkbox", "radio"})


@dataclass(frozen=True)
class Button:
    label: str
    name: str | None
    value: str
    action: str | None


@dataclass
class Form:
    """`fields` are sent as they stand unless somebody fills them in otherwise."""

    action: str
    method: str = "post"
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)


@dataclass(frozen=True)
class Read:
    """`heading` is the first of the page; `text` is all that is shown, blanks run together."""

    heading: str
    text: str
    forms: tuple[Form, ...]


def read(html: str) -> Read:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Read(
        heading=" ".join("".join(reader.heading).split()),
        text=" ".join("".join(reader.text).split()),
        forms=tuple(reader.forms),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.heading: list[str] = []
        self.text: list[str] = []
        self._form: Form | None = None
        self._silent = 0
        self._heading_open = False
        self._area: str | None = None
        self._select: str | None = None
        self._button: dict[str, str | None] | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.text.append(" ")
        if tag in _SILENT:
            self._silent += 1
        elif tag == "h1":
            self._heading_open = not self.heading
        elif tag == "form":
            self._form = Form(given.get("action") or "", given.get("method") or "get")
            self.forms.append(self._form)
        elif tag == "input":
            self._input(given)
        elif tag == "select":
            self._select = given.get("name")
        elif tag == "option" and self._select and "selected" in given:
            self._fill(self._select, given.get("value") or "")
        elif tag == "textarea":
            self._area, self._words = given.get("name"), []
        elif tag == "button" and given.get("type") == "submit":
            self._button, self._words = given, []

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent -= 1
        elif tag == "h1":
            self._heading_open = False
        elif tag == "form":
            self._form = None
        elif tag == "textarea" and self._area is not None:
            # HTML drops one line end after the opening tag.
            self._fill(self._area, "".join(self._words).removeprefix("\n"))
            self._area = None
        elif tag == "button" and self._button is not None:
            self._end_button(self._button)
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._heading_open:
            self.heading.append(data)
        if self._area is not None or self._button is not None:
            self._words.append(data)
        if self._area is None:
            self.text.append(data)

    def _input(self, given: dict[str, str | None]) -> None:
        name, kind = given.get("name"), given.get("type") or "text"
        if name and (kind not in _CHECKED or "checked" in given):
            self._fill(name, given.get("value") or "")

    def _fill(self, name: str, value: str) -> None:
        if self._form is not None:
            self._form.fields[name] = value

    def _end_button(self, given: dict[str, str | None]) -> None:
        if self._form is None:
            return
        label = " ".join("".join(self._words).split())
        self._form.buttons.append(
            Button(label, given.get("name"), given.get("value") or "", given.get("formaction"))
        )
