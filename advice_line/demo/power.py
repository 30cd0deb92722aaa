"""The line's server, which somebody who tries the demonstration may stop: nothing of it answers
then, neither the carrier nor anybody's browser; only the demonstration's own page does."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from advice_line.jobs import Job
from advice_line.web.rendering import STATIC_PATH

_ITS_OWN = ("/demo", f"{STATIC_PATH.rstrip('/')}/")
_STOPPED = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>No answer</title>'
    "<h1>The server does not answer</h1><p>It was stopped in the demonstration, and none of its "
    'pages can be reached. <a href="/demo">Let it come back on the demonstration’s page</a>.</p>'
)


class Power:
    """`alone` is held by whoever works at the moment: the worker, or time that passes at once."""

    def __init__(self) -> None:
        self.on = True
        self.alone = threading.RLock()

    def behind(self, app: ASGIApp) -> ASGIApp:
        """The application as it is reached: not at all while there is no power."""

        async def reached(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or self.on or scope["path"].startswith(_ITS_OWN):
                await app(scope, receive, send)
            else:
                await HTMLResponse(_STOPPED, status_code=503)(scope, receive, send)

        return reached

    def jobs(self, jobs: Sequence[Job]) -> Sequence[Job]:
        """These, of which none does anything while there is no power."""
        return [replace(job, run=partial(self._run, job)) for job in jobs]

    def _run(self, job: Job) -> int:
        with self.alone:
            return job.run() if self.on else 0
