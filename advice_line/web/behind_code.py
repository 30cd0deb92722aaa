"""The pages of whatever lies behind a link and a code: that it is there, its code, and a fresh link
for one that has expired. What lies there is shown by the page of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from starlette.responses import Response

from advice_line.errors import Expired, Invalid, Problem
from advice_line.tables.directory import Line
from advice_line.web import code_page
from advice_line.web.access import Visit
from advice_line.web.cookies import Cookies


class Seen(Protocol):
    """What anybody who has the link may know."""

    @property
    def line(self) -> Line: ...
    @property
    def sent_to(self) -> str | None: ...
    @property
    def expired(self) -> bool: ...
    @property
    def now(self) -> datetime: ...


_Seen = TypeVar("_Seen", bound=Seen)
_Shows = TypeVar("_Shows", bound=Seen, covariant=True)


class Box(Protocol[_Shows]):
    """Its door in the desk. `ask_fresh` returns whether a link goes, or has
    just gone."""

    def look(self, token: str) -> _Shows: ...
    def send_code(self, token: str, browser: str) -> None: ...
    def open(self, token: str, browser: str, typed: str) -> str: ...
    def ask_fresh(self, token: str) -> bool: ...


@dataclass(frozen=True)
class Gate(Generic[_Seen]):
    """`place` is before the token in its addresses; `sends` whether a code can leave at all: to say
    that one was sent would be untrue. `waiting` shows that something is there, and nothing of it;
    `renews` whether a fresh link helps, `explained` is said where one does."""

    place: str
    explained: str
    box: Callable[[Visit], Box[_Seen]]
    sends: Callable[[Visit, _Seen], bool]
    waiting: Callable[[Visit, str, _Seen, int], Response]
    renews: Callable[[Visit, _Seen], bool] = lambda _visit, _seen: True

    def closed(self, visit: Visit, token: str) -> Response:
        """To a browser that has typed no code."""
        return self._closed(visit, token, self.box(visit).look(token))

    def send_code(self, visit: Visit, token: str) -> Response:
        seen = self.box(visit).look(token)
        if seen.expired or not self.sends(visit, seen):
            return self._closed(visit, token, seen, 503)
        self.box(visit).send_code(token, visit.browser)
        return visit.go(f"{self.place}/{token}/code")

    def ask_code(
        self, visit: Visit, token: str, status: int = 200, problems: Sequence[Problem] = ()
    ) -> Response:
        seen = self.box(visit).look(token)
        if seen.expired or seen.sent_to is None:
            return self._closed(visit, token, seen)
        return code_page.asked(
            visit,
            f"{self.place}/{token}",
            line=seen.line,
            now=seen.now,
            sent_to=seen.sent_to,
            status=status,
            problems=problems,
        )

    def open(self, visit: Visit, token: str, code: str) -> Response:
        try:
            session = self.box(visit).open(token, visit.browser, code)
        except Invalid as error:
            return self.ask_code(visit, token, 422, error.problems)
        except Expired as error:
            return self.ask_code(visit, token, 410, [Problem("code", error.sentence)])
        answer = visit.go(f"{self.place}/{token}")
        Cookies(secure=visit.site.secure).open_letter(answer, token, session)
        return answer

    def fresh(self, visit: Visit, token: str) -> Response:
        goes = self.box(visit).ask_fresh(token)
        seen = self.box(visit).look(token)
        return self._expired(visit, token, seen, sent=True) if goes else self.closed(visit, token)

    def _closed(self, visit: Visit, token: str, seen: _Seen, status: int = 200) -> Response:
        if not seen.expired:
            return self.waiting(visit, token, seen, status)
        if seen.sent_to is None or not self.renews(visit, seen):
            return self.waiting(visit, token, seen, 410)
        return self._expired(visit, token, seen)

    def _expired(self, visit: Visit, token: str, seen: _Seen, *, sent: bool = False) -> Response:
        return visit.page(
            "public/link_expired.html",
            status=200 if sent else 410,
            now=seen.now,
            of=seen.line,
            heading="This link has expired",
            explanation=self.explained,
            sent_to=seen.sent_to,
            action=f"{self.place}/{token}/fresh",
            sent=sent,
            form_token=visit.form_token(),
        )
