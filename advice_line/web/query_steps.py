"""What has happened to a query and to its advice, in words and in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from advice_line.call_kinds import ColleagueState
from advice_line.desk.letter import letters
from advice_line.desk.receipts.acknowledged import Word
from advice_line.desk.staff.history import Event, Happened
from advice_line.desk.staff.opening import Open, Version
from advice_line.kinds import Acknowledgement, Channel, ContactEnded, OfferState, PromiseState
from advice_line.rules import desks, tracer_form
from advice_line.tables.advice import Advice
from advice_line.tracer_kinds import TracerOutcome, TracerSource
from advice_line.web import call_backs, labels, naming, tracer_words, words

_GOOD = (OfferState.ACCEPTED, ContactEnded.TALKED, PromiseState.KEPT)
_BAD = (
    OfferState.DECLINED,
    OfferState.EXPIRED,
    OfferState.FAILED,
    OfferState.TOO_LATE,
    ColleagueState.UNANSWERED,
    ContactEnded.HUNG_UP,
    ContactEnded.FAILED,
    PromiseState.BROKEN,
)
ACKNOWLEDGED = {
    Acknowledgement.CLINICIAN_WILL_ACT: "Received: a clinician will act",
    Acknowledgement.CANNOT_ACT: "Received: nobody can act on it",
    Acknowledgement.FILED: "Received and filed",
}


@dataclass(frozen=True)
class Step:
    words: str
    at: datetime
    mark: str


@dataclass(frozen=True)
class Loop:
    words: str
    at: datetime | None
    bad: bool = False


@dataclass(frozen=True)
class VersionShown:
    version: int
    author: str
    at: datetime
    text: str
    reason: str | None
    loop: list[Loop]


def step(seen: Open, event: Event) -> Step:
    if event.tried is not None:
        tried = call_backs.tried(event.tried)
        return Step(tried.words, tried.at, tried.mark)
    mark = "done" if event.state in _GOOD else "bad" if event.state in _BAD else ""
    return Step(_event_words(seen, event), event.at, mark)


def keys_said(seen: Open) -> list[str]:
    """The reasons that its callers gave by a key, each once, the earliest first."""
    said = (event.state for event in seen.events if event.what is Happened.RANG)
    return list(dict.fromkeys(each for each in said if each in labels.ASKED_FOR))


def _event_words(seen: Open, event: Event) -> str:
    state = event.state or ""
    match event.what:
        case Happened.RANG:
            asked = labels.ASKED_FOR.get(state)
            return f"{naming.of(seen)} rang: {asked}" if asked else f"{naming.of(seen)} rang"
        case Happened.TEXTED:
            return f"{naming.of(seen)} texted"
        case Happened.WROTE:
            return f"{naming.of(seen)} wrote ({labels.CHANNELS[Channel(state)].lower()})"
        case Happened.RING_BACK:
            # Whether the requester was rung at all is what the contact's end says.
            return "A call back was started"
        case Happened.CONTACT_ENDED:
            return labels.ENDED[ContactEnded(state)]
        case Happened.NOT_ANSWERED:
            return "The line could not answer; the call may have gone to the switchboard"
        case Happened.OFFERED:
            who = event.who or "Somebody"
            return labels.OFFERS[OfferState(state)].format(who=who)
        case Happened.CLAIMED:
            return f"{event.who or 'Somebody'} claimed it"
        case Happened.COLLEAGUE:
            who = event.who or "Somebody"
            return labels.ASKED_INTO_TALK[ColleagueState(state)].format(who=who)
        case Happened.RINGS_BACK:
            return f"{event.who or 'Somebody'} said when they ring back"
        case Happened.WENT_ON:
            return f"{event.who or 'Somebody'} went on without their answer"
        case Happened.DEFLECTED:
            closed = event.who == desks.CLOSED
            return "Put through elsewhere" if closed else f"Asked for the desk: {event.who}"
        case Happened.DESK_SILENT:
            return "The desk did not answer"
        case Happened.PROMISED:
            assert event.until is not None
            by = words.moment_in_words(event.until, seen.now, seen.line.time_zone)
            return f"Promised to ring back by {by}"
        case Happened.PROMISE_MOVED:
            return "Another time was given"
        case Happened.PROMISE_SETTLED:
            return labels.PROMISES[PromiseState(state)]
        case Happened.TRACED:
            said = tracer_form.OUTCOMES[TracerOutcome(state)]
            return f"{said}, by {tracer_words.SOURCES[TracerSource(event.who or '')]}"
        case Happened.CLOSED:
            return "Closed without advice"


def version(of: Version, countersigner: str | None = None, *, call: bool = True) -> VersionShown:
    advice = of.advice
    return VersionShown(
        version=advice.version,
        author=of.author,
        at=advice.finalised_at,
        text=of.record.body.opinion.advice,
        reason=of.reason,
        loop=[*_signed(advice, countersigner), *_loop(of, call=call)],
    )


def _signed(advice: Advice, countersigner: str | None) -> Iterator[Loop]:
    """Advice outside its author's scope says until then that nobody has signed for it (H11)."""
    if advice.within_scope:
        return
    if advice.countersigned_at is None:
        yield Loop("Outside its author's scope: awaits a countersignature", None, bad=True)
    else:
        yield Loop(f"Countersigned by {countersigner}", advice.countersigned_at)


def _loop(of: Version, *, call: bool) -> Iterator[Loop]:
    """Sent, delivered, opened and acknowledged are separate facts (H04)."""
    advice = of.advice
    if advice.verbal_read_back_at:
        at_signing = letters.read_back_at_signing(advice)
        said = read_back(of.read_back_by, at_signing=at_signing, call=call)
        yield Loop(said, advice.verbal_read_back_at)
    yield Loop("Sent", advice.sent_at)
    if advice.delivered_at:
        yield Loop("Delivered", advice.delivered_at)
    if advice.failed_at:
        yield Loop("It could not be delivered", advice.failed_at, bad=True)
    yield Loop("Opened", advice.opened_at)
    for word in of.said:
        yield Loop(acknowledged(word), word.at)
    if not of.said:
        yield Loop("Acknowledged", None)


def acknowledged(word: Word) -> str:
    """What they said, and who they say they are."""
    return f"{ACKNOWLEDGED[word.said]} ({word.name})" if word.name else ACKNOWLEDGED[word.said]


def read_back(who: str | None, *, at_signing: bool, call: bool) -> str:
    """Before it was signed, on a call or not, or by somebody who was rung about it afterwards."""
    when = "on the call" if call else "as it was given"
    said = f"Read back {when if at_signing else 'afterwards'}"
    return f"{said} by {who}" if who else said
