"""A talk that broke off: who is still on the line says so, and is connected again at once; where
that fails, somebody else is found."""

from sqlmodel import col, select

from advice_line.desk.owed import said_before, tasks
from advice_line.desk.phone import dispatching
from advice_line.desk.query import moving, offers
from advice_line.kinds import OfferState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.calls import KeysPressed
from advice_line.ports.script import HangUp, Say, Script, script
from advice_line.rules import room_words, routing
from advice_line.tables.directory import ContactPoint, Line, Responder
from advice_line.tables.queries import Contact, Offer, Query

AGAIN = "1"


def keyed(work: Work, event: KeysPressed, query: Query, contact: Contact) -> Script:
    talked = offers.accepted_of(work, contact)
    live = contact.leg_over_at is None and contact.cut_off_at is None
    if event.keys != AGAIN or not live or talked is None or query.state != QueryState.ACCEPTED:
        return script(HangUp())
    return _again(work, query, contact, talked)


def _again(work: Work, query: Query, contact: Contact, talked: Offer) -> Script:
    """The talk goes on: what it leaves owed is owed when it is over."""
    tasks.settle_kind(work, query.id or 0, TaskKind.WRITE_ADVICE, reason="cut off, and rung again")
    said_before.owe(work, query, talked.responder_id)
    offers.settle(work, talked, OfferState.HANDED_OVER, OfferState.ACCEPTED)
    moving.move(work, query, QueryState.WAITING, owner_id=None)
    work.update(contact, cut_off_at=work.now, ended=None, ended_at=None, hunt_ends_at=None)
    work.record("call.cut_off", query=query.id, subject=f"contact:{contact.public_id}")
    line = work.session.get_one(Line, query.line_id)
    rung = dispatching.ring(work, query, contact, line, _same_phone(work, line, talked))
    return script(Say(words=room_words.CONNECTING_AGAIN), rung)


def _same_phone(work: Work, line: Line, talked: Offer) -> routing.Ring:
    """Of who talked to them, whether they are still on duty or not."""
    person = work.session.get_one(Responder, talked.responder_id)
    phone = routing.Phone(person.mobile)
    if talked.contact_point_id is not None:
        statement = select(ContactPoint).where(col(ContactPoint.id) == talked.contact_point_id)
        point = work.session.exec(statement).one()
        phone = routing.Phone(point.number, point.id)
    seconds = line.ring_seconds[routing.SETTING_OF_TIER[talked.tier]]
    who = routing.Candidate(talked.tier, talked.responder_id, (phone,))
    return routing.Ring(who, phone, seconds)
