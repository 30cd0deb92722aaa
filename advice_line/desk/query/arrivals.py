"""Something arrives at a line: query, contact and case are rows in one breath, by any channel."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from advice_line.desk.query import practices
from advice_line.directory import lookups
from advice_line.directory_kinds import IdentifiedBy
from advice_line.kinds import CaseState, Channel, Direction, QueryState
from advice_line.ledger import unused
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.columns import case_reference, query_reference
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.messages import TextSender
from advice_line.tables.queries import Contact, Query

# Before the id of what was taken by hand, of which no carrier knows.
FROM_PAPER = "paper:"


def receive(
    work: Work,
    line: Line,
    channel: Channel,
    external_id: str,
    number: str | None,
    began: datetime,
    **contact: Any,
) -> tuple[Query, Contact]:
    """A query of its own, recognised by `number` (E.164, None when withheld), which is a hint and
    no proof (H15); `contact` are further columns of its contact."""
    organisation, person = lookups.caller(work.session, number)
    by = IdentifiedBy.NUMBER if organisation or person else IdentifiedBy.NOTHING
    known = {"requester_id": person.id} if person else {}
    query = born(work, line, channel, number, began, organisation, identified_by=by)
    arrived = contact_of(work, query, channel, external_id, number, began, **known, **contact)
    work.record("query.received", query=query.id, subject=f"contact:{arrived.public_id}")
    return query, arrived


def born(
    work: Work,
    line: Line,
    channel: Channel,
    number: str | None,
    began: datetime,
    organisation: Organisation | None,
    **known: Any,
) -> Query:
    """A query with its case; `known` are further columns of it, `number` (E.164) where its
    requester is rung back."""
    query = work.add(
        Query(
            reference=unused.reference(work, Query, query_reference),
            line_id=line.id or 0,
            state=QueryState.RECEIVED,
            channel=channel,
            received_at=began,
            organisation_id=organisation.id if organisation else None,
            sealed_call_back=_sealed(work, number, "queries.sealed_call_back"),
            **known,
        )
    )
    work.add(
        Case(
            reference=unused.reference(work, Case, case_reference),
            query_id=query.id,
            line_id=query.line_id,
            born_at=work.now,
            state=CaseState.DRAFT,
            **practices.of_case(work, organisation),
        )
    )
    return query


def contact_of(
    work: Work,
    query: Query,
    channel: Channel,
    external_id: str,
    number: str | None,
    began: datetime,
    **columns: Any,
) -> Contact:
    """One more arrival that belongs to a query."""
    return work.add(
        Contact(
            query_id=query.id or 0,
            channel=channel,
            direction=Direction.IN,
            external_id=external_id,
            started_at=began,
            sealed_number=_sealed(work, number, "contacts.sealed_number"),
            number_mark=number_mark(work, number),
            **columns,
        )
    )


def number_mark(work: Work, number: str | None) -> str | None:
    """By which a second arrival from the same number is known, and nothing can be read."""
    return None if number is None else work.vault.mark(number, "number")


def address_mark(work: Work, address: str | None) -> str | None:
    """The same for an email address or an account of the chat service."""
    return None if address is None else work.vault.mark(address.lower(), "address")


def is_stopped(session: Session, line: Line, mark: str) -> bool:
    """Whether whoever has this number wants no more texts of this line."""
    row = session.get(TextSender, (line.id, mark))
    return row is not None and row.stopped_at is not None


def _sealed(work: Work, number: str | None, column: str) -> str | None:
    return None if number is None else work.vault.seal(number, column)
