"""Requests that somebody else takes a shift, and to whom each was put."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id


class SwapRequest(SQLModel, table=True):
    """`starts_at` to `ends_at` of the giver's duty on one tier; where `hand_over`, from acceptance
    on. The three `return_…` say what is given for it, None for nothing. `asked_of` are keys in the
    order in which they are asked; empty: everybody eligible. `asked_by` is who asked, as the trail
    names them; `act_at` is when the next is asked or it comes to nothing, None once it is settled.
    """

    __tablename__ = "swap_requests"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    giver_id: int = Field(foreign_key="responders.id", index=True)
    tier: str
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    hand_over: bool = False
    return_tier: str | None = None
    return_starts_at: datetime | None = maybe_instant()
    return_ends_at: datetime | None = maybe_instant()
    asked_of: list[str] = json_list()
    asked_at: datetime = instant()
    asked_by: str
    state: str = Field(index=True)
    act_at: datetime | None = maybe_instant(index=True)
    settled_at: datetime | None = maybe_instant()
    taker_id: int | None = Field(default=None, foreign_key="responders.id")


class SwapOffer(SQLModel, table=True):
    """A request put before one person; its `state` is that of any offer."""

    __tablename__ = "swap_offers"
    __table_args__ = (UniqueConstraint("request_id", "responder_id"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="swap_requests.id", index=True)
    responder_id: int = Field(foreign_key="responders.id", index=True)
    offered_at: datetime = instant()
    expires_at: datetime = instant()
    state: str
    settled_at: datetime | None = maybe_instant()
