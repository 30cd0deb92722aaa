"""The room of a talk as rows, and the ways in: a talk moves there to be held or joined."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from advice_line.call_kinds import ColleagueState
from advice_line.desk.in_call import backs
from advice_line.desk.phone import talk_time
from advice_line.desk.query import moving, offers
from advice_line.errors import NotFound
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.ports.script import Meet, Step, StepName
from advice_line.tables.queries import Contact, Query
from advice_line.tables.rooms import Colleague, Room


@dataclass(frozen=True)
class Here:
    """A room with its rows, the query's held until the transaction ends."""

    room: Room
    query: Query
    contact: Contact


def of_contact(work: Work, contact: Contact) -> Room | None:
    """The room of this call while it is open."""
    return work.session.exec(
        select(Room).where(col(Room.contact_id) == contact.id, col(Room.closed_at).is_(None))
    ).first()


def named(work: Work, public_id: str) -> Here:
    """Raises `errors.NotFound`."""
    return _here(work, col(Room.public_id) == public_id)


def by_id(work: Work, room_id: int) -> Here:
    return _here(work, col(Room.id) == room_id)


def _here(work: Work, which: ColumnElement[bool]) -> Here:
    room = work.session.exec(select(Room).where(which)).first()
    if room is None:
        raise NotFound("No such room.")
    query = moving.locked(work, room.query_id)
    work.session.refresh(room)
    contact = work.session.get_one(Contact, room.contact_id)
    work.session.refresh(contact)
    return Here(room, query, contact)


def open_for(
    work: Work, query: Query, contact: Contact, *, starred_after: timedelta | None = None
) -> Room:
    """The room of this talk; where there is none yet, the two are asked into one: at once, or after
    a moment where its host may leave it by the star. Whoever accepted is its host."""
    there = of_contact(work, contact)
    if there is not None:
        return there
    accepted = offers.accepted_of(work, contact)
    assert accepted is not None
    room = work.add(
        Room(
            query_id=query.id or 0,
            contact_id=contact.id or 0,
            host_leg=accepted.leg or "",
            host_id=accepted.responder_id,
            fetches_caller=backs.is_dialled(work, contact, accepted.leg or ""),
            star=starred_after is not None,
            opened_at=work.now,
        )
    )
    after = work.now + starred_after if starred_after else None
    ask(work, NoticeKind.ROOM_ENTERED, room, person=room.host_id, after=after)
    work.record("room.opened", query=query.id, subject=f"room:{room.public_id}")
    return room


def ask(
    work: Work,
    kind: NoticeKind,
    room: Room,
    *,
    turn: int = 0,
    person: int | None = None,
    after: datetime | None = None,
) -> None:
    """Something of the carrier about this room, once for each `turn`, now or not before `after`."""
    outbox.put(
        work,
        kind,
        once=f"{kind}:{room.public_id}:{turn}",
        channel=OutChannel.LIVE_CALL,
        recipient=Recipient.RESPONDER,
        query=room.query_id,
        person=person,
        subject=room.id,
        after=after,
    )


def ask_of(work: Work, kind: NoticeKind, room: Room, colleague: Colleague) -> None:
    outbox.put(
        work,
        kind,
        once=f"{kind}:{colleague.public_id}",
        channel=OutChannel.LIVE_CALL,
        recipient=Recipient.RESPONDER,
        query=room.query_id,
        person=colleague.responder_id,
        subject=colleague.id,
    )


def both_in(room: Room) -> bool:
    return room.host_in_at is not None and room.caller_in_at is not None


def fetched_at(room: Room) -> datetime | None:
    """When the phone that was to be fetched out of the talk has come."""
    return room.caller_in_at if room.fetches_caller else room.host_in_at


def name(room: Room) -> str:
    """As the carrier knows it: each round is a room of its own there."""
    return f"{room.public_id}{room.round:02d}"


def step(room: Room, then: StepName, turn: int) -> Step:
    return Step(name=then, ref=f"{room.public_id}-{turn}")


def enter(here: Here, *, ends: bool, waits: bool = False) -> Meet:
    """`ends`: it is over for all when they leave; `waits`: they hear words while they are alone."""
    room = here.room
    return Meet(
        room=name(room),
        ends=ends,
        star=room.star and ends and not waits,
        alone=step(room, StepName.ROOM_ALONE, room.round * 100) if waits else None,
        then=step(room, StepName.ROOM_LEFT, room.round),
    )


def asked_into(work: Work, room: Room, *states: ColleagueState) -> list[Colleague]:
    """Colleagues of this room in one of these states, the first asked first."""
    statement = (
        select(Colleague)
        .where(col(Colleague.room_id) == room.id, col(Colleague.state).in_(states))
        .order_by(col(Colleague.id))
    )
    return list(work.session.exec(statement))


def all_out(work: Work, room: Room) -> None:
    """On their way into the next round."""
    talk_time.pauses(work, room)
    work.update(room, host_in_at=None, caller_in_at=None)


def next_round(work: Work, room: Room) -> None:
    """In which nobody has left yet."""
    work.update(room, round=room.round + 1, host_left=None, caller_out_at=None)


def caller_is_out(work: Work, room: Room) -> None:
    """Whoever comes in after that finds nobody."""
    talk_time.pauses(work, room)
    work.update(room, caller_in_at=None)


def close(work: Work, room: Room, at: datetime | None = None) -> None:
    """Over, now or since then; whoever is still being asked is no longer wanted, whoever is in it
    is let go."""
    if not work.update(room, col(Room.closed_at).is_(None), closed_at=work.now, act_at=None):
        return
    talk_time.pauses(work, room, at)
    talk_time.total(work, work.session.get_one(Contact, room.contact_id))
    for each in asked_into(work, room, ColleagueState.ASKED):
        release(work, room, each)
    if room.caller_in_at is None:
        _let_go(work, room)
    work.record("room.closed", query=room.query_id, subject=f"room:{room.public_id}")


def _let_go(work: Work, room: Room) -> None:
    """Colleagues who came in where the caller is not: no end of the caller's call ends the room for
    them."""
    for each in asked_into(work, room, ColleagueState.JOINED):
        ask_of(work, NoticeKind.COLLEAGUE_RELEASED, room, each)


def close_of(work: Work, contact: Contact, at: datetime | None = None) -> None:
    """Whichever of this call is open: after one that came to nothing their page may have opened
    another."""
    room = of_contact(work, contact)
    if room is not None:
        close(work, room, at)


def release(work: Work, room: Room, colleague: Colleague) -> None:
    """Whoever is asked need not come any more."""
    if settle(work, colleague, ColleagueState.WITHDRAWN):
        ask_of(work, NoticeKind.COLLEAGUE_RELEASED, room, colleague)


def settle(work: Work, colleague: Colleague, to: ColleagueState) -> bool:
    """Of somebody who was asked and has not joined; False when that is settled."""
    settled = work.update(
        colleague,
        col(Colleague.state) == ColleagueState.ASKED,
        state=to,
        settled_at=work.now,
    )
    if settled:
        room = work.session.get_one(Room, colleague.room_id)
        work.record(f"colleague.{to}", query=room.query_id, subject=_subject(colleague))
    return settled


def _subject(colleague: Colleague) -> str:
    return f"colleague:{colleague.public_id}"
