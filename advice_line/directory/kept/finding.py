"""Organisations by a name, a code, a telephone or a postcode, and those that need a look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, union
from sqlmodel import Session, col, select

from advice_line.directory import bounced, numbers
from advice_line.directory_kinds import CorrectionState, Part
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.tables.directory import (
    Organisation,
    OrganisationPhone,
    Requester,
    RequesterPhone,
)
from advice_line.tables.queries import Query
from advice_line.tables.upkeep import Correction, DetailOrigin

MOST = 50
_MONTH = timedelta(days=30.5)
# By these a letter, a call or an alert goes: what is stale of them misleads somebody (H17).
RELIED_ON = (Part.PHONES, Part.BYPASS, Part.EMAIL, Part.OUT_OF_HOURS)


class Look(StrEnum):
    """Why somebody should look at an organisation."""

    CORRECTIONS = "corrections"
    DIFFERS = "differs"
    STALE = "stale"
    BOUNCED = "bounced"
    SHARED = "shared"
    CLOSED = "closed"


@dataclass(frozen=True)
class Found:
    """`more` that there are more than are shown; `whose` names a person whose number it is."""

    organisations: tuple[Organisation, ...]
    more: bool = False
    whose: tuple[str, ...] = ()


def by_words(session: Session, text: str) -> Found:
    """The code first, then a telephone, a postcode, a part of the name."""
    words = " ".join(text.split())
    if not words:
        return Found(())
    number = numbers.typed(words)
    if number is not None:
        return _found(session, _by_number(number), _whose(session, number))
    compact = words.upper().replace(" ", "")
    return _found(
        session,
        or_(
            col(Organisation.key).startswith(compact, autoescape=True),
            func.replace(col(Organisation.postcode), " ", "").startswith(compact, autoescape=True),
            func.lower(col(Organisation.name)).contains(words.lower(), autoescape=True),
        ),
    )


def to_look_at(work: Work, look: Look, stale_months: int) -> Found:
    if look is Look.BOUNCED:
        every = _found(work.session, col(Organisation.email).is_not(None), most=None)
        return _cut([each for each in every.organisations if bounced.since(work, each.email or "")])
    return _found(work.session, _reason(look, work.now - stale_months * _MONTH))


def counts(work: Work, stale_months: int) -> Mapping[Look, int]:
    """How many need each look."""
    return {look: _count(work, look, stale_months) for look in Look}


def _count(work: Work, look: Look, stale_months: int) -> int:
    if look is Look.BOUNCED:
        return len(to_look_at(work, look, stale_months).organisations)
    clause = _reason(look, work.now - stale_months * _MONTH)
    statement = select(func.count()).select_from(Organisation).where(_THERE, clause)
    return work.session.exec(statement).one()


_THERE = col(Organisation.merged_into_id).is_(None)
_OPEN_QUERY = exists().where(
    col(Query.organisation_id) == col(Organisation.id), col(Query.state) != QueryState.CLOSED
)
_HAS_ASKED = exists().where(col(Query.organisation_id) == col(Organisation.id))


def _reason(look: Look, stale_before: datetime) -> ColumnElement[bool]:
    own = col(DetailOrigin.organisation_id) == col(Organisation.id)
    reasons: Mapping[Look, ColumnElement[bool]] = {
        Look.CORRECTIONS: exists().where(
            col(Correction.organisation_id) == col(Organisation.id),
            col(Correction.state) == CorrectionState.OPEN,
        ),
        Look.DIFFERS: exists().where(own, _holds_something(col(DetailOrigin.differs))),
        Look.STALE: and_(
            _HAS_ASKED,
            col(Organisation.closed_on).is_(None),
            ~exists().where(
                own,
                col(DetailOrigin.part).in_(RELIED_ON),
                col(DetailOrigin.confirmed_at) >= stale_before,
            ),
        ),
        Look.SHARED: _shares(),
        Look.CLOSED: and_(col(Organisation.closed_on).is_not(None), _OPEN_QUERY),
    }
    return reasons[look]


def _holds_something(column: object) -> ColumnElement[bool]:
    """Of JSON, which PostgreSQL compares with nothing."""
    return func.length(cast(column, String)) > len("{}")


def _shares() -> ColumnElement[bool]:
    shared = (
        select(OrganisationPhone.number)
        .group_by(col(OrganisationPhone.number))
        .having(func.count() > 1)
    )
    return exists().where(
        col(OrganisationPhone.organisation_id) == col(Organisation.id),
        col(OrganisationPhone.number).in_(shared),
    )


def sharing(session: Session, of: Organisation, phones: Sequence[str]) -> dict[str, list[str]]:
    """Whose else each of its telephones is, by name."""
    statement = (
        select(OrganisationPhone.number, Organisation.name)
        .join(Organisation, col(Organisation.id) == col(OrganisationPhone.organisation_id))
        .where(
            col(OrganisationPhone.number).in_(phones),
            col(OrganisationPhone.organisation_id) != of.id,
        )
        .order_by(col(Organisation.name))
    )
    found: dict[str, list[str]] = {}
    for number, name in session.exec(statement):
        found.setdefault(number, []).append(name)
    return found


def _by_number(number: str) -> ColumnElement[bool]:
    own = select(OrganisationPhone.organisation_id).where(col(OrganisationPhone.number) == number)
    people = (
        select(Requester.organisation_id)
        .join(RequesterPhone, col(RequesterPhone.requester_id) == col(Requester.id))
        .where(col(RequesterPhone.number) == number, col(Requester.organisation_id).is_not(None))
    )
    other = select(Organisation.id).where(
        or_(
            col(Organisation.bypass_number) == number,
            col(Organisation.out_of_hours_number) == number,
        )
    )
    # Of all at once: an "or" of them would have each organisation looked at in turn.
    return col(Organisation.id).in_(union(own, people, other))


def _whose(session: Session, number: str) -> tuple[str, ...]:
    statement = (
        select(Requester.name)
        .join(RequesterPhone, col(RequesterPhone.requester_id) == col(Requester.id))
        .where(col(RequesterPhone.number) == number)
    )
    return tuple(session.exec(statement))


def _found(
    session: Session,
    clause: ColumnElement[bool],
    whose: Iterable[str] = (),
    most: int | None = MOST,
) -> Found:
    statement = select(Organisation).where(_THERE, clause)
    statement = statement.order_by(func.lower(col(Organisation.name)), col(Organisation.key))
    rows = session.exec(statement.limit(most + 1) if most else statement).all()
    return _cut(rows, whose) if most else Found(tuple(rows))


def _cut(rows: Sequence[Organisation], whose: Iterable[str] = ()) -> Found:
    return Found(tuple(rows[:MOST]), len(rows) > MOST, tuple(whose))
