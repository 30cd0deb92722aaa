"""A query found by what somebody has in hand: its reference, that of its case, a booking, or the
patient's number.
What is looked for is compared by its keyed hash; nothing of it is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from advice_line.desk.query import looks
from advice_line.desk.record import casework
from advice_line.directory import within
from advice_line.errors import Invalid, Problem
from advice_line.kinds import QueryState
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import bookings, identifiers
from advice_line.tables.cases import Case
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

FIELD = "wanted"
MOST = 50
_REFERENCE_LENGTH, _CASE_LENGTH = 8, 7
_HOW = (
    "Give a reference such as K7Q2-M9FX, that of a case such as CK7Q-2PD, a booking reference of "
    "12 digits, or an NHS number of 10."
)


@dataclass(frozen=True)
class Found:
    reference: str
    state: QueryState
    received_at: datetime


class Finding:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, by: Actor, wanted: str) -> tuple[Found, ...]:
        """The newest first. Raises `errors.Invalid` for what can be none of these."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            where = _where(work, wanted)
            if where is None:
                raise Invalid([Problem(FIELD, _HOW)])
            work.record("query.looked_for")
            own = within.of_theirs(work.session, by, Action.SEE_QUERY, Query.line_id)
            rows = select(Query).where(where, own).order_by(col(Query.id).desc()).limit(MOST)
            found = work.session.exec(rows).all()
            for each in found:
                looks.saw(work, by, Action.SEE_QUERY, "query.found", each)
            return tuple(
                Found(each.reference, QueryState(each.state), each.received_at) for each in found
            )


def _where(work: Work, wanted: str) -> ColumnElement[bool] | None:
    try:
        return col(Query.booking_hash) == casework.booking_mark(work, bookings.read_booking(wanted))
    except ValueError:
        pass
    try:
        number = identifiers.read_number(wanted)
        return col(Query.patient_hash) == work.vault.mark(number, "patient")
    except ValueError:
        plain = "".join(each for each in wanted.upper() if each.isalnum())
    if len(plain) == _CASE_LENGTH:
        of_case = select(Case.query_id).where(col(Case.reference) == f"{plain[:4]}-{plain[4:]}")
        return col(Query.id).in_(of_case)
    if len(plain) != _REFERENCE_LENGTH:
        return None
    return col(Query.reference) == f"{plain[:4]}-{plain[4:]}"
