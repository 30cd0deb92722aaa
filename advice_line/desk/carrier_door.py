"""What every door of the carrier has in common: each event is one transaction, answered once.

The inbox row is written first and keeps the answer, so that a repeated event changes nothing and
hears the same again.
"""

from collections.abc import Callable, Collection

from sqlmodel import Session, col, select

from advice_line.desk.guards import dialling
from advice_line.desk.query import moving
from advice_line.errors import NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.calls import CallEvent
from advice_line.ports.script import Script
from advice_line.rules import may_dial
from advice_line.tables.queries import Contact, Deflection, Offer, Query
from advice_line.trust.roles import CARRIER, Action, require

SOURCE = "telephone"


class CarrierDoor:
    """For doors to stand on. Every step gets its rows locked; `errors.NotFound` where the event
    names something that is not ours."""

    def __init__(self, ledger: Ledger, countries: Collection[str] = may_dial.HOME) -> None:
        """`countries` are the dialling codes of those that may be rung."""
        self._ledger = ledger
        self._countries = countries

    def _once(self, key: str, step: Callable[[Work], Script]) -> Script:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        with self._ledger.work(CARRIER.label) as work:
            if not inbox.receive(work, SOURCE, key):
                return Script.model_validate_json(inbox.answer_of(work, SOURCE, key) or "{}")
            answer = dialling.held(work, step(work), self._countries)
            inbox.keep(work, SOURCE, key, answer.model_dump_json())
        return answer

    def _step(self, event: CallEvent, step: Callable[[Work, Query, Contact], Script]) -> Script:
        return self._once(event.key, lambda work: step(work, *rows(work, event)))

    def _offered(
        self, key: str, offer_id: str, step: Callable[[Work, Offer, Query, Contact], Script]
    ) -> Script:
        def with_rows(work: Work) -> Script:
            offer = work.session.exec(select(Offer).where(col(Offer.public_id) == offer_id)).first()
            if offer is None:
                raise NotFound("No such offer.")
            query = moving.locked(work, offer.query_id)
            work.session.refresh(offer)
            contact = work.session.get_one(Contact, offer.contact_id)
            _heard_of(work, contact)
            return step(work, offer, query, contact)

        return self._once(key, with_rows)

    def _deflected(
        self, key: str, row_id: str, step: Callable[[Work, Deflection, Query, Contact], Script]
    ) -> Script:
        def with_rows(work: Work) -> Script:
            row = work.session.exec(
                select(Deflection).where(col(Deflection.public_id) == row_id)
            ).first()
            if row is None:
                raise NotFound("No such deflection.")
            query = moving.locked(work, row.query_id)
            work.session.refresh(row)
            contact = work.session.get_one(Contact, row.contact_id)
            _heard_of(work, contact)
            return step(work, row, query, contact)

        return self._once(key, with_rows)


def rows(work: Work, event: CallEvent) -> tuple[Query, Contact]:
    """The query, locked, and the contact of a call. Raises `errors.NotFound`."""
    contact = known(work.session, event.call)
    if contact is None:
        raise NotFound("No such call.")
    query = moving.locked(work, contact.query_id)
    work.session.refresh(contact)
    _heard_of(work, contact)
    return query, contact


def _heard_of(work: Work, contact: Contact) -> None:
    """Whoever doubted that it goes on need not."""
    if contact.doubted_at is not None:
        work.update(contact, doubted_at=None)


def known(session: Session, call: str) -> Contact | None:
    """The contact of a call by the carrier's id; None where we have not heard of it."""
    return session.exec(select(Contact).where(col(Contact.external_id) == call)).first()
