"""How many sounds of a line go by their retention class until an instant, as things stand."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from advice_line.call_kinds import SoundKind
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.tables.sounds import Sound
from advice_line.trust import holds


def sounds(work: Work, line: Line, by: datetime, *, held: bool = False) -> dict[str, int]:
    """By class; or how many would, were they not `held`. A message that nobody has typed is of its
    own, however soon somebody may."""
    hold = holds.on_query(col(Sound.query_id))
    typed = select(Message.id).where(col(Message.external_id) == col(Sound.carrier_id)).exists()
    rows = work.session.exec(
        select(Sound.kind, typed, func.count())
        .join(Query, col(Query.id) == col(Sound.query_id))
        .where(
            col(Query.line_id) == line.id,
            col(Sound.deleted_at).is_(None),
            col(Sound.delete_after) <= by,
            hold if held else ~hold,
        )
        .group_by(col(Sound.kind), typed)
    )
    return {_named(kind, typed=written): count for kind, written, count in rows}


def _named(kind: str, *, typed: bool) -> str:
    if kind != SoundKind.MESSAGE:
        return "recording"
    return "message" if typed else "untyped_message"
