"""What a story of a promise may see and do beside what every story may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from advice_line.jobs import Job
from advice_line.staffing import on_duty
from advice_line.tables.ring_backs import RingBack
from integrations.sandbox.phones import Behaviour, rings_out
from tests.stories import at_rest
from tests.stories.outcomes import instant
from tests.stories.world import ELM_ROAD_MOBILE, HOTDOC, LINE, MONDAY_TEN, World

BYPASS = "+441632960191"
AUTOMATIC = (
    HOTDOC.read_text(encoding="utf-8")
    .replace('ring_backs = "by_hand"', 'ring_backs = "automatic"')
    .replace('name = "Elm Road Surgery"', f'name = "Elm Road Surgery"\nbypass_number = "{BYPASS}"')
)
MINUTE = 60
STEP = 5.0
_OF_CALLS = frozenset({"tasks", "promises", "silent_calls", "ring_backs"})


def machine(speaks_for: float = 20) -> Behaviour:
    """A telephone that a machine answers, and that is over before anybody could have spoken."""
    return Behaviour("answers", after=3, says="Please leave a message.", gives_up_after=speaks_for)


@dataclass
class Kept:
    """`world` is the line; every story begins on another day on which it is open."""

    world: World
    told: int = 0

    def begins(self) -> None:
        while not self._is_open(self._next()):
            self.told += 1
        self.begins_at(self._next())

    def _next(self) -> datetime:
        weeks, days = divmod(self.told, 5)
        return MONDAY_TEN + timedelta(weeks=weeks, days=days)

    def _is_open(self, at: datetime) -> bool:
        with self.world.ledger.look("test") as work:
            return on_duty.is_open(work.session, "hotdoc", at)

    def begins_at(self, at: datetime) -> None:
        self.world.begin(at)
        self.told += 1

    def promises(self, caller: str = ELM_ROAD_MOBILE) -> None:
        """Nobody took the call: it is to be rung back within half an hour."""
        self.world.everybody(rings_out())
        gp = self.world.person(caller).rings(LINE).waits(2 * MINUTE)
        gp.hears("We will ring you back by").is_cut_off()
        self.world.settle()

    def passes(self, minutes: float) -> None:
        """Time passes; the worker is at work all the while."""
        ends = self.now + timedelta(minutes=minutes)
        while self.now < ends:
            self._step((ends - self.now).total_seconds(), 3 * STEP)

    def until(self, happened: Callable[[], bool], within: float = 45) -> None:
        ends = self.now + timedelta(minutes=within)
        while not happened():
            assert self.now < ends, "It has not come to that."
            self._step((ends - self.now).total_seconds(), STEP)

    def _step(self, most: float, live: float) -> None:
        """While nobody is on a telephone nothing happens before the next thing is due."""
        self.world.phones.advance(min(most, self._until_due() if self._idle() else live))
        self.works()

    def _idle(self) -> bool:
        """Whether nobody is being rung back."""
        under_way = select(RingBack.id).where(col(RingBack.settled_at).is_(None))
        with self.world.ledger.look("test") as work:
            return work.session.exec(under_way).first() is None

    def _until_due(self) -> float:
        due = at_rest.due(self.world.ledger, self._jobs)
        seconds = [(at - self.now).total_seconds() for at in due]
        return max(1.0, min([MINUTE, *seconds]))

    @property
    def _jobs(self) -> list[Job]:
        return [job for job in self.world.service.jobs if job.name in _OF_CALLS]

    def works(self) -> None:
        at_rest.run(self.world.ledger, self._jobs)
        self.world.service.deliver()

    @property
    def now(self) -> datetime:
        return self.world.service.clock.now()

    @property
    def query(self) -> dict[str, Any]:
        return self.world.query()

    def promise(self) -> str:
        return str(self.query["promises"][-1]["state"])

    def promises_made(self) -> list[str]:
        """What became of each time that they were promised."""
        return [each["state"] for each in self.query["promises"]]

    def tries(self) -> list[tuple[str, str]]:
        """Those that are over, with how they ended."""
        made = self.query["ring_backs"]
        return [(each["responder"], each["end"]) for each in made if each["end"]]

    def rung(self, number: str) -> int:
        """How often we have rung this phone."""
        return sum(leg["from_number"] == LINE for leg in self.world.phones.legs(number))

    def minutes_before(self) -> float:
        """How long it is now before the time that they were promised first."""
        due = instant(self.query["promises"][0]["due_at"])
        return (due - self.now).total_seconds() / MINUTE
