"""The ASGI application as a process runs it: checked and stamped, with its sender at work."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI

from advice_line import assembly, logs
from advice_line.assembly import Service
from advice_line.directory import opening_ahead
from advice_line.directory.opening_ahead import OpeningDay
from advice_line.errors import Misconfigured
from advice_line.ledger.data_keys import hold_to_keys
from advice_line.ledger.stamp import stamp
from advice_line.presence import Presence
from advice_line.rules import labels
from advice_line.settings import Settings

ACTOR = "system"

_log = structlog.get_logger()


def create() -> FastAPI:
    """What an ASGI server is given: `uvicorn --factory advice_line.main:create`.

    Raises `errors.Misconfigured` when migrations are missing or stamp or keys do not fit.
    """
    logs.configure()
    return ready(assembly.build(Settings()))


def ready(service: Service, answers: Callable[[], bool] = lambda: True) -> FastAPI:
    """The application of a service, with its sender from the first request to the last; `answers`
    is False while nothing is let through to it.

    Raises what `create` raises.
    """
    if service.ledger.db.behind():
        raise Misconfigured("The database is not up to date. Run: advice-line db upgrade")
    with service.ledger.work(ACTOR) as work:
        stamp(work, service.settings.rehearsal)
        hold_to_keys(work, writes=True)
    _tell_opening(service)

    @asynccontextmanager
    async def at_work(_app: FastAPI) -> AsyncIterator[None]:
        presence = Presence(service.ledger, answers)
        presence.start()
        service.sender.start()
        try:
            yield
        finally:
            presence.stop()
            service.close()

    service.app.router.lifespan_context = at_work
    return service.app


def _tell_opening(service: Service) -> None:
    """The next fortnight, line by line: a wrong clock change or bank holiday is seen here before
    anybody rings a closed line. Why it is closed for a while, somebody typed into a page: that is
    kept out of logs (H07)."""
    with service.ledger.look(ACTOR) as work:
        for day in opening_ahead.days(work):
            _log.info(
                "opening",
                line=day.line,
                date=day.date.isoformat(),
                hours=", ".join(day.open) or labels.closed(day.reason),
                **({"closed": _closed(day)} if day.closures else {}),
            )


def _closed(day: OpeningDay) -> str:
    return ", ".join(each.time for each in day.closures)
