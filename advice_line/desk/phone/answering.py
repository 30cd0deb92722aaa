"""A responder's phone: the whisper, the pressed key, and who was first."""

from datetime import datetime

from advice_line.call_kinds import CallStage
from advice_line.desk.owed import call_backs, tasks, telling
from advice_line.desk.phone import stages, standing_in, whispering
from advice_line.desk.query import moving, offers
from advice_line.kinds import ContactEnded, OfferState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import OfferAsked, OfferKeyed
from advice_line.ports.script import Ask, HangUp, Join, Say, Script, Step, StepName, script
from advice_line.rules import routing, whisper_words, wording
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Offer, Query

ACCEPT, DECLINE, NOT_THE_HOLDER = "1", "2", "3"
LATER, LATER_ON_SHARED = "3", "4"


def whisper(work: Work, event: OfferAsked, offer: Offer, query: Query, contact: Contact) -> Script:
    work.update(offer, leg=event.leg)
    if _caller_left(contact):
        return script(Say(words=wording.CALLER_GONE_BEFORE), HangUp())
    if offer.state != OfferState.SHOWN:
        return script(Say(words=wording.GONE_ON), HangUp())
    since = work.now - offer.offered_at
    words = whisper_words.fitting(_versions(work, offer, query, contact), since)
    return _ask(words, routing.key_seconds(words, since), offer)


def _ask(words: str, seconds: int, offer: Offer) -> Script:
    """Without a key it hangs up at once: a goodbye would only be longer on a machine's tape."""
    keyed = Step(name=StepName.WHISPER_KEYED, ref=offer.public_id)
    return script(Ask(words=(words,), keys=1, seconds=seconds, then=keyed), HangUp())


def keyed(work: Work, event: OfferKeyed, offer: Offer, query: Query, contact: Contact) -> Script:
    """1 accepts, 2 declines, 3 rings back later; on a shared phone 3 asks who answers, and 4 rings
    back later. Any other key hears the question again while the offer lasts."""
    shared = offer.contact_point_id is not None
    if event.keys == ACCEPT:
        return accept(work, offer, query, contact)
    if event.keys == (LATER_ON_SHARED if shared else LATER):
        return _rings_back(work, offer, query, contact)
    if event.keys == DECLINE:
        offers.settle(work, offer, OfferState.DECLINED)
        return script(HangUp())
    lasts = offer.state == OfferState.SHOWN and work.now < offer.expires_at
    if event.keys == NOT_THE_HOLDER and shared and lasts:
        return _who_answers(work, offer, query)
    if event.keys and lasts:
        # Who pressed a key is no machine, and has all the time there is.
        words, *_ = _versions(work, offer, query, contact)
        return _ask(words, routing.LONGEST_WAIT, offer)
    return script(Say(words=wording.NO_KEY), HangUp())


def _who_answers(work: Work, offer: Offer, query: Query) -> Script:
    if not standing_in.read_out(work, query, offer):
        offers.settle(work, offer, OfferState.DECLINED)
        return script(Say(words=wording.NOBODY_ELSE), HangUp())
    return _ask_name(work, offer, StepName.NAMED)


def _ask_name(work: Work, offer: Offer, then: StepName) -> Script:
    named = Step(name=then, ref=offer.public_id)
    words = standing_in.words(work, offer)
    return script(Ask(words=(words,), keys=1, seconds=routing.LONGEST_WAIT, then=named), HangUp())


def named(work: Work, event: OfferKeyed, offer: Offer, query: Query, contact: Contact) -> Script:
    """The key of a name accepts in that name; another one hears the names once more."""
    if standing_in.takes_over(work, offer, event.keys):
        return accept(work, offer, query, contact)
    return _ask_name(work, offer, StepName.NAMED_AGAIN)


def named_again(
    work: Work, event: OfferKeyed, offer: Offer, query: Query, contact: Contact
) -> Script:
    if standing_in.takes_over(work, offer, event.keys):
        return accept(work, offer, query, contact)
    offers.settle(work, offer, OfferState.DECLINED)
    return script(HangUp())


def accept(work: Work, offer: Offer, query: Query, contact: Contact) -> Script:
    """One conditional update makes the owner; everybody else hears who was first (H10)."""
    if offer.state == OfferState.ACCEPTED and offer.rings_back_by is None:
        return script(Join())
    refusal = _refusal(work, offer, query, contact)
    if refusal is not None:
        return refusal
    if not moving.move(work, query, QueryState.ACCEPTED, owner_id=offer.responder_id):
        return script(Say(words=wording.GONE_ON), HangUp())
    offers.settle(work, offer, OfferState.ACCEPTED)
    stages.to(work, contact, CallStage.TALK)
    return script(Join())


def _rings_back(work: Work, offer: Offer, query: Query, contact: Contact) -> Script:
    """The query is theirs from now on, and the call back is owed by them; the caller, who holds the
    line, is told when this call to them ends."""
    if offer.rings_back_by is not None:
        return _thanked(work, query, offer.rings_back_by)
    refusal = _refusal(work, offer, query, contact)
    if refusal is not None:
        return refusal
    if query.sealed_call_back is None:
        return _ask(whisper_words.NO_NUMBER, routing.LONGEST_WAIT, offer)
    if not moving.move(work, query, QueryState.ACCEPTED, owner_id=offer.responder_id):
        return script(Say(words=wording.GONE_ON), HangUp())
    due = call_backs.own_word(work, query, _line(work, query), work.now + whisper_words.RING_BACK)
    work.update(offer, rings_back_by=due)
    offers.settle(work, offer, OfferState.ACCEPTED)
    task = tasks.owe(work, query.id or 0, TaskKind.RING_BACK, due, owner=offer.responder_id)
    tasks.hand_to(work, task, offer.responder_id)
    telling.owner_of(work, NoticeKind.RING_BACK_OWED, task)
    return _thanked(work, query, due)


def _thanked(work: Work, query: Query, due: datetime) -> Script:
    by = wording.deadline(due, work.now, _line(work, query).time_zone)
    put_off = due > work.now + whisper_words.RING_BACK
    return script(Say(words=whisper_words.rings_back(by, put_off=put_off)), HangUp())


def _line(work: Work, query: Query) -> Line:
    return work.session.get_one(Line, query.line_id)


def _refusal(work: Work, offer: Offer, query: Query, contact: Contact) -> Script | None:
    """Why the query can no longer be had by this offer; None where it can."""
    if _caller_left(contact):
        return _accepted_too_late(work, offer)
    if query.owner_id is not None:
        offers.settle(work, offer, OfferState.TOO_LATE)
        owner = whispering.name(work, query.owner_id)
        return script(Say(words=wording.already_taken(owner)), HangUp())
    if offer.state != OfferState.SHOWN:
        return script(Say(words=wording.GONE_ON), HangUp())
    return None


def _caller_left(contact: Contact) -> bool:
    """By the end of their call or of the hop: whichever the carrier tells first (H16)."""
    return contact.leg_over_at is not None or contact.ended == ContactEnded.HUNG_UP


def _accepted_too_late(work: Work, offer: Offer) -> Script:
    """The caller left first: nothing is lost, the ring back is now this responder's."""
    if not offers.settle(work, offer, OfferState.TOO_LATE, OfferState.WITHDRAWN):
        return script(Say(words=wording.CALLER_GONE_BEFORE), HangUp())
    task = tasks.open_task(work, offer.query_id, TaskKind.RING_BACK)
    if task is None or not tasks.hand_to(work, task, offer.responder_id):
        return script(Say(words=wording.CALLER_GONE_BEFORE), HangUp())
    telling.owner_of(work, NoticeKind.RING_BACK_OWED, task)
    return script(Say(words=wording.CALLER_GONE), HangUp())


def _versions(work: Work, offer: Offer, query: Query, contact: Contact) -> tuple[str, ...]:
    shared = offer.contact_point_id is not None
    return whispering.versions(work, query, contact, offer.responder_id, shared=shared)
