"""What else people may do while anybody rings: buttons of a page and keys of a phone in the middle
of a talk, in any order, claims, texts to the line."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from random import Random

from sqlmodel import col, select

from advice_line.desk.in_call.during import DuringCalls
from advice_line.errors import AlreadyTaken, Conflict, Invalid, NotAllowed, NotFound
from advice_line.kinds import QueryState
from advice_line.tables.queries import Query
from advice_line.trust.roles import Actor
from integrations.sandbox.phones import hang_up
from tests.stories.scene import RESPONDERS
from tests.weeks.any_faults import Locks, nobody_reaches_us, stands_still
from tests.weeks.any_lines import AnyLine
from tests.weeks.any_people import KEYS
from tests.weeks.town import Town

PEOPLE = ("amara", "ben", "chidi")
_ANYBODYS = (QueryState.RECEIVED, QueryState.WAITING, QueryState.OFFERED)
_REFUSED = (AlreadyTaken, Conflict, Invalid, NotAllowed, NotFound)
_WORDS = ("Please ring me about a chest film", "STOP", "START", "HELP", "?", "About {reference}")
_LOOKS_AT_PAGE, _IN_TALK, _CLAIMS, _LOCKS, _TEXTS = 6.0, 10.0, 90.0, 12, 10
# Pressed one after the other, as the talk goes on.
_MOST_PRESSED, _APART = 4, 6.0
_PUTS_DOWN = 0.1


class Doings:
    def __init__(self, here: Town, line: AnyLine) -> None:
        self._here, self._dice, self._line = here, here.dice, line
        self._during = DuringCalls(here.world.ledger)
        self._people: dict[str, Actor] = {key: here.world.responder(key) for key in PEOPLE}

    def expect(self, seconds: float, numbers: list[str]) -> None:
        """All of it, at any instants of so many seconds."""
        here, locks = self._here, Locks(self._here)
        self._at_any(seconds, int(seconds / _LOOKS_AT_PAGE), self._on_the_page)
        self._at_any(seconds, int(seconds / _IN_TALK), self._on_the_phone)
        self._at_any(seconds, int(seconds / _CLAIMS), self._claims)
        self._at_any(seconds, _LOCKS, locks.strike)
        self._at_any(seconds, _TEXTS, partial(self._texts, numbers))
        self._at_any(seconds, self._dice.choice((0, 0, 1)), partial(nobody_reaches_us, here))
        if self._line.server_stops:
            self._at_any(seconds, 1, partial(stands_still, here, self._dice.uniform(60, 600)))

    def _at_any(self, seconds: float, times: int, act: Callable[[], None]) -> None:
        for _ in range(times):
            self._here.world.carrier.clock.call_in(self._dice.uniform(0, seconds), act)

    def _on_the_page(self) -> None:
        """Whoever talks presses some of its buttons."""
        who = self._dice.choice(PEOPLE)
        if not self._here.stopped and self._during.mine(self._people[who]) is not None:
            for pressed in range(self._dice.randint(1, _MOST_PRESSED)):
                after = self._dice.uniform(0, pressed * _APART)
                self._here.world.carrier.clock.call_in(after, partial(self._presses_one, who))

    def _presses_one(self, who: str) -> None:
        if self._here.stopped:
            return
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

    def _on_the_phone(self) -> None:
        """Whoever is on it presses any keys, or puts it down."""
        exchange = self._here.world.carrier.exchange
        leg = exchange.phone(self._dice.choice(RESPONDERS)).leg
        if leg is not None and self._dice.random() < _PUTS_DOWN:
            hang_up(leg)
        elif leg is not None:
            exchange.press_on(leg, self._dice.choice(("*", self._dice.choice(KEYS), "*1*2#")))

    def _claims(self) -> None:
        reference = None if self._here.stopped else self._newest()
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
        line = self._dice.choice(self._line.numbers)
        words = self._dice.choice(_WORDS).format(reference=self._newest())
        self._here.world.carrier.messaging.receive(self._dice.choice(numbers), line, words)
