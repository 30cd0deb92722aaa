"""Each try to ring a requester back, by the button or by the system."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id


class RingBack(SQLModel, table=True):
    """`taken_at` is when the responder pressed 1, `answered_at` when the requester's phone was
    picked up, `seconds` for how long the two were joined; `leg` is the carrier's id of the call to
    that phone. `bypass`: the practice's bypass number is dialled; `owner_before_id` is whose query
    it was when this responder was asked.
    `contact_point_id` is the shared phone on which they are asked, None for their own mobile;
    `read_out` are those who were named to somebody there who is not its holder.

    `end` is a `call_kinds.RingBackEnd`; a later word may say more, and never less.
    """

    __tablename__ = "ring_backs"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    responder_id: int = Field(foreign_key="responders.id", index=True)
    owner_before_id: int | None = Field(default=None, foreign_key="responders.id")
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    contact_point_id: int | None = Field(default=None, foreign_key="contact_points.id")
    read_out: list[int] = json_list()
    by_hand: bool = False
    bypass: bool = False
    leg: str | None = Field(default=None, index=True)
    leg_state: str | None = None
    seconds: int | None = None
    end: str | None = None
    asked_at: datetime = instant()
    taken_at: datetime | None = maybe_instant()
    answered_at: datetime | None = maybe_instant()
    settled_at: datetime | None = maybe_instant(index=True)
