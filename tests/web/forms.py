"""The forms of a page as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Button:
    words: str
    name: str | None
    value: str
    action: str | None


@dataclass
class Form:
    """`fields` are those that would be sent as the page stands."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._button: Button | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given["action"])
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input":
            self._input(self._form, given)
        elif tag == "textarea":
            self._area = given["name"]
            self._form.fields[self._area] = ""
        elif tag == "button" and given.get("type") == "submit":
            self._button = Button(
                "", given.get("name"), given.get("value", ""), given.get("formaction")
            )
            self._form.buttons.append(self._button)

    def _input(self, form: Form, given: dict[str, str]) -> None:
        if given.get("type") in ("radio", "checkbox") and "checked" not in given:
            return
        form.fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area is not None:
            # The first line end of a textarea's content is not part of it.
            before = self._form.fields[self._area]
            self._form.fields[self._area] = (before + data).removeprefix("\n")
        if self._button is not None:
            self._button.words = f"{self._button.words}{data}".strip()


def forms_of(html: str) -> list[Form]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms
