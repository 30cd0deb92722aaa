"""Queries of every age with something in each drawer, under holds of every kind, and by a model of
its own what may be left of them: the model knows the settings and no SQL."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from advice_line.call_kinds import SoundKind
from advice_line.data_kinds import HoldKind, Kept
from advice_line.directory_kinds import IdentifiedBy
from advice_line.kinds import Channel, Direction, QueryState
from advice_line.ledger import sound_store
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.record import Patient
from advice_line.tables.advice import Draft
from advice_line.tables.attachments import Attachment, AttachmentPiece
from advice_line.tables.cases import Case
from advice_line.tables.data_life import LegalHold
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.ledger import InboxEvent
from advice_line.tables.queries import Contact, Query
from advice_line.tables.sounds import Sound
from advice_line.tables.trust import AccessLink, OneTimeCode
from tests.ledger.test_rotation import a_line

NUMBERS = ("9990000018", "9990000026", "9990000034")
SETTINGS = {
    Kept.RECORDING: 10,
    Kept.ATTACHMENT: 60,
    Kept.CONTACT: 40,
    Kept.DRAFT: 20,
    Kept.RECORD: 80,
    Kept.CODE: 15,
    Kept.LINK: 50,
    Kept.EVENT: 30,
    Kept.FEEDBACK: 80,
}
OLDEST = 160


@dataclass
class Made:
    """One query and what the model needs of it; `ended` is None for one that is not over."""

    id: int
    received: datetime
    ended: datetime | None
    number: str
    born: date | None
    practice: int
    held: bool = False


@dataclass
class World:
    ledger: Ledger
    random: Random
    made: list[Made] = field(default_factory=list)
    codes: dict[int, datetime] = field(default_factory=dict)
    events: dict[int, datetime] = field(default_factory=dict)
    held_times: list[tuple[datetime, datetime]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.ledger.clock.now()

    def ago(self) -> datetime:
        """A moment of the last months that is on no edge of a class."""
        hours = self.random.randrange(OLDEST * 24) + 0.5
        return self.now - timedelta(hours=hours)

    def old(self, at: datetime | None, kept: Kept) -> bool:
        return at is not None and at <= self.now - timedelta(days=SETTINGS[kept])

    def event_goes(self, at: datetime) -> bool:
        held = any(start <= at < end for start, end in self.held_times)
        return self.old(at, Kept.EVENT) and not held


def populate(ledger: Ledger, seed: int, queries: int = 25, *, holds: bool = True) -> World:
    world = World(ledger, Random(seed))
    with ledger.work("test") as work:
        line = a_line(work)
        work.update(line, retention={str(kept): days for kept, days in SETTINGS.items()})
        practices = [_practice(work, number) for number in range(3)]
        author = _author(work)
        for _ in range(queries):
            world.made.append(_query(work, world, line, practices, author))
        for number in range(10):
            at = world.ago()
            row = work.add(InboxEvent(source="test", external_id=str(number), received_at=at))
            world.events[row.id or 0] = at
        for _ in range(world.random.randrange(4) if holds else 0):
            _hold(work, world, line)
    return world


def _practice(work: Work, number: int) -> int:
    row = work.add(Organisation(key=f"Y9900{number}", name=f"Practice {number}", kind="practice"))
    return row.id or 0


def _author(work: Work) -> int:
    row = Responder(
        key="amara",
        name="Dr Amara Example",
        role="radiologist",
        mobile="+447700900001",
        email="a@example.org",
    )
    return work.add(row).id or 0


def _query(work: Work, world: World, line: Line, practices: list[int], author: int) -> Made:
    random, received = world.random, world.ago()
    over = random.random() < 0.8
    ended = received + (world.now - received) * random.random() if over else None
    number, practice = random.choice(NUMBERS), random.choice(practices)
    born = random.choice([None, date(1961, 3, 12), date(2015, 6, 1), date(2001, 12, 24)])
    patient = Patient(patient_name="Zéphyrine Quillfeather", date_of_birth=born, nhs_number=number)
    query = work.add(
        Query(
            line_id=line.id or 0,
            state=QueryState.CLOSED if over else QueryState.ACCEPTED,
            channel=Channel.CALL,
            received_at=received,
            closed_at=ended,
            identified_by=IdentifiedBy.NUMBER,
            organisation_id=practice,
            patient_hash=work.vault.mark(number, "patient"),
            sealed_patient=work.vault.seal(patient.to_json(), "queries.sealed_patient"),
            sealed_call_back=work.vault.seal("+441632960101", "queries.sealed_call_back"),
        )
    )
    _drawers(work, world, query, author)
    return Made(query.id or 0, received, ended, number, born, practice)


def _drawers(work: Work, world: World, query: Query, author: int) -> None:
    seal, at, key = work.vault.seal, query.received_at, query.id or 0
    work.add(Case(query_id=key, line_id=query.line_id, born_at=at, state="draft"))
    work.add(
        Contact(
            query_id=key,
            channel=Channel.CALL,
            direction=Direction.IN,
            external_id=f"CA{key}",
            started_at=at,
            sealed_number=seal("+441632960101", "contacts.sealed_number"),
            number_mark=work.vault.mark(f"{key}", "number"),
        )
    )
    form = seal("{}", "drafts.sealed_form")
    work.add(Draft(query_id=key, author_id=author, saved_at=at, sealed_form=form))
    file = work.add(Attachment(query_id=key, made_at=at, media_type="image/png", size=3))
    piece = work.vault.seal_bytes(b"png", "attachment_pieces.sealed_bytes")
    work.add(AttachmentPiece(attachment_id=file.id or 0, position=0, sealed_bytes=piece))
    sound = work.add(
        Sound(
            query_id=key, kind=SoundKind.RECORDING, carrier_id=f"RE{key}", retention="r", made_at=at
        )
    )
    sound_store.keep(work, sound, b"RIFF", at + timedelta(days=SETTINGS[Kept.RECORDING]))
    link = work.add(AccessLink(kind="letter", query_id=key, made_at=at, expires_at=at))
    code = work.add(
        OneTimeCode(purpose="letter", link_id=link.id, browser_hash="b", made_at=at, expires_at=at)
    )
    world.codes[code.id or 0] = at


def _hold(work: Work, world: World, line: Line) -> None:
    one, kind = world.random.choice(world.made), world.random.choice(list(HoldKind))
    columns: dict[str, Any] = {}
    match kind:
        case HoldKind.QUERY:
            columns, on = {"query_id": one.id}, [one]
        case HoldKind.PATIENT:
            columns = {"patient_hash": work.vault.mark(one.number, "patient")}
            on = [each for each in world.made if each.number == one.number]
        case HoldKind.REQUESTER:
            columns, on = {"requester_mark": work.vault.mark(f"{one.id}", "number")}, [one]
        case HoldKind.ORGANISATION:
            columns = {"organisation_id": one.practice}
            on = [each for each in world.made if each.practice == one.practice]
        case HoldKind.SPAN:
            until = one.received + timedelta(days=20)
            columns = {"line_id": line.id, "from_at": one.received, "until_at": until}
            on = [each for each in world.made if one.received <= each.received < until]
    lifted = world.random.random() < 0.25
    work.add(
        LegalHold(
            kind=kind,
            made_at=work.now,
            made_by="test",
            made_name="Test",
            lifted_at=work.now if lifted else None,
            **columns,
        )
    )
    if not lifted:
        for each in on:
            each.held = True
        if kind is HoldKind.SPAN:
            world.held_times.append((columns["from_at"], columns["until_at"]))


def child_kept(made: Made, today: date) -> bool:
    if made.born is None or made.ended is None:
        return False
    birthday = made.born.replace(year=made.born.year + 18)
    seventeen = made.born.replace(year=made.born.year + 17) <= made.ended.date()
    if birthday <= made.ended.date():
        return False
    until = made.born.replace(year=made.born.year + (26 if seventeen else 25))
    return today < until


def expected(world: World) -> Iterator[tuple[str, int]]:
    """What must be left: names of drawers with the ids of their queries or rows."""
    for each in world.made:
        whole_goes = (
            world.old(each.ended, Kept.RECORD)
            and not each.held
            and not child_kept(each, world.now.date())
        )
        if not whole_goes:
            yield "patient", each.id
        drawers = {
            "attachment": (each.ended, Kept.ATTACHMENT),
            "contact": (each.ended, Kept.CONTACT),
            "draft": (each.ended, Kept.DRAFT),
            "sound": (each.received, Kept.RECORDING),
            "link": (each.received, Kept.LINK),
        }
        for name, (at, kept) in drawers.items():
            if not whole_goes and (each.held or not world.old(at, kept)):
                yield name, each.id
        if not whole_goes and (each.held or not world.old(each.received, Kept.CODE)):
            yield "code", each.id
    for key, at in world.events.items():
        if not world.event_goes(at):
            yield "event", key
