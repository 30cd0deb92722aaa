"""A line that is lived on: what is done noted from the carrier's own legs, and what left meanwhile
from what has come to every telephone and mailbox."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count, cycle
from random import Random

from sqlmodel import select

from advice_line.tables.queries import Query
from integrations.sandbox.legs import Leg
from integrations.sandbox.mail import MailServer
from integrations.sandbox.phones import Behaviour
from integrations.sandbox.slack.miniature import Miniature
from tests.audit.lived.judging import Judging
from tests.audit.lived.posted import Posted
from tests.audit.lived.truth import TrueCall, TrueQuery, is_open
from tests.stories.scene import LINE, RESPONDERS
from tests.stories.world import World

MENU = "If a patient is waiting, press 1"
MOBILES = [f"+4477009001{number}" for number in range(11, 31)]
ELM_ROAD = "Y99001"


@dataclass
class Ringing:
    """`lived` is what truly happened, by the reference of the query. What waits for its time lies
    in `_agenda`, and what left without naming a query is of the one in hand. `rough` are the
    switches of the carrier that are on."""

    world: World
    mail: MailServer
    slack: Miniature
    dice: Random
    judging: Judging
    rough: tuple[str, ...] = ()
    lived: dict[str, TrueQuery] = field(default_factory=dict)
    _ends: datetime = field(init=False)
    _agenda: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    _in_hand: str = ""
    _advised: str = ""
    _numbers: Iterator[int] = field(default_factory=count)
    _mobiles: Iterator[str] = field(default_factory=lambda: cycle(MOBILES))

    def __post_init__(self) -> None:
        self._posted = Posted(self.world.carrier, self.mail)
        self._asked = len(self.mail.messages)

    def does(self, doing: Callable[[], None]) -> None:
        doing()
        self._notes_messages()

    def _notes_messages(self) -> None:
        for each in self._posted.fresh():
            nameless = self._advised if each.asks else self._in_hand
            named = next((name for name in each.names if name in self.lived), nameless)
            if each.arrived:
                self.lived[named].messages += 1
            else:
                self.lived[named].failed += 1

    def _is(self, reference: str, query: TrueQuery) -> None:
        """It is in hand from here on."""
        self.lived[reference], self._in_hand = query, reference

    @property
    def now(self) -> datetime:
        return self.world.service.clock.now()

    def _rings(
        self,
        key: str | None,
        patience: float | None = None,
        then: Callable[[Leg], None] | None = None,
        mobile: str | None = None,
        asker: str | None = ELM_ROAD,
    ) -> tuple[str, TrueQuery]:
        """One call, until it is over."""
        self._notes_messages()
        known, before = self._references(), len(self._legs())
        self._last_mobile = mobile or next(self._mobiles)
        self.world.phones.call(self._last_mobile, LINE)
        leg = self._legs()[before]
        if key:
            self._hears_on(leg, MENU)
            self.world.phones.press(leg.person, key)
        if patience is not None:
            self._hangs_up_after(leg, patience)
        elif then is not None:
            then(leg)
        self._until_over(leg)
        self.world.settle()
        (reference,) = self._references() - known
        query = self._noted(self._legs()[before:], key, gone=patience is not None, asker=asker)
        self._is(reference, query)
        return reference, query

    def _hears_on(self, leg: Leg, words: str) -> None:
        """In this very call, and at once."""
        for _ in range(300):
            if any(words in each.text for each in leg.heard):
                return
            self.world.phones.advance(0.5)
        raise AssertionError(f"{leg.person} has not heard {words!r}, but {leg.heard}")

    def _hangs_up_after(self, leg: Leg, seconds: float) -> None:
        self.world.phones.advance(seconds)
        self.world.phones.hang_up(leg.person)

    def _until_over(self, leg: Leg) -> None:
        for _ in range(200):
            if not leg.live:
                return
            self.world.phones.advance(5)
        raise AssertionError(f"{leg.person} is still on the line")

    def _noted(
        self, legs: list[Leg], key: str | None, *, gone: bool, asker: str | None
    ) -> TrueQuery:
        """From the carrier's record: the caller's leg first, then those that we dialled."""
        caller, *dialled = legs
        rung = [leg for leg in dialled if leg.to_number in RESPONDERS]
        taken = next((leg for leg in rung if leg.ever_joined), None)
        assert caller.ended is not None
        self._ended_at = caller.ended
        if taken is None:
            call = TrueCall(caller.created, seconds(caller.created, caller.ended))
        else:
            self._accepted_at = taken.keys[-1][0]
            joined = [leg.ended for leg in rung if leg.ever_joined and leg.ended]
            self._ended_at = min(caller.ended, max(joined))
            wait = seconds(caller.created, self._accepted_at)
            call = TrueCall(caller.created, wait, seconds(self._accepted_at, self._ended_at))
        call.abandoned = gone and is_open(caller.created)
        call.key = key
        query = TrueQuery(caller.created, written=False, asker=asker, call=call)
        query.rings = len(rung)
        asked = [leg for leg in rung if taken and leg.created > taken.created]
        turned_to = [leg for leg in rung if leg not in asked]
        # The line turns to the next as soon as the one before is over, and tells the caller so.
        since = [leg.created for leg in rung[:1]] + [leg.ended for leg in turned_to[:-1]]
        query.busy = sum(map(_rang, since, turned_to)) + (call.talk or 0)
        query.busy += sum(_rang(leg.created, leg) for leg in asked)
        return query

    def _references(self) -> set[str]:
        """By which a query is named to everybody."""
        with self.world.ledger.look("test") as work:
            return set(work.session.exec(select(Query.reference)))

    def _legs(self) -> list[Leg]:
        return list(self.world.carrier.exchange.legs.values())

    def _phones(self, behaviour: Behaviour) -> None:
        self.world.everybody(behaviour)

    def _at(self, at: datetime) -> None:
        """Whatever was left for a time before it is done first."""
        while due := [each for each in self._agenda if each[0] <= at]:
            first = min(due, key=lambda each: each[0])
            self._agenda.remove(first)
            self._moves_to(max(first[0], self.now))
            self.does(first[1])
        self._moves_to(at)

    def _moves_to(self, at: datetime) -> None:
        """Whoever is busy with the thing before comes later."""
        self.world.phones.advance(max(0.0, (at - self.now).total_seconds()))
        self.slack.workspace.set(self.now.timestamp())

    def calms(self) -> None:
        """What a network does to us on its worst days is over; what it always does is not."""
        self.world.phones.calm()
        for switch in self.rough:
            self.world.phones.chaos(switch)

    def _sends(self) -> None:
        """What is due goes out and comes; no worker has looked round meanwhile."""
        self.world.service.deliver()
        self.world.phones.advance(5)
        self.world.service.deliver()
        self.world.phones.advance(5)

    def _passes(self, seconds: float) -> None:
        self.world.wait(seconds)

    @property
    def _token(self) -> str:
        return f"token {next(self._numbers)}"


def _rang(since: datetime | None, leg: Leg) -> int:
    """Until its key, or until it was over."""
    return seconds(since, leg.keys[-1][0] if leg.keys else leg.ended)


def seconds(start: datetime | None, end: datetime | None) -> int:
    assert start is not None
    assert end is not None
    return int((end - start).total_seconds())
