"""Talks to which something is done meanwhile: the caller is held, a colleague joins or takes over,
and what is outside a responder's scope is another's."""

from datetime import datetime

from advice_line.desk.in_call.during import DuringCalls
from integrations.sandbox.legs import Leg
from integrations.sandbox.phones import accepts, rings_out
from tests.audit.lived.phoning import Phoning
from tests.audit.lived.ringing import seconds
from tests.audit.lived.truth import TrueQuery
from tests.stories.scene import AMARA, BEN

SCOPE = "msk"


class Moving(Phoning):
    _apart = 0

    def is_held(self) -> None:
        """Nobody talks with them meanwhile, which is not told as talking."""
        self._phones(accepts(4, talks_for=None))

        def then(gp: Leg) -> None:
            self._talks_for(gp, self.dice.randint(30, 90))
            self._does("hold")
            since = self.now
            self._on(self.dice.randint(20, 90))
            self._apart = seconds(since, self.now)
            self._does("fetch_back")
            self._on(self.dice.randint(20, 60))
            self.world.phones.hang_up(AMARA)

        rung = self._rings("1", then=then)
        self._moved(rung)
        self._talked(rung)

    def a_colleague_joins(self) -> None:
        """And talks with them until one of both is gone."""
        self._phones(accepts(4, talks_for=None))
        rung = self._rings("1", then=lambda gp: self._is_asked(gp, takes_over=False))
        self._moved(rung, with_them=True)
        self._talked(rung)

    def is_handed_over(self) -> None:
        """Whoever has it then writes it down, and the first one what they had said."""
        self._phones(accepts(4, talks_for=None))
        rung = self._rings("1", then=lambda gp: self._is_asked(gp, takes_over=True))
        self._moved(rung)
        amara = self.world.responder("amara")
        self.world.records.said_before(amara, rung[0], "Nothing yet.", self._token)
        self._talked(rung, "ben")

    def is_anothers_scope(self) -> None:
        """Whose scope it is takes it over, or is not to be had and rings back."""
        self._phones(accepts(4, talks_for=None))
        is_free = self.dice.random() < 0.5
        if not is_free:
            self.world.phones.behaves(BEN, rings_out())

        def then(gp: Leg) -> None:
            self._talks_for(gp, self.dice.randint(30, 90))
            door, by = DuringCalls(self.world.ledger), self.world.responder("amara")
            door.outside_scope(by, self._under_way, SCOPE, self._token, advised=False)
            asked_at = self.now
            self._on(30)
            self._waited_for(asked_at)
            self.world.phones.hang_up(AMARA)
            if is_free:
                self._on(self.dice.randint(20, 60))
                self.world.phones.hang_up(BEN)

        reference, query = self._rings("1", then=then)
        self._moved((reference, query))
        if is_free:
            return self._talked((reference, query), "ben")
        assert query.call is not None
        query.call.back, query.promises = "made", [True]
        query.reached, query.replied_at = True, self._accepted_at
        self._passes(300)
        return self._is_rung_back(reference, query, "ben")

    def _is_asked(self, gp: Leg, *, takes_over: bool) -> None:
        self._talks_for(gp, self.dice.randint(30, 90))
        door, by = DuringCalls(self.world.ledger), self.world.responder("amara")
        door.ask(by, self._under_way, "ben", self._token, takes_over=takes_over)
        asked_at = self.now
        self._on(self.dice.randint(30, 90))
        self._waited_for(asked_at)
        if takes_over:
            self.world.phones.hang_up(AMARA)
            self._on(self.dice.randint(20, 60))
            self.world.phones.hang_up(BEN)
        else:
            self.world.phones.hang_up(gp.person)

    @property
    def _under_way(self) -> str:
        """The query of the call that is going on."""
        (reference,) = self._references() - self.lived.keys()
        return reference

    def _does(self, what: str) -> None:
        door, by = DuringCalls(self.world.ledger), self.world.responder("amara")
        getattr(door, what)(by, self._under_way, self._token)
        self.world.service.deliver()

    def _talks_for(self, gp: Leg, seconds: float) -> None:
        """From when they are joined."""
        for _ in range(300):
            if gp.ever_joined:
                break
            self.world.phones.advance(0.5)
        self._on(seconds)

    def _on(self, seconds: float) -> None:
        self.world.service.deliver()
        self.world.phones.advance(1)
        self.world.service.deliver()
        self.world.phones.advance(seconds)
        self.world.service.deliver()

    def _waited_for(self, asked_at: datetime) -> None:
        """Until the colleague's key, or until they were not to be had, the caller waits."""
        theirs = next(leg for leg in reversed(self._legs()) if leg.person == BEN)
        self._apart = seconds(asked_at, theirs.keys[-1][0] if theirs.keys else theirs.ended)

    def _moved(self, rung: tuple[str, TrueQuery], *, with_them: bool = False) -> None:
        """What they could not talk in is no talk; a colleague who joins talks beside. How long
        whoever hands over still listens nobody knows."""
        _, query = rung
        assert query.call is not None
        assert query.call.talk is not None
        query.call.talk -= self._apart
        query.busy -= self._apart
        if with_them:
            theirs = next(leg for leg in reversed(self._legs()) if leg.person == BEN)
            query.busy += seconds(theirs.keys[-1][0], theirs.ended)
