"""Who stands before a page and whether they may: asked once per request, before its route runs.

A request whose route has no rule in the table is refused. Staff are known by their session's
cookie, a practice by the cookie of the one letter whose code it typed, everybody else is nobody.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from advice_line.errors import NotAllowed, NotFound
from advice_line.rules import device_words, images_link
from advice_line.tables.directory import Line
from advice_line.trust.narrowed import WITH_ONE_FACTOR
from advice_line.trust.roles import CARRIER, NOBODY, Action, Actor, require
from advice_line.web import bearers, cookies, form_tokens
from advice_line.web.cookies import Cookies
from advice_line.web.frames import frame
from advice_line.web.rendering import Frame, page
from advice_line.web.route_table import ROUTES, Address
from advice_line.web.site import Site

# Pages of people who are not signed in: their forms are bound to the browser, not to a session.
_BOUND_TO_BROWSER = frozenset(
    {
        Action.SEE_PUBLIC,
        Action.SEE_GUIDANCE,
        Action.JOIN_MEETING,
        Action.STOP_DIGEST,
        Action.SIGN_IN,
        Action.READ_LETTER,
        Action.ACKNOWLEDGE,
        Action.ASK,
        Action.READ_QUESTION,
        Action.WRITE_QUESTION,
        Action.ANSWER_TRACER,
        Action.JOIN_PRACTICE,
        Action.SEE_PRACTICE,
        Action.KEEP_PRACTICE,
        Action.CORRECT_OWN_PRACTICE,
        Action.PLAY_DEMO,
    }
)
# Whoever has their link is known by the cookie that its code has made.
_BY_CODE = ("/q/{token}", "/a/{token}", "/you/tracers/{token}", "/practice/invited/{token}")
# People of a practice, by the browser that knows them; never by a session of staff.
_OF_PRACTICE = ("/practice", "/practice/")
# The one sign that PostgreSQL keeps in no text.
NUL = "\0"
# What a page asks by itself does not show that anybody is there.
_BY_ITSELF = frozenset({("GET", "/desk/list")})


class SignInFirst(NotAllowed):
    """Nobody is signed in, and this needs somebody."""

    sentence = "Sign in to open this."


class SecondFactorFirst(SignInFirst):
    """Somebody has shown one factor, and this needs both."""

    sentence = "Show first that it is you."


class StaleForm(NotAllowed):
    """The form's token is missing or another's; nothing was changed."""

    sentence = "This page is from an earlier visit. Open it again, then send it."


@dataclass(frozen=True)
class Visit:
    """One request to a page. `session` is the staff cookie as sent, whatever became of it;
    `browser` is this browser's own random id, `device` what it says it is in words, `where` from
    which address it came, None where that cannot be told."""

    site: Site
    actor: Actor
    now: datetime
    path: str
    session: str | None
    browser: str
    new_browser: bool
    action: Action
    where: str | None
    device: str

    def form_token(self) -> str:
        return form_tokens.make(self.site.vault, self._bound_to(self.actor))

    def holds(self, form: Mapping[str, str], *, whose: Actor | None = None) -> bool:
        """Whether the form was made for this visitor; for somebody whose session has ended on
        this browser, where they are named."""
        token = form.get(form_tokens.FIELD, "")
        return form_tokens.holds(self.site.vault, token, self._bound_to(whose or self.actor))

    def key(self, form: Mapping[str, str], files: Sequence[bytes] = ()) -> str:
        """What makes a post unique: one page has several forms, which share a token, and whoever
        goes back to it may send it with other words. The same twice is a repeat; other words are
        another thing, to be done or refused aloud. A mark of all is kept, since the path may hold a
        link's secret and the words name a patient."""
        given = [hashlib.sha256(each).hexdigest() for each in files]
        whole = json.dumps([self.path, sorted(form.items()), given])
        return f"{self.action}:{self.site.vault.mark(whole, 'form')}"

    def _bound_to(self, actor: Actor) -> str:
        if self.action is Action.SIGN_OUT:
            return f"session:{self.session}"
        if self.action in _BOUND_TO_BROWSER or actor.responder_id is None:
            return f"browser:{self.browser}"
        return f"person:{actor.responder_id}:{self.browser}"

    def frame(self, *, now: datetime | None = None, of: Line | None = None) -> Frame:
        """Round a page of this line; of the first line where none is named."""
        sign_out = form_tokens.make(self.site.vault, f"session:{self.session}")
        return frame(
            self.site,
            self.actor,
            self.path,
            now=now or self.now,
            line=(of.name, of.time_zone) if of else None,
            sign_out_token=sign_out if self.actor.member_id is None else self.form_token(),
        )

    def page(
        self,
        template: str,
        *,
        status: int = 200,
        now: datetime | None = None,
        of: Line | None = None,
        **context: object,
    ) -> Response:
        made = page(template, self.frame(now=now, of=of), status=status, **context)
        if self.new_browser:
            Cookies(secure=self.site.secure).set(made, cookies.BROWSER, self.browser)
        return made

    def go(self, path: str) -> RedirectResponse:
        """To another page of ours, after something was done."""
        return RedirectResponse(path, status_code=303)


async def guard(request: Request) -> Visit:
    """The visit, if this actor may use this route. Raises `errors.NotAllowed`, `SignInFirst`, and
    `errors.NotFound` for an address with a NUL: PostgreSQL would take it for a fault of ours."""
    if NUL in request.scope["path"] or b"%00" in request.scope["query_string"]:
        raise NotFound
    address = address_of(request)
    action = bearers.action(request, address, ROUTES.get(address))
    if action is None:
        raise NotAllowed
    if bearers.is_by_key(action):
        actor = await run_in_threadpool(bearers.actor, site_of(request), request, action)
        visit = _visit(request, actor, action)
    elif action is Action.TAKE_CARRIER_EVENT:
        # Its signature says who it is, and is checked beside the route.
        visit = _visit(request, CARRIER, action)
    else:
        actor = await run_in_threadpool(_actor, request, action, address)
        visit = _visit(request, actor, action)
    request.state.visit = visit
    _refuse_flood(visit)
    if visit.actor is NOBODY and not visit.actor.may(action):
        raise SignInFirst
    if visit.actor.only is WITH_ONE_FACTOR and not visit.actor.may(action):
        raise SecondFactorFirst
    require(visit.actor, action)
    return visit


Here = Annotated[Visit, Depends(guard)]


async def typed(request: Request, _visit: Here) -> Mapping[str, str]:
    """The fields of a form, the first value of each, without what no database keeps; files are
    none of them."""
    try:
        form = await request.form()
    except UnicodeError:  # in an alphabet that the request names and does not keep to
        raise HTTPException(400) from None
    found: dict[str, str] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, _keepable(value))
    return found


def _keepable(value: str) -> str:
    """Without NULs; half characters, which a request's own alphabet can make, become "?"."""
    return value.replace(NUL, "").encode(errors="replace").decode()


Typed = Annotated[Mapping[str, str], Depends(typed)]


async def posted(visit: Here, form: Typed) -> Mapping[str, str]:
    """The same, if the form was made for this visitor. Raises `StaleForm`."""
    if not visit.holds(form):
        raise StaleForm
    return form


Posted = Annotated[Mapping[str, str], Depends(posted)]


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def address_of(request: Request) -> Address:
    """By its route's template, never by what was filled into it."""
    return request.method, str(getattr(request.scope.get("route"), "path", ""))


def _actor(request: Request, action: Action, address: Address) -> Actor:
    site = site_of(request)
    name = cookies.STAFF
    if address[1].startswith(_BY_CODE):
        name = cookies.letter(request.path_params["token"])
    elif address[1] == _OF_PRACTICE[0] or address[1].startswith(_OF_PRACTICE[1]):
        token = Cookies(secure=site.secure).read(request.cookies, cookies.ASKER)
        return site.practice.entering.actor(token)
    session = Cookies(secure=site.secure).read(request.cookies, name)
    if session is None or action in (Action.SEE_METRICS, Action.SIGN_OUT):
        return NOBODY
    return site.signing_in.actor(session, in_use=address not in _BY_ITSELF)


def _visit(request: Request, actor: Actor, action: Action) -> Visit:
    site = site_of(request)
    jar = Cookies(secure=site.secure)
    known = jar.read(request.cookies, cookies.BROWSER)
    return Visit(
        site=site,
        actor=actor,
        now=site.clock.now(),
        path=request.url.path,
        session=jar.read(request.cookies, cookies.STAFF),
        browser=known or cookies.new_browser(),
        new_browser=known is None,
        action=action,
        where=_where(request, site),
        device=device_words.of_browser(request.headers.get("user-agent")),
    )


def _refuse_flood(visit: Visit) -> None:
    """Systems and the carrier are counted by their own rules. Raises `errors.TooManyTries`."""
    if visit.actor is NOBODY:
        visit.site.rates.of_address(visit.where, visit.now)
    elif visit.actor is not CARRIER and visit.actor.organisation_id is None:
        visit.site.rates.of_person(visit.actor.label, visit.now)


def _where(request: Request, site: Site) -> str | None:
    """From which address, as far as that can be told. Over https everybody comes by a proxy: what
    we serve is plain."""
    peer = request.client.host if request.client else None
    said = request.headers.getlist("x-forwarded-for")
    forwarded = ",".join(said) if said else None
    return images_link.caller(peer, forwarded, site.proxies, direct=not site.https)
