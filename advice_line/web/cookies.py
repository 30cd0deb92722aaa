"""Our cookies: who is signed in, which letters were opened, which browser this is.

Each is `__Host-`, Secure, HttpOnly and SameSite=Lax: a link in a text message or a mail must find
its reader signed in. On localhost the prefix and Secure are left out, because no client would send
them back by plain http.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from starlette.responses import Response

from advice_line.trust import sessions

STAFF = "session"
BROWSER = "browser"
# Who asks in it, once they have shown that their address is theirs.
ASKER = "asker"
# One per letter, named after the public half of its link: a practice may have several open.
LETTER = "letter-"
_LINK_ID = 16


class Cookies:
    def __init__(self, *, secure: bool) -> None:
        self._secure = secure
        self._prefix = "__Host-" if secure else ""

    def read(self, sent: Mapping[str, str], name: str) -> str | None:
        return sent.get(f"{self._prefix}{name}") or None

    def set(
        self, response: Response, name: str, value: str, lasts: timedelta | None = None
    ) -> None:
        """Without `lasts` it ends with the browser."""
        response.set_cookie(
            f"{self._prefix}{name}",
            value,
            max_age=None if lasts is None else int(lasts.total_seconds()),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

    def sign_in(self, response: Response, session: str) -> None:
        # It outlives its session by a shift, so that what is typed after the end can be kept.
        self.set(response, STAFF, session, sessions.SHIFT * 2)

    def open_letter(self, response: Response, link: str, session: str) -> None:
        self.set(response, letter(link), session, sessions.LETTER)

    def drop(self, response: Response, name: str) -> None:
        self.set(response, name, "", timedelta(0))

    def leave(self, response: Response, name: str) -> None:
        """Of whoever signs out: what the browser kept of our pages, and what was typed and not
        sent, goes too. Not its cookies: they say which browser it is."""
        self.drop(response, name)
        response.headers["clear-site-data"] = '"cache", "storage"'


def letter(link: str) -> str:
    """The name of a letter's cookie; what is no link of ours still makes a sound name."""
    public = "".join(character for character in link[:_LINK_ID] if character.isalnum())
    return f"{LETTER}{public}"


def new_browser() -> str:
    return secrets.token_urlsafe(24)
