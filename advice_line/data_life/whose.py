"""Which queries and alerts are about somebody, or were asked by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import ColumnElement, false
from sqlmodel import col, exists, or_, select

from advice_line.data_kinds import ErasureKind
from advice_line.ledger.work import Work
from advice_line.tables.alerts import Alert
from advice_line.tables.data_life import Erasure
from advice_line.tables.queries import Contact, Query


@dataclass(frozen=True)
class Whose:
    """One query, a patient by a keyed hash, or a requester by who they are in the directory, by the
    keyed hash of their address or number, or by both."""

    kind: ErasureKind
    query_id: int | None = None
    patient_hash: str | None = None
    requester_id: int | None = None
    mark: str | None = None

    @classmethod
    def of(cls, erasure: Erasure) -> Self:
        return cls(
            ErasureKind(erasure.kind),
            query_id=erasure.query_id,
            patient_hash=erasure.patient_hash,
            requester_id=erasure.requester_id,
            mark=erasure.requester_mark,
        )


def queries(work: Work, whose: Whose) -> Sequence[Query]:
    statement = select(Query).order_by(col(Query.id))
    match whose.kind:
        case ErasureKind.QUERY:
            statement = statement.where(_is(Query.id, whose.query_id))
        case ErasureKind.PATIENT:
            of_patient = _is(Alert.patient_hash, whose.patient_hash)
            alert = exists().where(col(Alert.query_id) == col(Query.id), of_patient)
            statement = statement.where(or_(_is(Query.patient_hash, whose.patient_hash), alert))
        case ErasureKind.REQUESTER:
            contact = exists().where(
                col(Contact.query_id) == col(Query.id),
                or_(
                    _is(Contact.requester_id, whose.requester_id),
                    _is(Contact.number_mark, whose.mark),
                    _is(Contact.address_mark, whose.mark),
                ),
            )
            own = _is(Query.requester_id, whose.requester_id)
            statement = statement.where(or_(own, contact))
    return work.session.exec(statement).all()


def alerts(work: Work, whose: Whose) -> Sequence[Alert]:
    """Those of a patient without a query; those of one go with it."""
    if whose.kind is not ErasureKind.PATIENT:
        return ()
    own = (_is(Alert.patient_hash, whose.patient_hash), col(Alert.query_id).is_(None))
    return work.session.exec(select(Alert).where(*own).order_by(col(Alert.id))).all()


def _is(column: object, value: object) -> ColumnElement[bool]:
    # A comparison with None would be IS NULL: every query of which nobody knows who asked.
    return false() if value is None else col(column) == value
