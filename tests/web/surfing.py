"""A person with a browser, for stories that read as speech."""

import html
import json
import re
from typing import Self

import httpx2

from advice_line.demo.markup import Form
from advice_line.demo.markup import read as read_page
from tests.stories.scene import PUBLIC_URL
from tests.web.locks import POCKET, Lock
from tests.web.markup import read

_TAGS = re.compile(r"<[^>]+>")
_ASKED = re.compile(
    r'<form method="post" action="(?P<action>[^"]*)" data-passkey="(?P<act>\w+)"'
    r' data-asked="(?P<asked>[^"]*)" hidden>'
)
_SECOND = "/signin/second"


class Surfer:
    """One browser with its own cookies. Every page it is shown must be sound.

    `client` leads to the pages, which believe themselves at PUBLIC_URL, and follows redirects.
    Where a page asks its person to show that it is them, the `lock` of their device does so at
    once, as they would; with None they do it by themselves.
    """

    def __init__(self, client: httpx2.Client, lock: Lock | None = POCKET) -> None:
        self.client = client
        self.lock = lock
        self.status = 0
        self.page = ""
        self.address = ""

    def opens(self, path: str) -> Self:
        return self.took(self.client.get(path.removeprefix(PUBLIC_URL)))

    def posts(self, path: str, fields: dict[str, str]) -> Self:
        return self.took(self.client.post(path, data=fields))

    def uploads(self, path: str, fields: dict[str, str], file: tuple[str, bytes, str]) -> Self:
        return self.took(self.client.post(path, data=fields, files={"file": file}))

    def presses(self, words: str, **fields: str) -> Self:
        """Fill in the form that has this button, and press it."""
        form = self.form(words)
        button = next(each for each in form.buttons if each.label == words)
        sent = form.fields | fields | ({button.name: button.value} if button.name else {})
        if form.method == "get":
            return self.took(self.client.get(form.action, params=sent))
        return self.posts(button.action or form.action, sent)

    def unlocks(self, words: str, lock: Lock, user: str | None = None, **fields: str) -> Self:
        """Press the button of these words that asks the device's lock, which answers."""
        form, asked = self.form(words), self.asked(self.form(words).action)
        making = "user" in json.loads(asked)
        said = lock.made(asked) if making else lock.answered(asked, user)
        return self.posts(form.action, form.fields | fields | {"credential": said})

    def asked(self, action: str) -> str:
        """What the form of this address asks the lock, as JSON."""
        asks = (each for each in _ASKED.finditer(self.page) if each["action"] == action)
        return html.unescape(next(asks)["asked"])

    def follows(self, words: str) -> Self:
        """The first link whose words begin so."""
        before = self.page[: self.page.index(f">{words}")]
        return self.opens(html.unescape(before[before.rindex('href="') + 6 :].partition('"')[0]))

    def forms(self) -> list[Form]:
        return list(read_page(self.page).forms)

    def form(self, words: str) -> Form:
        """The form with a button of these words."""
        forms = self.forms()
        labels = [button.label for form in forms for button in form.buttons]
        assert words in labels, f"no button {words!r} among {labels} at {self.address}"
        return next(f for f in forms if any(button.label == words for button in f.buttons))

    def own_token(self) -> str:
        """Of any form made for this person on this browser; it holds on every page of theirs."""
        away = Surfer(self.client).opens("/rota/mine/away").form("Save")
        return away.fields["form_token"]

    def sees(self, *words: str) -> Self:
        for each in words:
            assert each in self.text, f"{each!r} is not at {self.address}: {self.text[:3000]}"
        return self

    def never_sees(self, *words: str) -> Self:
        for each in words:
            assert each not in self.page, f"{each!r} is at {self.address}"
        return self

    def is_refused(self, status: int) -> Self:
        assert self.status == status, f"{self.status} at {self.address}: {self.text[:1000]}"
        return self

    def is_at(self, path: str) -> Self:
        assert self.address == path, f"at {self.address} ({self.status}): {self.text[:1000]}"
        return self

    @property
    def text(self) -> str:
        main = self.page.partition("<main")[2] or self.page
        return " ".join(html.unescape(_TAGS.sub(" ", main)).split())

    def took(self, answer: httpx2.Response) -> Self:
        self.status = answer.status_code
        self.address = str(answer.url).removeprefix(PUBLIC_URL)
        self.headers = dict(answer.headers)
        self.page = answer.text
        if self.headers.get("content-type", "").startswith("text/html") and "<html" in self.page:
            assert read(self.page).mistakes == []
        shown = self.lock is not None and self.address.startswith(_SECOND)
        return self._shows_that_it_is_them(self.lock) if shown and self.lock else self

    def _shows_that_it_is_them(self, lock: Lock) -> Self:
        found = _ASKED.search(self.page)
        asked = html.unescape(found["asked"]) if found else ""
        if found is None or (found["act"] == "get" and not lock.has_one_of(asked)):
            return self
        return self.unlocks("Use this device’s lock", lock)
