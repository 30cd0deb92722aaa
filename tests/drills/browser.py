"""A person's browser, reduced to what a drill needs: pages, their forms, cookies, and patience.

Where the connection breaks, the same request goes again, as a person taps once more: the form and
its token are the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

import requests

_TRIES = 4
_SECONDS = 15.0
_TOKEN = re.compile(r'name="form_token"\s+value="([^"]+)"')
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


@dataclass(frozen=True)
class Page:
    path: str
    status: int
    text: str
    content: bytes
    headers: Mapping[str, str]

    @property
    def token(self) -> str:
        found = _TOKEN.search(self.text)
        assert found is not None, f"{self.path} ({self.status}) has no form"
        return unescape(found[1])


class Browser:
    """`local` is where the pages are answered, `public` what the browser believes: it keeps our
    cookies by hand, since no client sends `Secure` ones over plain HTTP."""

    def __init__(self, local: str, public: str) -> None:
        self.asked: list[str] = []
        self.cookies: dict[str, str] = {}
        self._local = local
        self._public = public
        self._session = requests.Session()
        self._session.trust_env = False

    def get(self, path: str) -> Page:
        return self._ask("GET", path, None)

    def post(self, path: str, form: Mapping[str, str], on: Page) -> Page:
        """Send a form that stood on the page `on`, and follow where it leads."""
        return self._ask("POST", path, {**form, "form_token": on.token})

    def _ask(self, method: str, path: str, form: Mapping[str, str] | None) -> Page:
        self.asked.append(path)
        answer = self._send(method, path, form)
        for name, value in answer.cookies.items():
            self.cookies[name] = value
        if answer.status_code == 303:
            to = urlsplit(answer.headers["location"])
            return self.get(to.path + (f"?{to.query}" if to.query else ""))
        return Page(path, answer.status_code, answer.text, answer.content, answer.headers)

    def _send(
        self, method: str, path: str, form: Mapping[str, str] | None
    ) -> requests.Response:
        headers = {"Host": urlsplit(self._public).netloc}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        for left in reversed(range(_TRIES)):
            try:
                return self._session.request(
                    method,
                    self._local + path,
                    data=form,
                    headers=headers,
                    timeout=_SECONDS,
                    allow_redirects=False,
                )
            except requests.ConnectionError:
                if not left:
                    raise
        raise AssertionError("unreachable")
