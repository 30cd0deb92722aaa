"""A line with its people, for stories of the rota: Amara is first, Ben second, Chidi leads; Dora
makes the rota and answers too, Eve is a registrar who is on nothing yet."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from advice_line.desk.owners.owing import Owing
from advice_line.outgoing_kinds import NoticeKind, OutgoingState
from advice_line.staffing import on_duty
from advice_line.staffing.changes.concerned import BUNDLE
from advice_line.staffing.rostering.roster import Roster
from advice_line.staffing.swaps.swapping import Swapping
from advice_line.tables.ledger import Outgoing, TrailEntry
from advice_line.trust.roles import Actor
from rota.walltime import to_utc
from tests.rota.rotas import LONDON
from tests.stories.world import World, world

MORE_PEOPLE = """
version = 1
[[responders]]
key = "dora"
name = "Dr Dora Example"
role = "radiologist"
registration = { body = "GMC", number = "9990004", expires = 2028-06-30 }
mobile = "+447700900004"
email = "dora@example.org"
roles = ["responder", "rota_manager"]
[[responders]]
key = "eve"
name = "Dr Eve Example"
role = "registrar"
registration = { body = "GMC", number = "9990005", expires = 2026-12-11 }
mobile = "+447700900005"
email = "eve@example.org"
roles = ["responder"]
[[responders]]
key = "ben"
name = "Ben Example"
role = "advanced_practitioner"
registration = { body = "HCPC", number = "RA99902", expires = 2028-03-31 }
mobile = "+447700900002"
email = "ben@example.org"
scope = ["msk", "chest"]
roles = ["responder"]
"""
_WATCH = (
    NoticeKind.ROTA_FINDINGS,
    NoticeKind.REACH_CHECK,
    NoticeKind.REACH_UNANSWERED,
    NoticeKind.REACH_ANSWERED,
)
MOBILES = {
    "amara": "+447700900001",
    "ben": "+447700900002",
    "chidi": "+447700900003",
    "dora": "+447700900004",
    "eve": "+447700900005",
}


def local(text: str) -> datetime:
    """A time as it is typed into a page: the wall clock of the line."""
    return datetime.fromisoformat(text)


@dataclass
class Ward:
    """`texts` are those that somebody has got since they were last read, without the watch's."""

    world: World
    _read: dict[str, int] = field(default_factory=dict)

    @property
    def roster(self) -> Roster:
        return Roster(self.world.ledger)

    @property
    def swapping(self) -> Swapping:
        return Swapping(self.world.ledger)

    @property
    def owing(self) -> Owing:
        return Owing(self.world.ledger)

    def actor(self, key: str) -> Actor:
        return self.world.responder(key)

    def at(self, text: str) -> None:
        """The clock of the line shows this; the worker was at work all the while."""
        with self.world.ledger.look("test") as work:
            left = to_utc(local(text), LONDON) - work.now
        assert left >= timedelta(), f"{text} has passed"
        self.world.phones.advance(left.total_seconds())
        self.world.settle(0)

    def on(self, text: str) -> list[str]:
        """Who is on duty then, as people say it: ["1 amara", "2 ben"]."""
        with self.world.ledger.look("test") as work:
            people = on_duty.who(work.session, "hotdoc", to_utc(local(text), LONDON))
        return [f"{each.tier} {each.responder.key}" for each in people]

    def texts(self, key: str) -> list[str]:
        self.world.settle(2)
        if self._waits():
            self.world.wait(BUNDLE.total_seconds())
            self.world.settle(2)
        watched = self._of_the_watch()
        inbox = self.world.phones.inbox(MOBILES[key])
        every = [sms["body"] for sms in inbox if sms["sid"] not in watched]
        seen = self._read.get(key, 0)
        self._read[key] = len(every)
        return every[seen:]

    def _waits(self) -> bool:
        """Whether something is held back until more of it has come together."""
        with self.world.ledger.look("test") as work:
            waiting = select(Outgoing.id).where(
                col(Outgoing.state) == OutgoingState.WAITING,
                col(Outgoing.next_try_at) <= work.now + BUNDLE,
            )
            return work.session.exec(waiting).first() is not None

    def _of_the_watch(self) -> set[str | None]:
        with self.world.ledger.look("test") as work:
            wanted = col(Outgoing.kind).in_(_WATCH)
            return set(work.session.exec(select(Outgoing.external_id).where(wanted)))

    def text(self, key: str) -> str:
        """The one text that somebody has got since."""
        found = self.texts(key)
        assert len(found) == 1, found
        return found[0]

    def nobody_else_was_told(self) -> None:
        told = {key: texts for key in MOBILES if (texts := self.texts(key))}
        assert told == {}

    def trail(self, action: str) -> list[dict[str, Any]]:
        with self.world.ledger.look("test") as work:
            found = work.session.exec(
                select(TrailEntry)
                .where(col(TrailEntry.action) == action)
                .order_by(col(TrailEntry.id))
            )
            return [{"actor": each.actor, **each.detail} for each in found]


@contextmanager
def ward_at(text: str, database_url: str) -> Iterator[Ward]:
    with world(database_url, to_utc(local(text), LONDON), more=(MORE_PEOPLE,)) as made:
        yield Ward(made)
        assert made.phones.faults() == []


@contextmanager
def ward_on_sqlite(text: str, template: Path, folder: Path) -> Iterator[Ward]:
    path = folder / "ward.sqlite3"
    shutil.copyfile(template, path)
    with ward_at(text, f"sqlite:///{path}") as made:
        yield made
