"""A ring back that a responder asks for by the button, and what they say of one afterwards."""

from advice_line.call_kinds import RingBackEnd
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.owners import taking
from advice_line.desk.query import moving
from advice_line.desk.ring_back import late, placed, trying
from advice_line.desk.ring_back.placed import Back
from advice_line.errors import Conflict
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query


def ring(work: Work, query: Query, responder: Responder) -> None:
    """Queue the call to the responder's phone; a second tap while it rings queues no second.
    Raises `errors.Conflict` for a closed query: of that talk no record would be owed."""
    taking.refuse_closed(query)
    taking.claim(work, query, responder)
    if query.sealed_call_back is None:
        raise Conflict("There is no number to ring. Trace the caller, then write the number down.")
    going = placed.under_way(work, query, responder.id)
    if going is not None and not placed.is_lost(work, going):
        return
    if going is not None:
        trying.settle(work, Back(going, query, None), RingBackEnd.NOT_RUNG)
    placed.ask(work, query, responder.id or 0, by_hand=True)


def said(work: Work, query: Query, responder: Responder, *, spoke: bool) -> None:
    """What the responder says of it. Raises `errors.Conflict` where nothing is to be said."""
    query = moving.locked(work, query.id or 0)
    row = placed.unsaid(work, query)
    if query.owner_id is not None and query.owner_id != responder.id:
        raise taking.already_taken(work, query, query.owner_id)
    if row is None or query.owner_id is None:
        raise Conflict("How this call back ended is known already: its page says it, and when.")
    contact = work.session.get(Contact, row.contact_id) if row.contact_id else None
    if not spoke:
        _goes_on(work, query)
    end = RingBackEnd.SPOKE if spoke else RingBackEnd.MACHINE
    trying.settle(work, Back(row, query, contact), end)
    late.known_now(work, query)


def _goes_on(work: Work, query: Query) -> None:
    """The system had stopped for somebody to say so."""
    promised = tasks.open_promise(work, query.id or 0)
    if promised is not None:
        line = work.session.get_one(Line, query.line_id)
        due = promised.due_at
        work.update(promised, ring_at=call_backs.rings_at(work, query, line, due))
