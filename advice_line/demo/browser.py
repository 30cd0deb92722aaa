"""Somebody's browser without a screen: it opens pages over HTTP, fills in what a form shows and
presses the button whose words it is told."""

from dataclasses import dataclass
from urllib.parse import urljoin

import requests

from advice_line.demo import markup
from advice_line.demo.markup import Button, Form

_MOST_SECONDS = 20.0


class NoSuchButton(LookupError):
    """The page has no button with these words; the message says what it shows."""


@dataclass(frozen=True)
class Page:
    url: str
    status: int
    shown: markup.Read

    @property
    def says(self) -> str:
        return self.shown.text

    @property
    def heading(self) -> str:
        return self.shown.heading

    def button(self, words: str) -> tuple[Form, Button]:
        """The first whose label begins so. Raises NoSuchButton."""
        for form in self.shown.forms:
            for button in form.buttons:
                if button.label.startswith(words):
                    return form, button
        raise NoSuchButton(f"no button {words!r} on a page ({self.status}) that says: {self.says}")


class Browser:
    """Its cookies are its own; nothing of the machine's proxies or password files comes in."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._session.trust_env = False

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def opens(self, url: str) -> Page:
        return _page(self._session.get(url, timeout=_MOST_SECONDS))

    def presses(self, page: Page, words: str, **typed: str) -> Page:
        """Send the form of this button with its fields as they stand, but for those `typed`.

        Raises NoSuchButton.
        """
        form, button = page.button(words)
        sent = {**form.fields, **typed}
        if button.name:
            sent[button.name] = button.value
        url = urljoin(page.url, button.action or form.action or page.url)
        return _page(self._session.post(url, data=sent, timeout=_MOST_SECONDS))


def _page(answer: requests.Response) -> Page:
    return Page(answer.url, answer.status_code, markup.read(answer.text))
