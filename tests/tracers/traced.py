"""Advice and what comes of it, as its stories tell it: somebody asks by mail, is advised, and is
asked weeks later."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import col

from advice_line.desk.query import reading
from advice_line.jobs import Job
from advice_line.tables.tracers import Tracer
from advice_line.worker import run_job
from integrations.sandbox.mail import MailServer
from integrations.sandbox.mail_kept import KeptMail
from tests.mailbox.writing import Mails, mail
from tests.stories.world import World
from tests.web.people import ANOTHER, REQUIRED, Scene
from tests.web.surfing import Surfer

ROWAN, WREN = "rowan@full.example.org", "wren@full.example.org"
DONE, CHANGED = "Done as advised", "Done differently"
NOT_YET, NOT_DONE = "Not known yet", "Not done"
SUBJECT = "What came of our advice?"
_LINK = re.compile(r"https://advice\.example\.org(/you/tracers/\S+)")
_JOBS = frozenset({"tracers"})
__all__ = ["ANOTHER", "REQUIRED"]


@dataclass
class Traced:
    """`advises` tells the whole way up to a signed answer; `passes_to` lets time pass as the worker
    lives it."""

    world: World
    mail: MailServer
    advised: int = field(default=0)

    @property
    def mails(self) -> Mails:
        return Mails(self.world, self.mail)

    @property
    def scene(self) -> Scene:
        return Scene(self.world, self.mail)

    @property
    def now(self) -> datetime:
        return self.world.service.clock.now()

    def advises(self, sender: str = ROWAN, who: str = "amara", **changed: str) -> str:
        """Somebody asks by mail and is answered; the reference."""
        known = {each["reference"] for each in self.world.queries()}
        box = Mails(self.world, self.mail, mailbox=f"m{self.advised}")
        box.comes(mail("What next after her chest film?", sender=sender))
        self.advised += 1
        (reference,) = {each["reference"] for each in self.world.queries()} - known
        self.world.records.claim(self.world.responder(who), reference)
        self.signs(reference, who, **changed)
        return str(reference)

    def signs(self, reference: str, who: str = "amara", **changed: str) -> None:
        by = self.world.responder(who)
        form = REQUIRED | {"urgency_asked": "today"} | changed
        self.world.records.sign(by, reference, form, f"sign {reference} {self.now}")
        self.world.settle()

    def passes_to(self, at: datetime) -> None:
        """From one thing that is due to the next."""
        self.works()
        while (ahead := self._ahead(at)) > 0:
            self.world.phones.advance(ahead)
            self.works()

    def sleeps_to(self, at: datetime) -> None:
        """No worker runs meanwhile."""
        self.world.phones.advance((at - self.now).total_seconds())

    def works(self) -> None:
        for job in self._jobs:
            run_job(self.world.ledger, job)
        self.world.service.deliver()

    def _ahead(self, at: datetime) -> float:
        due = [when for job in self._jobs if (when := job.next_due()) is not None]
        until = min([each for each in due if each > self.now] + [at])
        return (min(until, at) - self.now).total_seconds()

    @property
    def _jobs(self) -> list[Job]:
        return [job for job in self.world.service.jobs if job.name in _JOBS]

    def moves(self, reference: str, when: datetime) -> None:
        """Its next step falls due then."""
        with self.world.ledger.work("test") as work:
            query = reading.by_reference(work, reference)
            work.change(Tracer, col(Tracer.query_id) == query.id, act_at=when)

    def asked(self, address: str = ROWAN) -> list[KeptMail]:
        """The mails that asked, the oldest first."""
        return [each for each in self.mail.mailbox(address) if each.subject == SUBJECT]

    def link(self, address: str = ROWAN) -> str:
        found = _LINK.search(self.asked(address)[-1].text)
        assert found is not None
        return found[1]

    def reading(self, address: str = ROWAN) -> Surfer:
        """Who was asked, with their page open by the code that was mailed to them."""
        surfer = self.scene.browser().opens(self.link(address)).presses("Send me a code")
        self.world.service.deliver()
        return surfer.presses("Continue", code=self.scene.mailed_code(address))

    def tracer(self, reference: str | None = None) -> dict[str, Any]:
        found = [each for each in self.world.queries() if reference in (None, each["reference"])]
        tracer = found[0]["tracer"]
        assert tracer is not None
        return dict(tracer)

    def office(self) -> Surfer:
        return self.scene.signed_in("chidi")


def at(month: int, day: int, hour: int = 8, minute: int = 1, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


DAY = timedelta(days=1)
