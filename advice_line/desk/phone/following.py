"""What follows when a hop, a talk or a call is over: states only move forward, and every call ends
in a row of the end-state table (docs/call-outcomes.md)."""

from datetime import datetime, timedelta

from advice_line.call_kinds import CallStage, DeflectionState
from advice_line.desk.owed import call_backs, following_up, owed_records, tasks, telling
from advice_line.desk.phone import (
    deflections,
    dispatching,
    for_a_colleague,
    goodbyes,
    left_to_office,
    promising,
    stages,
    talk_time,
)
from advice_line.desk.query import moving, offers, reading
from advice_line.directory.numbers import is_mobile
from advice_line.kinds import CaseState, ContactEnded, OfferState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import CallOver, HopEnded, LegState
from advice_line.ports.script import HangUp, Script, script
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Deflection, Offer, Query

# What a leg without a whisper is once the two were joined.
_SPOKE = (LegState.ANSWERED, LegState.COMPLETED)
# The carrier's news of a desk's leg may be on its way when the caller's is over.
ASKED_SOON = timedelta(minutes=1)


def hop_ended(work: Work, event: HopEnded, offer: Offer, query: Query, contact: Contact) -> Script:
    """The carrier says whether the two were joined; only then was it a talk."""
    if offer.rings_back_by is not None and contact.ended is None:
        return _rung_back_later(work, event, offer.rings_back_by, query, contact)
    if offer.state == OfferState.ACCEPTED:
        return _accepted_hop_ended(work, event, offer, query, contact)
    if event.caller_gone or contact.leg_over_at is not None:
        caller_left(work, query, contact)
        return script(HangUp())
    offers.settle(work, offer, _unanswered(event.state, offer))
    if contact.ended is not None:
        return script(HangUp())
    return dispatching.next_hop(work, query, contact)


def _rung_back_later(
    work: Work, event: HopEnded, due: datetime, query: Query, contact: Contact
) -> Script:
    """The responder has said when they ring back; whoever left before hearing it is rung all the
    same."""
    if event.caller_gone or contact.leg_over_at is not None:
        caller_left(work, query, contact)
        return script(HangUp())
    return promising.owner_rings_back(work, query, contact, due)


def _unanswered(state: LegState, offer: Offer) -> OfferState:
    """Who was told of names and chose none was there, and did not take the call."""
    if offer.read_out:
        return OfferState.DECLINED
    return OfferState.FAILED if state in (LegState.BUSY, LegState.FAILED) else OfferState.EXPIRED


def _accepted_hop_ended(
    work: Work, event: HopEnded, offer: Offer, query: Query, contact: Contact
) -> Script:
    there = not event.caller_gone and contact.leg_over_at is None and contact.ended is None
    if event.bridged and there and for_a_colleague.awaited(work, query, offer):
        return for_a_colleague.promised(work, query, contact, offer)
    if event.bridged:
        talked(work, query, contact, offer)
        return script(*goodbyes.after_talk(query, contact))
    if contact.ended == ContactEnded.TALKED:
        _talk_never_was(work, offer, query, contact)
        return script(HangUp())
    if event.caller_gone or contact.leg_over_at is not None:
        _too_late(work, offer, query, contact)
        return script(HangUp())
    # Accepted, yet the carrier could not join them, and the caller is still there: go on.
    offers.settle(work, offer, OfferState.FAILED, OfferState.ACCEPTED)
    moving.move(work, query, QueryState.WAITING, owner_id=None)
    return dispatching.next_hop(work, query, contact)


def talked(
    work: Work, query: Query, contact: Contact, offer: Offer, at: datetime | None = None
) -> None:
    """A talk is over, since now or `at`: its record is owed, its reference goes to the caller, the
    link to who answered. A second report of the same end changes nothing."""
    if contact.ended is not None:
        return
    if for_a_colleague.awaited(work, query, offer):
        for_a_colleague.let_go(work, query, contact, offer)
        caller_left(work, query, contact, at)
        return
    work.update(contact, ended=ContactEnded.TALKED, ended_at=at or work.now)
    work.record("contact.talked", query=query.id, subject=f"contact:{contact.public_id}")
    if query.state == QueryState.ACCEPTED:  # else it was written while they talked
        owed_records.owe_record(work, query, offer.responder_id, at)
    number = reading.call_back_number(work, query)
    if number is not None:
        telling.requester(work, query, NoticeKind.REFERENCE_NOTICE, is_mobile(number))


def over(work: Work, event: CallOver, query: Query, contact: Contact) -> None:
    """The caller's leg has ended, for whatever reason; said once, it stays said. What is owed
    counts from when they were gone, however late we hear of it."""
    if contact.leg_over_at is not None:
        return
    work.update(contact, leg_over_at=work.now, look_at=None)
    stages.to(work, contact, CallStage.OVER)
    work.record("contact.leg_over", query=query.id, subject=f"contact:{contact.public_id}")
    deflection = deflections.ringing_for(work, contact)
    if deflection is not None:
        left_at_the_desk(work, deflection, query, contact, 0, event.ended_at)
        return
    told = deflections.told_for(work, contact)
    if told is not None:
        _left_an_answer(work, event, told, query, contact)
    accepted = offers.accepted_of(work, contact)
    if contact.ended is None and accepted is not None:
        _over_after_acceptance(work, event, accepted, query, contact)
    elif contact.ended is None:
        caller_left(work, query, contact, event.ended_at)
    if contact.ended_at is None:
        work.update(contact, ended_at=event.ended_at or work.now)


def _left_an_answer(
    work: Work, event: CallOver, told: Deflection, query: Query, contact: Contact
) -> None:
    """Whoever is on the line longer than what was sent lasts, without our being asked what follows,
    has heard the outage document instead (H13). Who left before the first sentence was over has
    heard no answer: the radiology office rings them (H24)."""
    left_at = contact.started_at + timedelta(seconds=event.seconds)
    if told.heard_at is not None and told.told_until is not None and left_at <= told.told_until:
        served(work, told, query, contact)
        return
    deflections.settle(work, told, DeflectionState.WITHDRAWN, DeflectionState.TOLD)
    if told.heard_at is None and told.told_until is not None and left_at <= told.told_until:
        left_to_office.gone(work, query, contact, event.ended_at)


def _over_after_acceptance(
    work: Work, event: CallOver, offer: Offer, query: Query, contact: Contact
) -> None:
    if offer.rings_back_by is not None:
        caller_left(work, query, contact, event.ended_at)
        return
    # The carrier may never request the hop's own end after a hang-up; its duration tells whether
    # the caller left before the key was pressed. A later word on the bridge corrects this.
    left_at = contact.started_at + timedelta(seconds=event.seconds)
    if offer.settled_at is not None and left_at < offer.settled_at - timedelta(seconds=1):
        _too_late(work, offer, query, contact, event.ended_at)
    else:
        talked(work, query, contact, offer, event.ended_at)
        talk_time.over(work, event, offer, contact)


def left_at_the_desk(
    work: Work,
    deflection: Deflection,
    query: Query,
    contact: Contact,
    seconds: int,
    at: datetime | None = None,
) -> None:
    """Gone from a call to a desk: what became of that leg says whether the two have spoken. While
    nobody has told, the carrier is asked soon."""
    leg = LegState(deflection.leg_state or LegState.INITIATED)
    if leg in _SPOKE:
        work.update(contact, look_at=None)
        desk_answered(work, deflection, query, contact, seconds, at)
    elif leg.over:
        work.update(contact, look_at=None)
        caller_left(work, query, contact, at)
    else:
        work.update(contact, look_at=work.now + ASKED_SOON)


def desk_answered(
    work: Work,
    deflection: Deflection,
    query: Query,
    contact: Contact,
    seconds: int,
    at: datetime | None = None,
) -> None:
    """A second report of the same end only completes the seconds."""
    if deflections.settle(work, deflection, DeflectionState.ANSWERED):
        _seen_to(work, query, contact)
        work.update(contact, ended_at=at or work.now, bridged_seconds=seconds)
    elif deflection.state == DeflectionState.ANSWERED and seconds:
        work.update(contact, bridged_seconds=seconds)


def served(work: Work, told: Deflection, query: Query, contact: Contact) -> None:
    """Who hangs up on an answer has heard what they wanted to hear: it is their own choice."""
    if deflections.settle(work, told, DeflectionState.ANSWERED, DeflectionState.TOLD):
        _seen_to(work, query, contact)


def _seen_to(work: Work, query: Query, contact: Contact) -> None:
    """Nothing is owed and nothing to be taught."""
    moving.move(work, query, QueryState.CLOSED, closed_at=work.now)
    work.update(contact, ended=ContactEnded.DEFLECTED)
    work.record("contact.deflected", query=query.id, subject=f"contact:{contact.public_id}")
    moving.case_is(work, query, CaseState.WITHDRAWN)


def desk_never_answered(work: Work, deflection: Deflection, query: Query, contact: Contact) -> None:
    """The end of the call came first and looked like an answer; the bridge's own word corrects it:
    the caller left while the desk was rung, and nobody has spoken to them (H24)."""
    _opened_again(work, deflection, query, contact)


def wanted_a_person(work: Work, query: Query, contact: Contact) -> None:
    """The end of the call overtook the key by which its caller asked for a person, and looked like
    a choice to hang up, or as leaving before there was an answer (H16, H24)."""
    heard = deflections.heard_by(work, contact)
    if heard is not None and query.state == QueryState.CLOSED:
        _opened_again(work, heard, query, contact)
    elif contact.leg_over_at is not None:
        following_up.person_wanted(work, query)


def _opened_again(work: Work, deflection: Deflection, query: Query, contact: Contact) -> None:
    deflections.settle(work, deflection, DeflectionState.WITHDRAWN, DeflectionState.ANSWERED)
    moving.move(work, query, QueryState.WAITING, closed_at=None)
    work.update(contact, ended=ContactEnded.HUNG_UP, bridged_seconds=None)
    moving.case_is(work, query, CaseState.DRAFT)
    call_backs.owe_contact(work, query)


def caller_left(work: Work, query: Query, contact: Contact, at: datetime | None = None) -> None:
    """Gone before anybody accepted, now or `at`: nothing is lost, it becomes a ring back (or a
    search)."""
    if contact.ended is not None:
        return
    offers.withdraw_open(work, contact)
    deflections.withdraw(work, contact)
    # Claimed on a page meanwhile, it stays its owner's (H10).
    if query.owner_id is None and query.state != QueryState.WAITING:
        moving.move(work, query, QueryState.WAITING)
    work.update(contact, ended=ContactEnded.HUNG_UP, ended_at=at or work.now)
    call_backs.owe_contact(work, query, at)


def _too_late(
    work: Work, offer: Offer, query: Query, contact: Contact, at: datetime | None = None
) -> None:
    """Accepted after the caller left: the ring back is owed by who accepted."""
    offers.settle(work, offer, OfferState.TOO_LATE, OfferState.ACCEPTED)
    moving.move(work, query, QueryState.WAITING, owner_id=None)
    work.update(contact, ended=ContactEnded.HUNG_UP, ended_at=at or work.now)
    line = work.session.get_one(Line, query.line_id)
    task = tasks.owe(
        work,
        query.id or 0,
        TaskKind.RING_BACK,
        call_backs.due_at(work, line, at),
        owner=offer.responder_id,
    )
    telling.owner_of(work, NoticeKind.RING_BACK_OWED, task)


def _talk_never_was(work: Work, offer: Offer, query: Query, contact: Contact) -> None:
    """The end of the call came first and looked like a talk; the bridge's own word corrects it,
    unless the responder has already written the record."""
    if query.state != QueryState.ACCEPTED:
        return
    tasks.settle_kind(work, query.id or 0, TaskKind.WRITE_ADVICE, reason="they were never joined")
    _too_late(work, offer, query, contact)
