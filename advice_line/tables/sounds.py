"""What callers said aloud, as it lies here: sealed, in pieces, until its time is up."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, maybe_instant, public_id, sealed


class Sound(SQLModel, table=True):
    """One recording of the carrier's and what has become of it: `kept_at` is when it was copied
    here, `let_go_at` when the carrier had deleted its own, `deleted_at` when ours was.

    `act_at` is when the next step is due (None: there is none), `retention` the class by which
    `delete_after` was set. `failure` is a code, never words.
    """

    __tablename__ = "sounds"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    kind: str
    carrier_id: str = Field(unique=True)
    seconds: int = 0
    retention: str
    made_at: datetime = instant()
    act_at: datetime | None = maybe_instant(index=True)
    tries: int = 0
    failure: str | None = None
    kept_at: datetime | None = maybe_instant()
    let_go_at: datetime | None = maybe_instant()
    delete_after: datetime | None = maybe_instant(index=True)
    deleted_at: datetime | None = maybe_instant()


class SoundPiece(SQLModel, table=True):
    """A stretch of a sound's bytes, sealed: no row grows with the length of a call."""

    __tablename__ = "sound_pieces"

    sound_id: int = Field(foreign_key="sounds.id", primary_key=True)
    position: int = Field(primary_key=True)
    sealed_bytes: str | None = sealed()
