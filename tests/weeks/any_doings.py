"""What else may happen while anybody rings: things done on a page in the middle of a talk, texts to
the line, a database that is locked for one request, minutes in which nobody reaches us."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from advice_line.desk.in_call.during import DuringCalls
from advice_line.errors import AlreadyTaken, Busy, Conflict, Invalid, NotAllowed, NotFound
from advice_line.kinds import QueryState
from advice_line.tables.queries import Query
from advice_line.trust.roles import Actor
from integrations.sandbox.chaos import Chaos
from integrations.sandbox.records import Webhook
from tests.stories.scene import LINE
from tests.weeks.town import Town

PEOPLE = ("amara", "ben", "chidi")
_ANYBODYS = (QueryState.RECEIVED, QueryState.WAITING, QueryState.OFFERED)
_REFUSED = (AlreadyTaken, Conflict, Invalid, NotAllowed, NotFound)
_WORDS = ("Please ring me about a chest film", "STOP", "START", "HELP", "?", "About {reference}")
_LOOKS_AT_PAGE, _CLAIMS, _LOCKS, _TEXTS = 6.0, 90.0, 12, 10
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


class Doings:
    def __init__(self, here: Town) -> None:
        self._here, self._dice = here, here.dice
        self._during = DuringCalls(here.world.ledger)
        self._people: dict[str, Actor] = {key: here.world.responder(key) for key in PEOPLE}

    def expect(self, seconds: float, numbers: list[str]) -> None:
        """All of it, at any instants of so many seconds."""
        locks = Locks(self._here)
        self._at_any(seconds, int(seconds / _LOOKS_AT_PAGE), self._on_the_page)
        self._at_any(seconds, int(seconds / _CLAIMS), self._claims)
        self._at_any(seconds, _LOCKS, locks.strike)
        self._at_any(seconds, _TEXTS, partial(self._texts, numbers))
        self._at_any(seconds, self._dice.choice((0, 0, 1)), self._out_of_reach)

    def _at_any(self, seconds: float, times: int, act: Callable[[], None]) -> None:
        for _ in range(times):
            self._here.world.carrier.clock.call_in(self._dice.uniform(0, seconds), act)

    def _on_the_page(self) -> None:
        """Whoever talks presses one of its buttons."""
        who = self._dice.choice(PEOPLE)
        reference = self._during.mine(self._people[who])
        if reference is None:
            return
        with suppress(*_REFUSED):
            self._presses(self._dice, self._people[who], reference, f"{self._dice.random()}")

    def _presses(self, dice: Random, by: Actor, reference: str, token: str) -> None:
        page, whom, over = self._during, dice.choice(PEOPLE), dice.random() < 0.5
        buttons = (
            partial(page.hold, by, reference, token),
            partial(page.fetch_back, by, reference, token),
            partial(page.ask, by, reference, whom, token, takes_over=over),
            partial(page.outside_scope, by, reference, "msk", token, advised=over),
            partial(page.pause, by, reference, token),
            partial(page.resume, by, reference, token),
        )
        dice.choice(buttons)()

    def _claims(self) -> None:
        reference = self._newest()
        if reference is not None:
            with suppress(*_REFUSED):
                self._here.world.records.claim(self._people[self._dice.choice(PEOPLE)], reference)

    def _newest(self) -> str | None:
        with self._here.world.ledger.look("test") as work:
            return work.session.exec(
                select(Query.reference)
                .where(col(Query.state).in_(_ANYBODYS))
                .order_by(col(Query.id).desc())
            ).first()

    def _texts(self, numbers: list[str]) -> None:
        words = self._dice.choice(_WORDS).format(reference=self._newest())
        self._here.world.carrier.messaging.receive(self._dice.choice(numbers), LINE, words)

    def _out_of_reach(self) -> None:
        board, clock = self._here.world.carrier.chaos, self._here.world.carrier.clock
        board.set(Chaos.FAIL_OVER)
        clock.call_in(_OUT_OF_REACH, lambda: board.set(Chaos.FAIL_OVER, 0))
