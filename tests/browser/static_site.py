"""The templates with fixture contexts, served on loopback: what the browser checks look at.

It keeps what was posted to it, and answers the small requests that scripts make.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from advice_line.web.rendering import STATIC_FOLDER, STATIC_PATH, render
from advice_line.web.security import SecurityHeaders
from tests.education import packed
from tests.web import charts_shown
from tests.web.contexts import PAGES, PARTS
from tests.web.contexts_demo import STATE
from tests.web.pieces import BARE_FRAME, FULL_FRAME


@dataclass
class Site:
    """`posted` holds (path, fields) in order; `demo_state` is what the demonstration answers, None
    when it is to fail."""

    url: str = ""
    posted: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    demo_state: dict[str, Any] | None = field(default_factory=lambda: dict(STATE))

    def begin(self) -> None:
        """As if nobody had been here."""
        self.posted.clear()
        self.demo_state = dict(STATE)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Mount(STATIC_PATH, StaticFiles(directory=STATIC_FOLDER)),
                Route("/show/{how}/{user}/{name}", self._show),
                Route("/charts", self._charts),
                Route("/desk/list", self._desk_list),
                Route("/desk/today/now", self._today),
                Route("/desk/{reference}/draft", self._draft, methods=["POST"]),
                Route("/desk/{reference}/record", self._record, methods=["POST"]),
                Route("/ask", self._ask, methods=["POST"]),
                Route("/ask/guidance", self._guidance, methods=["POST"]),
                Route("/ask/send", self._send, methods=["POST"]),
                Route("/library/{reference}/pictures/{picture}", self._picture),
                Route("/meetings/{meeting}/items/{item}/pictures/{picture}", self._picture),
                Route("/demo/state", self._demo),
                Route("/demo/act", self._demo_act, methods=["POST"]),
            ],
            middleware=[Middleware(SecurityHeaders, https=False)],
        )

    def _show(self, request: Request) -> Response:
        place = request.path_params
        bare, full = PAGES[f"{place['user']}/{place['name']}.html"]
        frame, context = (FULL_FRAME, full) if place["how"] == "full" else (BARE_FRAME, bare)
        template = f"{place['user']}/{place['name']}.html"
        return HTMLResponse(render(template, frame=frame, **context))

    def _charts(self, _request: Request) -> Response:
        return HTMLResponse(charts_shown.page(FULL_FRAME))

    def _picture(self, _request: Request) -> Response:
        """As large as one may be, so that it is seen whether it fits."""
        return Response(packed.film(1600, 1200), media_type="image/jpeg")

    def _desk_list(self, _request: Request) -> Response:
        context = PARTS["responder/desk_list.html"][1]
        return HTMLResponse(render("responder/desk_list.html", frame=FULL_FRAME, **context))

    def _today(self, _request: Request) -> Response:
        """After an hour in which nothing waited any more."""
        context = PARTS["responder/today_now.html"][0]
        return HTMLResponse(render("responder/today_now.html", frame=FULL_FRAME, **context))

    async def _draft(self, request: Request) -> Response:
        await self._keep_form(request)
        context = PARTS["responder/draft_kept.html"][0]
        return HTMLResponse(render("responder/draft_kept.html", frame=FULL_FRAME, **context))

    async def _ask(self, request: Request) -> Response:
        await self._keep_form(request)
        return RedirectResponse("/show/bare/requester/ask_check", status_code=303)

    async def _guidance(self, request: Request) -> Response:
        await self._keep_form(request)
        context = PARTS["requester/guidance_fits.html"][1]
        return HTMLResponse(render("requester/guidance_fits.html", frame=BARE_FRAME, **context))

    async def _send(self, request: Request) -> Response:
        await self._keep_form(request)
        return RedirectResponse("/show/bare/requester/kept", status_code=303)

    async def _record(self, request: Request) -> Response:
        await self._keep_form(request)
        return RedirectResponse("/show/full/responder/saved", status_code=303)

    async def _keep_form(self, request: Request) -> None:
        async with request.form() as form:
            fields = {name: str(value) for name, value in form.items()}
        self.posted.append((request.url.path, fields))

    def _demo(self, _request: Request) -> Response:
        if self.demo_state is None:
            return PlainTextResponse("down", status_code=503)
        return JSONResponse(self.demo_state)

    async def _demo_act(self, request: Request) -> Response:
        self.posted.append((request.url.path, await request.json()))
        return self._demo(request)


@contextmanager
def served() -> Iterator[Site]:
    """The running site. Raises RuntimeError when it cannot be served."""
    site = Site()
    config = uvicorn.Config(site.app(), port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the pages could not be served on loopback")
        threading.Event().wait(0.02)
    site.url = f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.should_exit = True
        thread.join(10)
