"""Written questions on a line on which time passes as the worker lives it: from one thing that is
due to the next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from advice_line.desk.interruptions.quiet_windows import QuietWindows
from advice_line.desk.questions import passing_on
from advice_line.jobs import Job
from advice_line.kinds import Urgency
from advice_line.staffing.rostering.roster import Roster
from advice_line.tables.queries import Query
from integrations.sandbox.mail_kept import KeptMail
from tests.questions.asking import ADDRESS, Written
from tests.stories import at_rest
from tests.stories.world import World
from tests.web.people import REQUIRED

STEP = 2.0
_JOBS = frozenset({"tasks", "question_rings", "question_clocks"})


@dataclass
class Clocked:
    written: Written

    @property
    def world(self) -> World:
        return self.written.world

    @property
    def now(self) -> datetime:
        return self.world.service.clock.now()

    def asks(self, urgency: Urgency | None, address: str = ADDRESS, **more: Any) -> str:
        return self.written.asks(urgency, address, **more)

    def owed(self, kind: str = "answer_query") -> list[dict[str, Any]]:
        return self.written.owed(kind)

    def mails(self) -> list[KeptMail]:
        return self.written.mails()

    def passes(self, seconds: float) -> None:
        ends = self.now + timedelta(seconds=seconds)
        self._works()
        while self.now < ends:
            left = (ends - self.now).total_seconds()
            self.world.phones.advance(min(left, self._until_due()))
            self._works()
        self.world.phones.advance(5)

    def passes_until(self, at: datetime) -> None:
        self.passes((at - self.now).total_seconds())

    def heard(self, number: str, words: str) -> int:
        """How many texts with these words this telephone has had."""
        return sum(words in text for text in self.world.texts(number))

    def is_quiet(self, who: str, minutes: int) -> None:
        doors = QuietWindows(self.world.ledger)
        doors.begin(self.world.responder(who), minutes, f"quiet {who} {self.now}")

    def interruptions(self, who: str) -> int:
        """How often their phone has rung for the line on the duty that they are on."""
        stretch = QuietWindows(self.world.ledger).stretch(self.world.responder(who))
        assert stretch is not None
        return stretch.interruptions.rings

    def closes(self, minutes: int) -> None:
        """A rota manager closes the line at once, for so long."""
        ends = self.now + timedelta(minutes=minutes)
        by, roster = self.world.responder("ben"), Roster(self.world.ledger)
        roster.close(by, line="hotdoc", end=ends, reason="No power")

    def lets_go(self) -> None:
        """Its owner is not there for it any more, and nobody has taken it instead."""
        with self.world.ledger.work("test") as work:
            passing_on.let_go(work, work.session.get_one(Query, 1))

    def signs(self, who: str) -> None:
        """They advise on the one query that there is."""
        by, reference = self.world.responder(who), self.world.query()["reference"]
        self.world.records.sign(
            by, reference, REQUIRED | {"urgency_asked": "today"}, f"signs {reference}"
        )
        self.world.settle()

    @property
    def _jobs(self) -> list[Job]:
        return [job for job in self.world.service.jobs if job.name in _JOBS]

    def _until_due(self) -> float:
        due = at_rest.due(self.world.ledger, self._jobs)
        seconds = [(at - self.now).total_seconds() for at in due]
        return max(1.0, min([STEP if self._rings else 3600.0, *seconds]))

    @property
    def _rings(self) -> bool:
        """What somebody does on their telephone may make something due at once."""
        return any(leg.live for leg in self.world.carrier.exchange.legs.values())

    def _works(self) -> None:
        at_rest.run(self.world.ledger, self._jobs)
        self.world.service.deliver()
