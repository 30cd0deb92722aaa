"""What the watch of the rota tells people of the ward, and what they answer it."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest
from sqlmodel import col, select

from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.rota_kinds import FindingKind
from advice_line.staffing.watching.watch import Watch
from advice_line.staffing.watching.watched import Watched
from advice_line.tables.ledger import Outgoing
from integrations.sandbox.views import SmsView
from rota.values import AbsenceKind
from rota.walltime import to_utc
from tests.rota.rotas import LONDON
from tests.staffing.ward import MOBILES, Ward, local
from tests.stories.scene import LINE
from tests.stories.world import World

WATCH = (
    NoticeKind.ROTA_FINDINGS,
    NoticeKind.REACH_CHECK,
    NoticeKind.REACH_UNANSWERED,
    NoticeKind.REACH_ANSWERED,
)


NUMBERS = {**MOBILES, "grace": "+447700900006"}


def at(text: str) -> datetime:
    """An instant, by the wall clock of the line."""
    return to_utc(local(text), LONDON)


@dataclass
class Lookout:
    """`told` are the watch's texts that somebody has got since they were last read."""

    ward: Ward
    _read: dict[str, int] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.ward.world

    @property
    def watch(self) -> Watch:
        return Watch(self.world.ledger)

    def at(self, text: str) -> None:
        """The worker was at work all the while until then."""
        self.ward.at(text)
        self.world.settle(0)

    def at_without_a_worker(self, text: str) -> None:
        with self.world.ledger.look("test") as work:
            left = at(text) - work.now
        self.world.phones.advance(left.total_seconds())

    def away(self, person: str, start: str, end: str) -> None:
        kind, since, until = AbsenceKind.LEAVE, local(start), local(end)
        self.ward.roster.absent(
            self.ward.actor("dora"), person=person, kind=kind, start=since, end=until
        )

    def covered(self, who: str, start: str, end: str, *, tier: str = "1") -> None:
        self.ward.roster.cover(
            self.ward.actor("dora"),
            line="hotdoc",
            tier=tier,
            who=[who],
            start=local(start),
            end=local(end),
            reason="asked by the rota manager",
        )

    def told(self, key: str) -> list[str]:
        self._settled()
        return self._unread(key)

    def nobody_is_told(self) -> None:
        self._settled()
        assert {key: told for key in MOBILES if (told := self._unread(key))} == {}

    def _settled(self) -> None:
        self.world.settle(2)
        self.world.settle(2)

    def _unread(self, key: str) -> list[str]:
        every = [sms["body"] for sms in self._inbox(key)]
        seen = self._read.get(key, 0)
        self._read[key] = len(every)
        return every[seen:]

    def _inbox(self, key: str) -> list[SmsView]:
        with self.world.ledger.look("test") as work:
            wanted = col(Outgoing.kind).in_(WATCH), col(Outgoing.channel) == OutChannel.SMS
            own = set(work.session.exec(select(Outgoing.external_id).where(*wanted)))
        return [sms for sms in self.world.phones.inbox(NUMBERS[key]) if sms["sid"] in own]

    def answers(self, key: str, words: str) -> str:
        """Somebody texts the line; what they are answered."""
        person = self.world.person(NUMBERS[key])
        before = len(self.world.phones.inbox(NUMBERS[key]))
        person.texts(LINE, words).waits(5)
        inbox = self.world.phones.inbox(NUMBERS[key])
        assert len(inbox) == before + 1, inbox[before:]
        return inbox[-1]["body"]

    def gaps(self) -> list[Watched]:
        return [each for each in self.found() if each.kind is FindingKind.UNMANNED]

    def found(self) -> list[Watched]:
        return list(self.watch.findings(self.ward.actor("dora")).found)

    def marks(self) -> list[list[str]]:
        """Of each gap the marks at which it was told."""
        return [[each.mark.value for each in gap.told] for gap in self.gaps()]


@pytest.fixture
def lookout(ward: Ward) -> Lookout:
    return Lookout(ward)
