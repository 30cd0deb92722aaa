"""How far somebody who tries the demonstration has come with the newest call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.call_kinds import CallStage, SoundKind
from advice_line.demo import ways
from advice_line.demo.ways import Step, Way
from advice_line.desk.messages import spoken
from advice_line.desk.phone import taping
from advice_line.desk.query import reading
from advice_line.desk.ring_back import placed
from advice_line.kinds import CaseState, Channel, ContactEnded, PromiseState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Contact, Query
from advice_line.tables.rooms import Room
from advice_line.tables.sounds import Sound
from advice_line.tables.tasks import Promise

IN_WRITING = (Channel.EMAIL, Channel.FORM, Channel.CHAT)
_OWED = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)


@dataclass(frozen=True)
class Reached:
    """How far the query has come that a call is about, or was last.

    `calls` is how many there are since the start, `owner` the key of who has it, `nameless` that it
    has no number to ring, `known` that a practice is known to which its letter goes; `owed` says
    that somebody still has to ring (or look for) its caller, `rings_back_at` when the line does so
    by itself, `unsaid` that a call back was so short that its responder has to say whether they
    spoke, `office` that the radiology office rings. `stage` is where its call is, `held` that its
    caller is on hold, `message` the id of what its caller said after the tone and nobody has typed,
    `served` that no radiologist was needed, `missed` that it came while the line could not answer,
    `texted` that its newest arrival is a text. `recorded` is whether its call is being recorded
    now, None where nothing of it is, `star` that the star pauses it and goes on; `sound` says that
    what was recorded can be heard. `in_writing` says that it was asked so, `asked_back` that its
    asker owes an answer.
    """

    calls: int = 0
    received_at: datetime | None = None
    reference: str | None = None
    nameless: bool = False
    known: bool = False
    owner: str | None = None
    talked: bool = False
    owed: bool = False
    rings_back_at: datetime | None = None
    stage: str | None = None
    held: bool = False
    texted: bool = False
    in_writing: bool = False
    asked_back: bool = False
    recorded: bool | None = None
    star: bool = False
    sound: bool = False
    unsaid: bool = False
    office: bool = False
    message: str | None = None
    served: bool = False
    missed: bool = False
    written: bool = False
    read: bool = False
    received: bool = False
    case: str | None = None
    offered: bool = False
    case_state: str | None = None

    @property
    def taught(self) -> bool:
        return self.case_state == CaseState.APPROVED

    @property
    def way(self) -> Way:
        return ways.WRITTEN if self.in_writing else ways.CALLED

    @property
    def done(self) -> dict[Step, bool]:
        return {
            Step.CALL: self.reference is not None,
            Step.ANSWER: self.owner is not None,
            Step.TALK: self.talked,
            Step.WRITE: self.written,
            Step.READ: self.received,
            Step.TEACH: self.taught,
        }


def reached(work: Work, since: datetime, live: Sequence[str] = ()) -> Reached:
    """`live` are the carrier's ids of the calls that go on, those of the phone that is shown
    first."""
    query = _in_play(work, since, live)
    if query is None:
        return Reached()
    advice = work.session.exec(select(Advice).where(col(Advice.query_id) == query.id)).first()
    case = work.session.exec(select(Case).where(col(Case.query_id) == query.id)).one()
    owner = work.session.get(Responder, query.owner_id) if query.owner_id else None
    contacts = reading.contacts(work, query)
    ended = [each.ended for each in contacts]
    sounds = spoken.untyped(work, query.id or 0)
    room = _room(work, query)
    owed = {task.kind for task in reading.open_tasks(work, query)}
    return Reached(
        calls=_calls(work, since),
        received_at=query.received_at,
        reference=query.reference,
        nameless=query.sealed_call_back is None,
        known=query.organisation_id is not None,
        owner=owner.key if owner else None,
        talked=ContactEnded.TALKED in ended,
        owed=not owed.isdisjoint(_OWED),
        unsaid=placed.unsaid(work, query) is not None,
        office=TaskKind.FOLLOW_UP in owed,
        rings_back_at=_rings_back_at(work, query),
        stage=_stage(contacts, live),
        held=room is not None and room.held_at is not None,
        texted=bool(contacts) and contacts[-1].channel == Channel.SMS,
        in_writing=query.channel in IN_WRITING,
        asked_back=query.state == QueryState.ASKED_BACK,
        recorded=_recorded(work, contacts, live),
        star=room is not None and room.star and room.caller_in_at is not None,
        sound=_sound(work, query),
        message=sounds[0].public_id if sounds else None,
        served=ContactEnded.DEFLECTED in ended,
        missed=query.during_outage and ContactEnded.FAILED in ended,
        written=advice is not None,
        read=advice is not None and advice.opened_at is not None,
        received=advice is not None and advice.acknowledged_at is not None,
        case=case.reference,
        offered=case.nominated_at is not None,
        case_state=case.state,
    )


def _in_play(work: Work, since: datetime, live: Sequence[str]) -> Query | None:
    """The query of a call that goes on, else the one of which something came or was rung last, of
    those that nobody has erased."""
    for call in live:
        found = [each for each in reading.listed(work, external=call) if each.emptied_at is None]
        if found:
            return found[-1]
    newest = (
        select(Query)
        .join(Contact, col(Contact.query_id) == col(Query.id))
        .where(col(Contact.started_at) >= since, col(Query.emptied_at).is_(None))
        .order_by(col(Contact.id).desc())
    )
    return work.session.exec(newest).first()


def _calls(work: Work, since: datetime) -> int:
    return work.session.exec(
        select(func.count()).select_from(Query).where(col(Query.received_at) >= since)
    ).one()


def _stage(contacts: Sequence[Contact], live: Sequence[str]) -> str | None:
    """Where the call is that goes on, else where the first one was. Once its caller is promised a
    call back it only says goodbye."""
    shown = _going_on(contacts, live) or next(iter(contacts), None)
    if shown is not None and shown.ended == ContactEnded.PROMISED:
        return CallStage.OVER
    return shown.stage if shown else None


def _recorded(work: Work, contacts: Sequence[Contact], live: Sequence[str]) -> bool | None:
    contact = _going_on(contacts, live)
    if contact is None or not taping.applies(work, contact):
        return None
    return contact.recorded_as is not None and not taping.is_silent(contact)


def _going_on(contacts: Sequence[Contact], live: Sequence[str]) -> Contact | None:
    return next((each for each in contacts if each.external_id in live), None)


def _sound(work: Work, query: Query) -> bool:
    there = select(Sound).where(
        col(Sound.query_id) == query.id,
        col(Sound.kind) == SoundKind.RECORDING,
        col(Sound.kept_at).is_not(None),
        col(Sound.deleted_at).is_(None),
    )
    return work.session.exec(there).first() is not None


def _room(work: Work, query: Query) -> Room | None:
    """Into which the talk has moved, and which is open."""
    rooms = select(Room).where(col(Room.query_id) == query.id, col(Room.closed_at).is_(None))
    return work.session.exec(rooms).first()


def _rings_back_at(work: Work, query: Query) -> datetime | None:
    return work.session.exec(
        select(Promise.ring_at).where(
            col(Promise.query_id) == query.id, col(Promise.state) == PromiseState.OPEN
        )
    ).first()
