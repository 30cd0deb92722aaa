"""Bad minutes of our own side while anybody rings: a database that is locked for one request, an
address that nobody reaches, a server that stands still with its worker and comes back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

from sqlmodel import Session

from advice_line.errors import Busy
from integrations.sandbox.chaos import Chaos
from integrations.sandbox.posting import Form
from integrations.sandbox.records import Webhook
from tests.weeks.town import Town

STANDS_STILL = "the server stands still on purpose"
_OUT_OF_REACH = 40.0


class Locks:
    """The next request of the carrier's that writes finds the database locked, once for each
    `strike`. Nobody waits for it here: that is shown where the lock is real."""

    def __init__(self, here: Town) -> None:
        self._due, self._armed = 0, False
        hooks, database = here.world.carrier.hooks, here.world.ledger.db
        self._posts, self._writes = hooks.send_as_is, database.writing
        hooks.send_as_is = self._post  # type: ignore[assignment,method-assign] # of this one world
        database.writing = self._writing  # type: ignore[method-assign] # the same

    def strike(self) -> None:
        self._due += 1

    def _post(self, *sent: Any) -> Webhook:
        if not self._due:
            return self._posts(*sent)
        self._due, self._armed = self._due - 1, True
        try:
            return self._posts(*sent)
        finally:
            self._armed = False

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        if self._armed:
            raise Busy
        with self._writes() as session:
            yield session


def nobody_reaches_us(here: Town) -> None:
    """At the number's own address; whoever is on the line already is not touched."""
    board, clock = here.world.carrier.chaos, here.world.carrier.clock
    board.set(Chaos.FAIL_OVER)
    clock.call_in(_OUT_OF_REACH, lambda: board.set(Chaos.FAIL_OVER, 0))


def stands_still(here: Town, seconds: float) -> None:
    """Nothing reaches the server and it does nothing; what it has kept is there when it returns."""
    hooks = here.world.carrier.hooks
    posts, here.stopped, hooks.post = hooks.post, True, _no_answer

    def comes_back() -> None:
        here.stopped, hooks.post = False, posts

    here.world.carrier.clock.call_in(seconds, comes_back)


def _no_answer(_url: str, _form: Form, _headers: Mapping[str, str]) -> NoReturn:
    raise ConnectionError(STANDS_STILL)
