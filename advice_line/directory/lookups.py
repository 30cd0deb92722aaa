"""Who is who: what the call path and the pages read of lines, organisations and responders.

Each function is one indexed read by a statement that is built once. The rows come back detached
from the session: nothing here is changed by an event, and attached rows would be read again after
each of its writes.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from advice_line.directory_kinds import OrganisationKind
from advice_line.kinds import StaffRole
from advice_line.tables.directory import (
    ContactPoint,
    Line,
    Organisation,
    OrganisationPhone,
    Requester,
    RequesterAddress,
    RequesterPhone,
    Responder,
)
from advice_line.trust import granted
from advice_line.trust.roles import Action, permit
from rota.gaps import Supervision
from rota.stretches import Stretch
from rota.values import Absence

Row = TypeVar("Row", bound=SQLModel)

_LINES = select(Line).order_by(col(Line.key))
_LINE_BY_ID = select(Line).where(col(Line.id) == bindparam("id"))
_LINE_BY_KEY = select(Line).where(col(Line.key) == bindparam("key"))
_LINE_BY_NUMBER = select(Line).where(col(Line.number) == bindparam("number"))

_CONTACT_POINTS = select(ContactPoint).order_by(col(ContactPoint.key))
_CONTACT_POINTS_IN_USE = select(ContactPoint).where(
    col(ContactPoint.line_id) == bindparam("line_id"), col(ContactPoint.in_use).is_(True)
)

_ORGANISATIONS = (
    select(Organisation)
    .where(col(Organisation.merged_into_id).is_(None))
    .order_by(col(Organisation.key))
)
_EVERY_ORGANISATION = select(Organisation).order_by(col(Organisation.key))
_ORGANISATION_BY_ID = select(Organisation).where(col(Organisation.id) == bindparam("id"))
_ORGANISATION_BY_KEY = select(Organisation).where(col(Organisation.key) == bindparam("key"))
ORGANISATION_BY_PHONE = (
    select(Organisation)
    .join(OrganisationPhone, col(OrganisationPhone.organisation_id) == col(Organisation.id))
    .where(col(OrganisationPhone.number) == bindparam("number"))
    .limit(2)
)
_PHONES = (
    select(OrganisationPhone.number)
    .where(col(OrganisationPhone.organisation_id) == bindparam("id"))
    .order_by(col(OrganisationPhone.number))
)

_REQUESTER_BY_ID = select(Requester).where(col(Requester.id) == bindparam("id"))
REQUESTER_BY_PHONE = (
    select(Requester)
    .join(RequesterPhone, col(RequesterPhone.requester_id) == col(Requester.id))
    .where(col(RequesterPhone.number) == bindparam("number"))
)

_ADDRESS_CONFIRMED = select(RequesterAddress).where(
    col(RequesterAddress.address) == bindparam("address"),
    col(RequesterAddress.confirmed_at).is_not(None),
    col(RequesterAddress.bounced_at).is_(None),
)

_RESPONDERS = select(Responder).order_by(col(Responder.key))
_RESPONDER_BY_ID = select(Responder).where(col(Responder.id) == bindparam("id"))
_RESPONDER_BY_KEY = select(Responder).where(col(Responder.key) == bindparam("key"))
_RESPONDER_BY_MOBILE = select(Responder).where(col(Responder.mobile) == bindparam("mobile"))
_RESPONDERS_BY_KEY = select(Responder).where(
    col(Responder.key).in_(bindparam("keys", expanding=True))
)


def lines(session: Session) -> list[Line]:
    return _all(session, _LINES)


def line(session: Session, line_id: int) -> Line | None:
    return _first(session, _LINE_BY_ID, {"id": line_id})


def line_by_key(session: Session, key: str) -> Line | None:
    return _first(session, _LINE_BY_KEY, {"key": key})


def line_by_number(session: Session, number: str) -> Line | None:
    """The line whose direct-dial number (E.164) was dialled."""
    return _first(session, _LINE_BY_NUMBER, {"number": number})


def contact_points(session: Session) -> list[ContactPoint]:
    return _all(session, _CONTACT_POINTS)


def contact_points_by_tier(session: Session, line_id: int) -> dict[str, ContactPoint]:
    """Those of the line that are in use: by which telephone a tier is reached."""
    found = _all(session, _CONTACT_POINTS_IN_USE, {"line_id": line_id})
    return {each.tier: each for each in found}


def organisations(session: Session) -> list[Organisation]:
    """Without those that were merged into another."""
    return _all(session, _ORGANISATIONS)


def departments(session: Session) -> list[Organisation]:
    """Hospitals and their departments."""
    return [each for each in organisations(session) if each.kind == OrganisationKind.DEPARTMENT]


def every_organisation(session: Session) -> list[Organisation]:
    """With those that were merged into another: their codes are taken."""
    return _all(session, _EVERY_ORGANISATION)


def organisation(session: Session, organisation_id: int) -> Organisation | None:
    return _first(session, _ORGANISATION_BY_ID, {"id": organisation_id})


def organisation_by_key(session: Session, key: str) -> Organisation | None:
    """The code of one that was merged into another stands for that."""
    found = _first(session, _ORGANISATION_BY_KEY, {"key": key})
    while found is not None and found.merged_into_id is not None:
        found = organisation(session, found.merged_into_id)
    return found


def organisation_by_phone(session: Session, number: str) -> Organisation | None:
    """Whose telephone (E.164) this is: a hint of who calls, never proof. None where several share
    it: naming either would be a guess (H15)."""
    found = _all(session, ORGANISATION_BY_PHONE, {"number": number})
    return found[0] if len(found) == 1 else None


def requester_by_phone(session: Session, number: str) -> Requester | None:
    """Whose own telephone (E.164) this is: a hint of who calls, never proof."""
    return _first(session, REQUESTER_BY_PHONE, {"number": number})


def requester(session: Session, requester_id: int) -> Requester | None:
    return _first(session, _REQUESTER_BY_ID, {"id": requester_id})


def caller(session: Session, number: str | None) -> tuple[Organisation | None, Requester | None]:
    """Who rings from this number (E.164; None where it is withheld), as far as it is known whose it
    is: an organisation's, or a person's who asks for one. A hint, never proof (H15)."""
    if number is None:
        return None, None
    found = organisation_by_phone(session, number)
    person = None if found else requester_by_phone(session, number)
    if person is None or person.organisation_id is None:
        return found, person
    return organisation(session, person.organisation_id), person


def address_confirmed(session: Session, address: str) -> bool:
    return confirmed_at(session, address) is not None


def confirmed_at(session: Session, address: str) -> datetime | None:
    """When somebody last typed the code that was sent to it; None where nobody has, or a mail has
    come back since."""
    row = _first(session, _ADDRESS_CONFIRMED, {"address": address.strip().lower()})
    return row.confirmed_at if row else None


def phones_of(session: Session, organisation_id: int) -> list[str]:
    return list(session.exec(_PHONES, params={"id": organisation_id}))


def responders(session: Session) -> list[Responder]:
    return _all(session, _RESPONDERS)


def responder(session: Session, responder_id: int) -> Responder | None:
    return _first(session, _RESPONDER_BY_ID, {"id": responder_id})


def responder_by_key(session: Session, key: str) -> Responder | None:
    return _first(session, _RESPONDER_BY_KEY, {"key": key})


def responder_by_mobile(session: Session, mobile: str) -> Responder | None:
    return _first(session, _RESPONDER_BY_MOBILE, {"mobile": mobile})


def barred(session: Session, line: str) -> frozenset[str]:
    """The keys of those who may not write advice down on this line, wherever on its rota they
    stand: they are not rung, for what they said could never be written by anybody (H09)."""
    return frozenset(each.key for each in responders(session) if not may_be_rung(each, line))


def supervision(people: Iterable[Responder], absences: Iterable[Absence]) -> Supervision:
    """Advanced practitioners work under a consultant radiologist, who is not away."""
    by_role: dict[str, set[str]] = {}
    for each in people:
        by_role.setdefault(each.role, set()).add(each.key)
    away: dict[str, list[Stretch]] = {}
    for absence in absences:
        away.setdefault(absence.person_ref, []).append((absence.start, absence.end))
    return Supervision(
        frozenset(by_role.get(StaffRole.ADVANCED_PRACTITIONER, ())),
        frozenset(by_role.get(StaffRole.RADIOLOGIST, ())),
        away,
    )


def narrow(people: Iterable[Responder]) -> frozenset[str]:
    """Who answers some things only, by key."""
    return frozenset(each.key for each in people if each.scope)


def may_be_rung(person: Responder, line: str) -> bool:
    """On the line of this key."""
    return permit(granted.on(person, line), Action.WRITE_RECORD)


def answers_somewhere(person: Responder) -> bool:
    return permit(granted.anywhere(person), Action.WRITE_RECORD)


def responders_by_key(session: Session, keys: Collection[str]) -> dict[str, Responder]:
    """Those of the keys that are known, in one read; none is asked for when there are no keys."""
    if not keys:
        return {}
    found = _all(session, _RESPONDERS_BY_KEY, {"keys": list(keys)})
    return {each.key: each for each in found}


def _first(
    session: Session, statement: SelectOfScalar[Row], values: Mapping[str, Any]
) -> Row | None:
    row = session.exec(statement, params=values).first()
    if row is not None:
        session.expunge(row)
    return row


def _all(
    session: Session, statement: SelectOfScalar[Row], values: Mapping[str, Any] | None = None
) -> list[Row]:
    rows = list(session.exec(statement, params=values))
    for row in rows:
        session.expunge(row)
    return rows
