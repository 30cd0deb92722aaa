"""What may not be deleted: conditions of SQL, each true where a legal hold stands that has not been
lifted. Whoever deletes anything asks with these, in the transaction in which it goes.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from advice_line.data_kinds import HoldKind
from advice_line.tables.alerts import Alert
from advice_line.tables.data_life import LegalHold
from advice_line.tables.mails import Mail
from advice_line.tables.queries import Contact, Query

_LOCK = 714028


def alone(session: Session) -> None:
    """One at a time delete, and place a hold: nothing goes that was held a moment before. On SQLite
    writing transactions queue anyway."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def on_query(query_id: Any, *, only: int | None = None) -> ColumnElement[bool]:
    """`query_id`: a column that holds a query's id; of a row without one nothing is said here.
    `only`: by this one hold."""
    which = [] if only is None else [col(LegalHold.id) == only]
    query, contact = aliased(Query), aliased(Contact)
    by_contact = exists().where(
        col(contact.query_id) == col(query.id),
        or_(
            col(contact.requester_id) == col(LegalHold.requester_id),
            col(contact.number_mark) == col(LegalHold.requester_mark),
            col(contact.address_mark) == col(LegalHold.requester_mark),
        ),
    )
    alert = aliased(Alert)
    by_alert = exists().where(
        col(alert.query_id) == col(query.id),
        or_(
            col(alert.patient_hash) == col(LegalHold.patient_hash),
            col(alert.organisation_id) == col(LegalHold.organisation_id),
        ),
    )
    return _standing(
        *which,
        col(query.id) == query_id,
        or_(
            col(LegalHold.query_id) == col(query.id),
            col(LegalHold.patient_hash) == col(query.patient_hash),
            col(LegalHold.requester_id) == col(query.requester_id),
            col(LegalHold.organisation_id) == col(query.organisation_id),
            _in_span(col(query.line_id), col(query.received_at)),
            by_contact,
            by_alert,
        ),
    )


def on_alert() -> ColumnElement[bool]:
    """A condition of Alert: one that stands on it itself, or on its query."""
    own = _standing(
        or_(
            col(LegalHold.patient_hash) == col(Alert.patient_hash),
            col(LegalHold.organisation_id) == col(Alert.organisation_id),
            _in_span(col(Alert.line_id), col(Alert.started_at)),
        )
    )
    return or_(own, on_query(col(Alert.query_id)))


def on_mail() -> ColumnElement[bool]:
    """A condition of Mail, whether anybody could tell whose it is or not."""
    own = _standing(
        or_(
            col(LegalHold.requester_mark) == col(Mail.sender_mark),
            _in_span(col(Mail.line_id), col(Mail.fetched_at)),
        )
    )
    return or_(own, on_query(col(Mail.query_id)))


def on_line(line_id: Any, at: Any) -> ColumnElement[bool]:
    """What is of a line and of a time."""
    return _standing(_in_span(line_id, at))


def on_time(at: Any) -> ColumnElement[bool]:
    """What is of no line: a hold on that time of any line stands on it."""
    return _standing(_in_time(at))


def on_any_line() -> ColumnElement[bool]:
    """A rota is one history: a hold on any time of a line keeps all of it."""
    return _standing(col(LegalHold.kind) == HoldKind.SPAN)


def on_organisation(organisation_id: Any) -> ColumnElement[bool]:
    return _standing(col(LegalHold.organisation_id) == organisation_id)


def on_requester(requester_id: Any) -> ColumnElement[bool]:
    return _standing(col(LegalHold.requester_id) == requester_id)


def on_mark(mark: Any) -> ColumnElement[bool]:
    """The keyed hash of an address or a number."""
    return _standing(col(LegalHold.requester_mark) == mark)


def is_held(session: Session, query_id: int) -> bool:
    return bool(session.exec(select(on_query(query_id))).one())


def _standing(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(col(LegalHold.lifted_at).is_(None), *where)


def _in_span(line_id: Any, at: Any) -> ColumnElement[bool]:
    return and_(col(LegalHold.line_id) == line_id, _in_time(at))


def _in_time(at: Any) -> ColumnElement[bool]:
    return and_(
        col(LegalHold.kind) == HoldKind.SPAN,
        col(LegalHold.from_at) <= at,
        col(LegalHold.until_at) > at,
    )
