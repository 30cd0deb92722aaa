"""Talks that have moved into a room, where somebody can be held and somebody else can join."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.call_kinds import ColleagueState
from advice_line.tables.columns import instant, maybe_instant, public_id


class Room(SQLModel, table=True):
    """A call has one open room, from when its responder asked for it until `closed_at`.

    `host_leg` is the carrier's id of the phone whose hanging up ends the `round`; whoever is left
    then meets in the next. `host_in_at` and `caller_in_at` are when each was sent in. `held_at` is
    since when the caller is to be on hold; `holds` counts how often they were, `hold_round` what
    they were told meanwhile. `fetches_caller`: their phone was dialled from the
    responder's, and is the one fetched out of the talk. `talking_since` is since when the caller
    and somebody else can talk in it, `talked_seconds` how long they could before that. `act_at` is
    when whoever waits is no longer to be left alone. `star`: its host may leave it by the star;
    `host_left` is then how they left this round, `caller_out_at` that the caller is out of it too.
    """

    __tablename__ = "rooms"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    host_leg: str
    host_id: int = Field(foreign_key="responders.id")
    round: int = 1
    holds: int = 0
    hold_round: int = 0
    fetches_caller: bool = False
    star: bool = False
    host_left: str | None = None
    caller_out_at: datetime | None = maybe_instant()
    opened_at: datetime = instant()
    host_in_at: datetime | None = maybe_instant()
    caller_in_at: datetime | None = maybe_instant()
    held_at: datetime | None = maybe_instant()
    talking_since: datetime | None = maybe_instant()
    talked_seconds: int = 0
    act_at: datetime | None = maybe_instant(index=True)
    closed_at: datetime | None = maybe_instant()


class Colleague(SQLModel, table=True):
    """Somebody asked into a room. `takes_over`: with their key the query becomes theirs; `tag` is
    the scope for which they were looked for."""

    __tablename__ = "colleagues"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    room_id: int = Field(foreign_key="rooms.id", index=True)
    responder_id: int = Field(foreign_key="responders.id", index=True)
    asked_by_id: int = Field(foreign_key="responders.id")
    takes_over: bool = False
    tag: str | None = None
    state: str = Field(default=ColleagueState.ASKED, index=True)
    leg: str | None = None
    asked_at: datetime = instant()
    joined_at: datetime | None = maybe_instant()
    settled_at: datetime | None = maybe_instant()
