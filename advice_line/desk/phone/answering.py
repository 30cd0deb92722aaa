"""A responder's phone: the whisper, the pressed key, and who was first."""

from advice_line.call_kinds import CallStage
from advice_line.desk import moving, offers, tasks, telling
from advice_line.desk.phone import stages, standing_in, whispering
from advice_line.kinds import ContactEnded, NoticeKind, OfferState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.calls import OfferAsked, OfferKeyed
from advice_line.ports.script import Ask, HangUp, Join, Say, Script, Step, StepName, script
from advice_line.rules import routing, wording
from advice_line.tables.queries import Contact, Offer, Query

ACCEPT, DECLINE, NOT_THE_HOLDER = "1", "2", "3"


def whisper(work: Work, event: OfferAsked, offer: Offer, query: Query, contact: Contact) -> Script:
    work.update(offer, leg=event.leg)
    if _caller_left(contact):
        return script(Say(words=wording.CALLER_GONE_BEFORE), HangUp())
    if offer.state != OfferState.SHOWN:
        return script(Say(words=wording.GONE_ON), HangUp())
    words = _whisper_words(work, offer, query)
    return _ask(words, routing.key_seconds(words, work.now - offer.offered_at), offer)


def _ask(words: str, seconds: int, offer: Offer) -> Script:
    """Without a key it hangs up at once: a goodbye would only be longer on a machine's tape."""
    keyed = Step(name=StepName.WHISPER_KEYED, ref=offer.public_id)
    return script(Ask(words=(words,), keys=1, seconds=seconds, then=keyed), HangUp())


def keyed(work: Work, event: OfferKeyed, offer: Offer, query: Query, contact: Contact) -> Script:
    """1 accepts, 2 declines, on a shared phone 3 asks who answers; any other key hears the question
    again while the offer lasts."""
    if event.keys == ACCEPT:
        return accept(work, offer, query, contact)
    if event.keys == DECLINE:
        offers.settle(work, offer, OfferState.DECLINED)
        return script(HangUp())
    lasts = offer.state == OfferState.SHOWN and work.now < offer.expires_at
    if event.keys == NOT_THE_HOLDER and offer.contact_point_id is not None and lasts:
        return _who_answers(work, offer, query)
    if event.keys and lasts:
        # Who pressed a key is no machine, and has all the time there is.
        return _ask(_whisper_words(work, offer, query), routing.LONGEST_WAIT, offer)
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
    if offer.state == OfferState.ACCEPTED:
        return script(Join())
    if _caller_left(contact):
        return _accepted_too_late(work, offer)
    if query.owner_id is not None:
        offers.settle(work, offer, OfferState.TOO_LATE)
        owner = whispering.name(work, query.owner_id)
        return script(Say(words=wording.already_taken(owner)), HangUp())
    if offer.state != OfferState.SHOWN:
        return script(Say(words=wording.GONE_ON), HangUp())
    if not moving.move(work, query, QueryState.ACCEPTED, owner_id=offer.responder_id):
        return script(Say(words=wording.GONE_ON), HangUp())
    offers.settle(work, offer, OfferState.ACCEPTED)
    stages.to(work, contact, CallStage.TALK)
    return script(Join())


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


def _whisper_words(work: Work, offer: Offer, query: Query) -> str:
    shared = offer.contact_point_id is not None
    return whispering.words(work, query, offer.responder_id, shared=shared)
