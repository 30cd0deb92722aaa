"""A line with telephones and mail whose audit is counted as the worker counts it: only what it is
told of, long after what came before."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from advice_line.audit.facts.keeping import OVERLAP, Facts
from advice_line.audit.figures.verifying import Reconciled, reconcile
from advice_line.desk.query import reading
from advice_line.ledger.once import table_of
from advice_line.tables.audit_facts import AuditCall, AuditQuery
from integrations.sandbox.mail import MailServer
from integrations.sandbox.story import Person
from tests.questions.asking import Written
from tests.stories.world import ELM_ROAD_MOBILE, LINE, World
from tests.tracers.traced import Traced
from tests.web.people import Scene


@dataclass
class Counted:
    world: World
    mail: MailServer

    def long_after(self) -> None:
        """All is counted, and so long ago that it is not looked at again for being new."""
        self.counts()
        # Twice: the network takes a while to say that what was sent has come.
        self.world.phones.advance(2 * OVERLAP.total_seconds())
        self.counts()

    def counts(self) -> None:
        Facts(self.world.ledger).catch_up()

    def compared(self) -> Reconciled:
        with self.world.ledger.look("test") as work:
            return reconcile(work)

    def fits(self) -> None:
        """What was kept up is what is made anew."""
        self.counts()
        found = self.compared()
        assert (found.differ, found.queries_waiting) == ([], 0)

    def fact(self, reference: str | None = None) -> AuditQuery:
        """Of the one query there is, or of this one."""
        wanted = reference or self.world.query()["reference"]
        with self.world.ledger.look("test") as work:
            query = reading.by_reference(work, wanted)
            found = work.session.get_one(AuditQuery, query.id)
            work.let_go()
            return found

    def calls(self) -> list[AuditCall]:
        with self.world.ledger.look("test") as work:
            found = list(work.session.exec(select(AuditCall).order_by(col(AuditCall.contact_id))))
            work.let_go()
            return found

    def everything(self) -> list[tuple[Any, ...]]:
        """Every fact that there is, as it stands."""
        with self.world.ledger.look("test") as work:
            return [
                tuple(value for name, value in row.items() if name != "made_at")
                for table in (AuditQuery, AuditCall)
                for row in work.connection.execute(table_of(table).select()).mappings()
            ]

    def rings(self, number: str = ELM_ROAD_MOBILE) -> Person:
        return self.world.person(number).rings(LINE)

    @property
    def scene(self) -> Scene:
        return Scene(self.world, self.mail)

    @property
    def written(self) -> Written:
        return Written(self.world, self.mail)

    @property
    def traced(self) -> Traced:
        return Traced(self.world, self.mail)
