"""A call that is going on as its responder's page shows it: who calls, how long, who is asked."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import CallStage, ColleagueState
from advice_line.desk.in_call import rooms, talks
from advice_line.desk.phone import engaged, taping
from advice_line.desk.query import reading
from advice_line.directory import lookups
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.staffing import answerable, on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query
from advice_line.tables.rooms import Colleague, Room

_MOST_OPEN = 10


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked into the talk, and what came of it."""

    name: str
    takes_over: bool
    state: ColleagueState
    at: datetime


@dataclass(frozen=True)
class Askable:
    """Somebody who may be asked; an empty `scope` is everything."""

    key: str
    name: str
    on_duty: bool
    busy: bool
    scope: tuple[str, ...]


@dataclass(frozen=True)
class LiveCall:
    """`stage` is where the call is, None once it is over (`over_at`) and while its requester is
    still being rung (`connecting`); `since` from when they talk, `heard_of_at` up to when that is
    known where nobody can tell whether they still do.
    `host` is whether it is the reader's to hold, to ask and to hand over. `recorded`: this line
    records, `paused_at` since when it is not to just now; `recording_changes` that the carrier has
    not done yet what was asked last."""

    query: Query
    line: Line
    organisation: str | None
    reason: str | None
    stage: CallStage | None
    since: datetime
    over_at: datetime | None
    connecting: bool
    heard_of_at: datetime | None
    mine: bool
    host: bool
    owner: str | None
    held_since: datetime | None
    held_until: datetime | None
    asked: tuple[Asked, ...]
    people: tuple[Askable, ...]
    tags: tuple[str, ...]
    others: tuple[str, ...]
    recorded: bool
    paused_at: datetime | None
    recording_changes: bool
    number: str | None
    can_write: bool
    now: datetime


def of(work: Work, query: Query, reader: int) -> LiveCall | None:
    """None for a query about which nobody has talked on the telephone."""
    talk = talks.newest(work, query)
    if talk is None:
        return None
    contact, live = talk.contact, talk.stage is not None
    line = work.session.get_one(Line, query.line_id)
    room = rooms.of_contact(work, contact) if contact is not None else None
    people = tuple(_people(work, line, room, reader)) if live else ()
    number = reading.call_back_number(work, query)
    return LiveCall(
        query=query,
        line=line,
        organisation=_organisation(work, query),
        reason=contact.reason if contact is not None else None,
        stage=talk.stage,
        since=talk.since,
        over_at=talk.over_at,
        connecting=talk.connecting,
        heard_of_at=talks.doubted(work, talk),
        mine=query.owner_id == reader,
        host=live and reader in talks.hosts(query, room),
        owner=_name(work, query.owner_id),
        held_since=room.held_at if room else None,
        held_until=room.act_at if room else None,
        asked=tuple(_asked(work, contact)) if contact is not None else (),
        people=people,
        tags=tuple(sorted({tag for each in people for tag in each.scope})),
        others=tuple(_others(work, query)),
        recorded=talk.contact is not None and taping.applies(work, talk.contact),
        paused_at=contact.recording_paused_at if contact is not None else None,
        recording_changes=contact is not None and taping.is_asked_for(work, contact),
        number=number,
        can_write=query.owner_id == reader and query.state == QueryState.ACCEPTED,
        now=work.now,
    )


def _people(work: Work, line: Line, room: Room | None, reader: int) -> list[Askable]:
    """Not whoever is in the talk already."""
    there = {each.responder.id for each in on_duty.who(work.session, line.key, work.now)}
    busy = engaged.now(work).people
    return [
        Askable(each.key, each.name, each.id in there, each.id in busy, tuple(each.scope))
        for each in answerable.who(work.session, line.key, work.now)
        if each.id not in {reader, *_in_talk(work, room)}
    ]


def _in_talk(work: Work, room: Room | None) -> set[int]:
    if room is None:
        return set()
    joined = rooms.asked_into(work, room, ColleagueState.JOINED)
    return {room.host_id, *(each.responder_id for each in joined)}


def _asked(work: Work, contact: Contact) -> list[Asked]:
    statement = (
        select(Colleague, Responder.name)
        .join(Room, col(Room.id) == col(Colleague.room_id))
        .join(Responder, col(Responder.id) == col(Colleague.responder_id))
        .where(col(Room.contact_id) == contact.id)
        .order_by(col(Colleague.id))
    )
    return [
        Asked(name, each.takes_over, ColleagueState(each.state), each.settled_at or each.asked_at)
        for each, name in work.session.exec(statement)
    ]


def _others(work: Work, query: Query) -> list[str]:
    """References of what else this organisation has open; nothing of what is in it."""
    if query.organisation_id is None:
        return []
    done = (QueryState.CLOSED, QueryState.ACKNOWLEDGED, QueryState.DEFLECTED)
    statement = (
        select(Query.reference)
        .where(
            col(Query.organisation_id) == query.organisation_id,
            col(Query.id) != query.id,
            col(Query.state).not_in(done),
        )
        .order_by(col(Query.id).desc())
        .limit(_MOST_OPEN)
    )
    return list(work.session.exec(statement))


def _organisation(work: Work, query: Query) -> str | None:
    if query.organisation_id is None:
        return None
    found = lookups.organisation(work.session, query.organisation_id)
    return found.name if found else None


def _name(work: Work, person: int | None) -> str | None:
    found = lookups.responder(work.session, person) if person else None
    return found.name if found else None
