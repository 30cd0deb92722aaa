"""A written question on a line in miniature, with telephones and mail, as the stories of what
happens between its claim and its advice tell it."""

from dataclasses import dataclass
from typing import Any

from advice_line.desk.asking import withdrawing
from advice_line.desk.questions import arriving, askers, joining
from advice_line.desk.questions.asked import Asked
from advice_line.desk.staff.conversing import Conversing
from advice_line.desk.staff.passing import Passing
from advice_line.directory import lookups
from advice_line.kinds import Channel, Urgency
from advice_line.tables.queries import Query
from integrations.sandbox.mail import MailServer
from integrations.sandbox.mail_kept import KeptMail
from tests.stories.world import World

ADDRESS = "oaklane@full.example.org"
WORDS = "Edith Larkspur 9990000018 has a mass on her chest film, what next?"


@dataclass
class Written:
    """`asks` opens a question; the doors are those of the pages."""

    world: World
    mail: MailServer
    arrived: int = 0

    def asks(
        self, urgency: Urgency | None = Urgency.TODAY, address: str = ADDRESS, **more: Any
    ) -> str:
        known = {each["reference"] for each in self.world.queries()}
        with self.world.ledger.work("test") as work:
            line = lookups.lines(work.session)[0]
            arriving.opened(work, line, self._asked(address, urgency, **more))
        self.world.settle()
        (fresh,) = {each["reference"] for each in self.world.queries()} - known
        return str(fresh)

    def replies(self, words: str = "Yes, she has a pacemaker.", address: str = ADDRESS) -> None:
        with self.world.ledger.work("test") as work:
            query = work.session.get_one(Query, 1)
            line = lookups.lines(work.session)[0]
            joining.added(work, line, query, self._asked(address, None, words=words))
        self.world.settle()

    def withdraws(self, words: str, address: str = ADDRESS) -> None:
        """By their own page."""
        with self.world.ledger.work("test") as work:
            query = work.session.get_one(Query, 1)
            withdrawing.withdrawn(work, query, self._asked(address, None, words=words))
        self.world.settle()

    def _asked(self, address: str, urgency: Urgency | None, **more: Any) -> Asked:
        self.arrived += 1
        with self.world.ledger.look("test") as work:
            asker = askers.of_address(work, address)
        return Asked(
            channel=Channel.EMAIL,
            key=f"mail {self.arrived}",
            asker=asker,
            urgency=urgency,
            reply_by=Channel.EMAIL,
            **{"words": WORDS, **more},
        )

    def waits(self, seconds: float) -> None:
        """Time passes, and what is sent at its end arrives."""
        self.world.wait(seconds)
        self.world.settle()

    @property
    def conversing(self) -> Conversing:
        return Conversing(self.world.ledger)

    @property
    def passing(self) -> Passing:
        return Passing(self.world.ledger)

    def asks_back(self, who: str, words: str, reference: str | None = None) -> None:
        by, of = self.world.responder(who), reference or self.reference
        self.conversing.ask_back(by, of, words, f"{who} {words}")
        self.world.settle()

    @property
    def reference(self) -> str:
        return str(self.world.query()["reference"])

    def owed(self, kind: str) -> list[dict[str, Any]]:
        """Its open tasks of this kind."""
        tasks = self.world.query()["tasks"]
        return [each for each in tasks if each["kind"] == kind and each["state"] == "open"]

    def mails(self, address: str = ADDRESS) -> list[KeptMail]:
        return list(self.mail.mailbox(address))
