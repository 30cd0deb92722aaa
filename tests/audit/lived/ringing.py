"""A line that is lived on: one call at a time, noted from the carrier's own legs, and what left
meanwhile, from what has come to every telephone and mailbox."""

from collections import Counter
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
from integrations.sandbox.story import Person
from tests.audit.lived.truth import TrueCall, TrueQuery, is_open
from tests.stories.scene import LINE, RESPONDERS
from tests.stories.world import World
from tests.web.people import ELM_ROAD_MAIL, OAK_LANE_MAIL

MENU = "If a patient is waiting, press 1"
MOBILES = [f"+4477009001{number}" for number in range(11, 31)]
ADDRESSES = ("amara@example.org", "ben@example.org", "chidi@example.org")
# What the line writes of itself.
OF_NO_QUERY = (
    "practices that never ask",
    "Guidance that is missing",
    "Cases wait for you in the library",
    "digest for practices waits",
    "report of the month waits",
    "pack for the education meeting",
)


@dataclass
class Ringing:
    """`lived` is what truly happened, by the reference of the query."""

    world: World
    mail: MailServer
    dice: Random
    lived: dict[str, TrueQuery] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _mobiles: Iterator[str] = field(default_factory=lambda: cycle(MOBILES))

    def does(self, doing: Callable[[], None]) -> None:
        """With what left meanwhile: a message names its query, or is of the one in hand."""
        before, known = self._left(), set(self.lived)
        doing()
        (own,) = set(self.lived) - known
        for words in (words for _, words in self._new(before) if _of_a_query(words)):
            named = [each for each in self.lived if each in words]
            self.lived[named[0] if named else own].messages += 1

    def _new(self, before: list[tuple[str, str]]) -> list[tuple[str, str]]:
        left = Counter(self._left()) - Counter(before)
        return list(left.elements())

    def _left(self) -> list[tuple[str, str]]:
        """Each text and mail that has come to anybody: where, and its words."""
        found = [
            (number, sms["body"])
            for number in (*RESPONDERS, *MOBILES)
            for sms in self.world.phones.inbox(number)
        ]
        mails = (
            (address, f"{each.header('Message-ID')} {each.subject} {each.text}")
            for address in (*ADDRESSES, ELM_ROAD_MAIL, OAK_LANE_MAIL)
            for each in self.mail.mailbox(address)
        )
        return [*found, *mails]

    @property
    def now(self) -> datetime:
        return self.world.service.clock.now()

    def _rings(
        self,
        key: str | None,
        patience: float | None = None,
        then: Callable[[Person], object] | None = None,
    ) -> tuple[str, TrueQuery]:
        """One call, until it is over."""
        known = self._references()
        before, mobile = self._legs(), next(self._mobiles)
        self._last_mobile = mobile
        gp = self.world.person(mobile).rings(LINE)
        if key:
            gp.hears(MENU).presses(key)
        if patience is not None:
            gp.waits(patience).hangs_up()
        elif then is not None:
            then(gp)
        else:
            gp.is_cut_off(within=600)
        self.world.settle()
        (reference,) = self._references() - known
        fresh = [leg for leg in self._legs() if leg not in before]
        query = self._noted(fresh, key, gone=patience is not None)
        self.lived[reference] = query
        return reference, query

    def _noted(self, legs: list[Leg], key: str | None, *, gone: bool) -> TrueQuery:
        """From the carrier's record: the caller's leg first, then those that we dialled."""
        caller, *dialled = legs
        rung = [leg for leg in dialled if leg.to_number in RESPONDERS]
        taken = next((leg for leg in rung if leg.ever_joined), None)
        assert caller.ended is not None
        self._ended_at = caller.ended
        if taken is None:
            call = TrueCall(caller.created, seconds(caller.created, caller.ended))
        else:
            assert taken.ended is not None
            self._accepted_at = taken.keys[-1][0]
            self._ended_at = taken.ended
            wait = seconds(caller.created, self._accepted_at)
            call = TrueCall(caller.created, wait, seconds(self._accepted_at, taken.ended))
        call.abandoned = gone and is_open(caller.created)
        call.key = key
        query = TrueQuery(caller.created, written=False, practice="Y99001", call=call)
        query.rings = len(rung)
        # The line turns to the next as soon as the one before is over, and tells the caller so.
        since = [leg.created for leg in rung[:1]] + [leg.ended for leg in rung[:-1]]
        query.busy = sum(map(_rang, since, rung)) + (call.talk or 0)
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
        ahead = (at - self.now).total_seconds()
        assert ahead >= 0, f"{at} has passed"
        self.world.phones.advance(ahead)

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


def _of_a_query(words: str) -> bool:
    return not any(each in words for each in OF_NO_QUERY)
