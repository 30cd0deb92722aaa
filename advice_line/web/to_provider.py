"""A browser on its way to a provider of sign-ins and back: the cookie that it is sent with and
comes back with, by which nobody else can come back for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from advice_line.ports.identity import CameBack
from advice_line.trust.there_and_back import LIFETIME, Begun, Refused, name_of
from advice_line.trust_kinds import SignInRefusal
from advice_line.web.access import Here, Visit
from advice_line.web.cookies import Cookies

_LONGEST = 2_000


@dataclass(frozen=True)
class Returning:
    """What came in the address, and with which cookies."""

    back: CameBack
    request: Request


def returning(
    request: Request,
    _visit: Here,
    state: str = "",
    code: str = "",
    iss: str = "",
    error: str = "",
) -> Returning:
    back = CameBack(state[:_LONGEST], code[:_LONGEST], iss[:_LONGEST], error[:_LONGEST])
    return Returning(back, request)


Return = Annotated[Returning, Depends(returning)]


@dataclass(frozen=True)
class Way:
    """Each has cookies of its own, named by `cookie`: two may be on their way in one browser.
    `refused` is the page of whoever is not signed in."""

    cookie: str
    refused: Callable[[Visit, Refused], Response]

    def go(self, visit: Visit, begin: Callable[[], Begun]) -> Response:
        """By a link and not by a form: our policy lets no form lead to another site."""
        try:
            begun = begin()
        except Refused as refused:
            return self.refused(visit, refused)
        answer = visit.go(begun.address)
        jar = Cookies(secure=visit.site.secure)
        jar.set(answer, f"{self.cookie}{begun.name}", begun.cookie, LIFETIME)
        return answer

    def come_back(
        self,
        visit: Visit,
        returned: Returning,
        finish: Callable[[CameBack, str | None], Response],
    ) -> Response:
        """The cookie goes whatever becomes of it: it serves once."""
        jar, name = (
            Cookies(secure=visit.site.secure),
            f"{self.cookie}{name_of(returned.back.state)}",
        )
        try:
            answer = finish(returned.back, jar.read(returned.request.cookies, name))
        except Refused as refused:
            answer = self.refused(visit, refused)
        jar.drop(answer, name)
        return answer


def status(refused: Refused) -> int:
    return 503 if refused.refusal is SignInRefusal.PROVIDER_DOWN else 403
