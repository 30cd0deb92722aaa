"""What is said to a responder whose phone is rung for a written question, and what their keys
do."""

from advice_line.call_kinds import Face
from advice_line.desk.owed import tasks, telling
from advice_line.desk.owners import taking
from advice_line.desk.phone import standing_in, whispering
from advice_line.desk.query import offers
from advice_line.desk.questions import ringing
from advice_line.errors import AlreadyTaken, Conflict
from advice_line.kinds import OfferState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import BackEvent
from advice_line.ports.script import Ask, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import question_ring_words, routing, wording
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Offer, Query

TAKE, NOT_ME, SOMEBODY_ELSE = "1", "2", "3"
# Its call was answered late, or its end was told before its keys: while it is nobody's it counts.
_MAY_STILL_TAKE = (OfferState.EXPIRED, OfferState.FAILED)


def answered(work: Work, event: BackEvent) -> Script:
    """The phone was picked up: whose question it is, before any key takes it."""
    offer, query = ringing.of_attempt(work, event.attempt)
    work.update(offer, leg=event.call)
    if not ringing.is_free(query):
        return _gone(work, query, offer)
    return _ask(work, query, offer, event, StepName.QUESTION_KEYED)


def keyed(work: Work, event: BackEvent) -> Script:
    """1 takes it, 2 asks the next person, 3 says on a shared phone who they are; any other key
    hears the question once more."""
    offer, query = ringing.of_attempt(work, event.attempt)
    decided = _decided(work, query, offer, event)
    return decided or _ask(work, query, offer, event, StepName.QUESTION_KEYED_AGAIN)


def keyed_again(work: Work, event: BackEvent) -> Script:
    offer, query = ringing.of_attempt(work, event.attempt)
    decided = _decided(work, query, offer, event)
    return decided or script(Say(words=wording.NO_KEY), HangUp())


def named(work: Work, event: BackEvent) -> Script:
    """The key of a name takes it in that name; another one hears the names once more."""
    offer, query = ringing.of_attempt(work, event.attempt)
    if standing_in.takes_over(work, offer, event.keys):
        return _take(work, query, offer)
    return _ask_name(work, offer, event, StepName.QUESTION_NAMED_AGAIN)


def named_again(work: Work, event: BackEvent) -> Script:
    offer, query = ringing.of_attempt(work, event.attempt)
    if standing_in.takes_over(work, offer, event.keys):
        return _take(work, query, offer)
    return script(Say(words=wording.NO_KEY), HangUp())


def over(work: Work, event: BackEvent) -> None:
    """Nobody there, or a machine that pressed no key (H06): the next is rung at once."""
    offer, query = ringing.of_attempt(work, event.attempt)
    if event.state is not None:
        work.update(offer, leg=event.call, leg_state=event.state)
    if offers.settle(work, offer, ringing.unanswered(query)):
        ringing.go_on(work, query)


def _ask(work: Work, query: Query, offer: Offer, event: BackEvent, then: StepName) -> Script:
    holder = whispering.name(work, offer.responder_id) if _shared(offer) else None
    words = question_ring_words.whisper(whispering.source_of(work, query), holder)
    seconds = routing.key_seconds(words, work.now - offer.offered_at)
    step = Step(name=then, ref=event.attempt)
    return script(
        Ask(words=(words,), keys=1, seconds=seconds, then=step), Say(words=wording.NO_KEY), HangUp()
    )


def _decided(work: Work, query: Query, offer: Offer, event: BackEvent) -> Script | None:
    """None for a key that means nothing."""
    if event.keys == TAKE:
        return _take(work, query, offer)
    if event.keys == NOT_ME:
        return _decline(work, query, offer)
    if event.keys == SOMEBODY_ELSE and _shared(offer):
        if not standing_in.read_out(work, query, offer):
            return _decline(work, query, offer)
        return _ask_name(work, offer, event, StepName.QUESTION_NAMED)
    return None


def _ask_name(work: Work, offer: Offer, event: BackEvent, then: StepName) -> Script:
    step = Step(name=then, ref=event.attempt)
    return script(
        Ask(words=(standing_in.words(work, offer),), keys=1, seconds=8, then=step),
        Say(words=wording.NO_KEY),
        HangUp(),
    )


def _decline(work: Work, query: Query, offer: Offer) -> Script:
    if offers.settle(work, offer, OfferState.DECLINED):
        ringing.go_on(work, query)
    return script(Say(words=question_ring_words.NOT_YOU), HangUp())


def _take(work: Work, query: Query, offer: Offer) -> Script:
    """One conditional update says who was first (H10)."""
    person = work.session.get_one(Responder, offer.responder_id)
    if query.owner_id == person.id:
        return script(Say(words=question_ring_words.YOURS), HangUp())
    if not ringing.is_free(query):
        return _gone(work, query, offer)
    try:
        taking.claim(work, query, person, face=Face.PHONE, shown=offer)
    except (AlreadyTaken, Conflict):
        return _gone(work, query, offer)
    task = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if task is not None:
        telling.owner_of(work, NoticeKind.QUESTION_OWED, task)
    return script(Say(words=question_ring_words.YOURS), HangUp())


def _gone(work: Work, query: Query, offer: Offer) -> Script:
    offers.settle(work, offer, OfferState.TOO_LATE, *_MAY_STILL_TAKE)
    if query.owner_id is None:
        return script(Say(words=question_ring_words.GONE), HangUp())
    taken = wording.already_taken(whispering.name(work, query.owner_id))
    return script(Say(words=taken), HangUp())


def _shared(offer: Offer) -> bool:
    """Whether anybody may have picked up."""
    return offer.contact_point_id is not None
