"""What the trail knows of an organisation or a person of the service, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.trust import members

MOST = 50
_RESPONDER = "responder:"


@dataclass(frozen=True)
class Happened:
    """`by` is a name where the trail names a person of the service or of a practice."""

    at: datetime
    by: str
    action: str
    detail: dict[str, Any]


def of(session: Session, subjects: Sequence[str]) -> tuple[Happened, ...]:
    statement = (
        select(TrailEntry)
        .where(col(TrailEntry.subject).in_(subjects))
        .order_by(col(TrailEntry.id).desc())
        .limit(MOST)
    )
    rows = list(session.exec(statement))
    names_of = names(session, {each.actor for each in rows})
    return tuple(
        Happened(each.at, names_of.get(each.actor, each.actor), each.action, each.detail)
        for each in rows
    )


def names(session: Session, actors: set[str]) -> dict[str, str]:
    """By how the trail names them, people of the service and of practices."""
    keys = [each.removeprefix(_RESPONDER) for each in actors if each.startswith(_RESPONDER)]
    found = members.names(session, actors)
    if keys:
        statement = select(Responder.key, Responder.name).where(col(Responder.key).in_(keys))
        found.update((f"{_RESPONDER}{key}", name) for key, name in session.exec(statement))
    return found
