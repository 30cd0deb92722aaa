"""What is asked of the carrier about a call that goes on, looked at once more before it is asked:
what no longer applies by then is not."""

from collections.abc import Callable, Collection

from advice_line.call_kinds import ColleagueState
from advice_line.desk.guards import dialling
from advice_line.desk.in_call import holding, joining, recording, rooms
from advice_line.desk.phone import taping
from advice_line.desk.questions import ringing
from advice_line.errors import DeliveryDelayed, DeliveryRefused
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutgoingState
from advice_line.ports.live import LiveTelephone
from advice_line.ports.notices import Receipt, Slip
from advice_line.ports.script import StepName
from advice_line.rules import may_dial
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Offer, Query
from advice_line.tables.rooms import Colleague, Room
from advice_line.trust.roles import SYSTEM

RING_SECONDS = 20
# Of a call that has ended meanwhile there is nothing more to ask.
_NOTHING_LEFT = ("call-over",)
# Nor of a room that is over, or in which they never were, or of a call that was never placed.
_BEING_PLACED = "being-placed"
_NOT_THERE = ("no-room", "not-in-the-room", _BEING_PLACED)
_MOST_TRIES = 5
_PERHAPS_RINGING = (OutgoingState.SENDING, OutgoingState.SENT, OutgoingState.DELIVERED)
Asking = Callable[[LiveTelephone], str]


class LiveCourier:
    def __init__(
        self,
        ledger: Ledger,
        telephone: LiveTelephone,
        countries: Collection[str] = may_dial.HOME,
    ) -> None:
        self._ledger = ledger
        self._telephone = telephone
        self._countries = countries

    def deliver(self, slip: Slip) -> Receipt | None:
        with self._ledger.look(SYSTEM.label) as work:
            asking = _ASK[slip.kind](work, slip)
        if asking is None:
            return None
        if slip.kind == NoticeKind.COLLEAGUE_CALL:
            self._hold(slip)
        try:
            done = asking(self._telephone)
        except DeliveryRefused as error:
            if error.code in _NOTHING_LEFT and slip.kind != NoticeKind.ROOM_ENTERED:
                return None
            raise
        except DeliveryDelayed as error:
            if error.code in _NOT_THERE and slip.attempts >= _MOST_TRIES:
                return None
            raise
        return self._done(slip, done)

    def find(self, slip: Slip) -> Receipt | None:
        """A call must not be placed twice, nor recorded twice; all else may be asked again without
        harm."""
        if slip.kind == NoticeKind.RECORDING_BEGUN:
            return self._recorded(slip)
        if slip.kind != NoticeKind.COLLEAGUE_CALL or slip.first_tried_at is None:
            return None
        with self._ledger.look(SYSTEM.label) as work:
            show, to = _numbers(work, slip)
        found = self._telephone.find_call(show=show, to=to, since=slip.first_tried_at)
        return Receipt(found, final=True) if found else None

    def lost(self, slip: Slip, code: str) -> None:
        """A room that nobody could be moved into is none: they talk on as before. Whoever could not
        be rung does not come; what could not be paused is shown as recorded."""
        with self._ledger.work(SYSTEM.label) as work:
            work.record(
                "outgoing.dead",
                query=slip.query_id,
                subject=f"outgoing:{slip.public_id}",
                code=code,
            )
            if slip.kind == NoticeKind.ROOM_ENTERED and slip.subject_id is not None:
                holding.never_moved(work, rooms.by_id(work, slip.subject_id))
            if slip.kind == NoticeKind.COLLEAGUE_CALL and slip.subject_id is not None:
                joining.never_rung(work, slip.subject_id)
            if slip.kind in taping.KINDS and slip.subject_id is not None:
                contact = work.session.get_one(Contact, slip.subject_id)
                recording.never_changed(work, contact, slip.kind)

    def _recorded(self, slip: Slip) -> Receipt | None:
        with self._ledger.look(SYSTEM.label) as work:
            call = work.session.get_one(Contact, slip.subject_id).external_id
        found = self._telephone.find_recording(call)
        return self._done(slip, found) if found else None

    def _done(self, slip: Slip, done: str) -> Receipt:
        """The id of a recording is kept at once: nobody may ever name it to us again."""
        if slip.kind == NoticeKind.RECORDING_BEGUN:
            with self._ledger.work(SYSTEM.label) as work:
                taping.begun(work, work.session.get_one(Contact, slip.subject_id), done)
        return Receipt(done, final=True)

    def _hold(self, slip: Slip) -> None:
        """Raises `errors.DeliveryRefused` for a number that may not be rung."""
        with self._ledger.work(SYSTEM.label) as work:
            _, to = _numbers(work, slip)
            why = dialling.refused(work, to, self._countries)
        if why is not None:
            raise DeliveryRefused(f"not_dialled_{why}")


def _numbers(work: Work, slip: Slip) -> tuple[str, str]:
    query = work.session.get_one(Query, slip.query_id)
    line = work.session.get_one(Line, query.line_id)
    return line.number, work.session.get_one(Responder, slip.person_id).mobile


def _room(work: Work, slip: Slip) -> tuple[Room, Contact]:
    room = work.session.get_one(Room, slip.subject_id)
    return room, work.session.get_one(Contact, room.contact_id)


def _entered(work: Work, slip: Slip) -> Asking | None:
    room, contact = _room(work, slip)
    if room.closed_at or rooms.fetched_at(room) or contact.leg_over_at:
        return None
    leg = contact.external_id if room.fetches_caller else room.host_leg
    then = rooms.step(room, StepName.ROOM_ENTERED, room.round)
    return _about(leg, lambda carrier: carrier.send_on(leg, then))


def _held(work: Work, slip: Slip) -> Asking | None:
    room, contact = _room(work, slip)
    if room.closed_at or contact.leg_over_at or room.held_at is None:
        return None
    call, name = contact.external_id, rooms.name(room)
    hears = rooms.step(room, StepName.ROOM_HELD, holding.first_round(room))
    return _about(call, lambda carrier: carrier.hold(name, call, hears))


def _back(work: Work, slip: Slip) -> Asking | None:
    room, contact = _room(work, slip)
    if room.closed_at or contact.leg_over_at or room.held_at is not None:
        return None
    call, name = contact.external_id, rooms.name(room)
    return _about(call, lambda carrier: carrier.fetch_back(name, call))


def _told(work: Work, slip: Slip) -> Asking | None:
    """Whoever talks and their caller, wherever both are still there."""
    colleague = work.session.get_one(Colleague, slip.subject_id)
    room = work.session.get_one(Room, colleague.room_id)
    contact = work.session.get_one(Contact, room.contact_id)
    if room.closed_at or contact.leg_over_at or not rooms.both_in(room):
        return None
    legs, name = (contact.external_id, room.host_leg), rooms.name(room)
    every = [each.id for each in rooms.asked_into(work, room, *ColleagueState)]
    hears = rooms.step(room, StepName.ROOM_TOLD, every.index(colleague.id) + 1)

    def tell(carrier: LiveTelephone) -> str:
        for leg in legs:
            carrier.tell(name, leg, hears)
        return legs[0]

    return tell


def _host_released(work: Work, slip: Slip) -> Asking | None:
    room, _ = _room(work, slip)
    leg = room.host_leg
    return _about(leg, lambda carrier: carrier.hang_up(leg))


def _sent_on(work: Work, slip: Slip) -> Asking | None:
    room, contact = _room(work, slip)
    if room.closed_at or contact.leg_over_at or contact.ended:
        return None
    call, then = contact.external_id, rooms.step(room, StepName.ROOM_EMPTY, room.round)
    return _about(call, lambda carrier: carrier.send_on(call, then))


def _rung(work: Work, slip: Slip) -> Asking | None:
    colleague = work.session.get_one(Colleague, slip.subject_id)
    room = work.session.get_one(Room, colleague.room_id)
    if colleague.state != ColleagueState.ASKED or room.closed_at is not None:
        return None
    show, to = _numbers(work, slip)
    named = colleague.public_id
    return lambda carrier: carrier.ring_colleague(
        show=show, to=to, ring_seconds=RING_SECONDS, colleague=named
    )


def _released(work: Work, slip: Slip) -> Asking | None:
    """Also of a call of which we know no more than that it was to be placed."""
    colleague = work.session.get_one(Colleague, slip.subject_id)
    leg, since, numbers = colleague.leg, colleague.asked_at, _numbers(work, slip)

    def release(carrier: LiveTelephone) -> str:
        show, to = numbers
        call = leg or carrier.find_call(show=show, to=to, since=since)
        if call is not None:
            carrier.hang_up(call)
        return call or "never-rung"

    return release


def _not_rung_on(work: Work, slip: Slip) -> Asking | None:
    """What is not placed yet never will be; of what is being placed the carrier says its name as
    soon as it has one."""
    offer = work.session.get_one(Offer, slip.subject_id)
    placed = ringing.call_of(work, offer)
    if placed is None or placed.state not in _PERHAPS_RINGING:
        return None
    call, since, query = placed.external_id, offer.offered_at, offer.query_id
    show = work.session.get_one(Line, work.session.get_one(Query, query).line_id).number
    to = ringing.rings(work, slip)

    def stop(carrier: LiveTelephone) -> str:
        rings = call or carrier.find_call(show=show, to=to, since=since)
        if rings is None:
            raise DeliveryDelayed(_BEING_PLACED)
        carrier.stop_ringing(rings)
        return rings

    return stop


def _begun(work: Work, slip: Slip) -> Asking | None:
    contact = work.session.get_one(Contact, slip.subject_id)
    if contact.leg_over_at or contact.recorded_as or taping.is_silent(contact):
        return None
    call, told = contact.external_id, contact.public_id
    # Asked for twice, by a pause and going on again, it is begun once.
    return lambda carrier: carrier.find_recording(call) or carrier.record(call, told)


def _silenced(work: Work, slip: Slip) -> Asking | None:
    contact = work.session.get_one(Contact, slip.subject_id)
    call, recording, silent = contact.external_id, contact.recorded_as, taping.is_silent(contact)
    asked = slip.kind == NoticeKind.RECORDING_PAUSED
    if contact.leg_over_at or recording is None or silent != asked:
        return None
    return _about(call, lambda carrier: carrier.silence(call, recording, silent=silent))


def _about(call: str, ask: Callable[[LiveTelephone], None]) -> Asking:
    """Asked of the carrier, known by the leg it is about."""

    def asking(carrier: LiveTelephone) -> str:
        ask(carrier)
        return call

    return asking


_ASK: dict[NoticeKind, Callable[[Work, Slip], Asking | None]] = {
    NoticeKind.ROOM_ENTERED: _entered,
    NoticeKind.CALLER_HELD: _held,
    NoticeKind.CALLER_BACK: _back,
    NoticeKind.ROOM_TOLD: _told,
    NoticeKind.HOST_RELEASED: _host_released,
    NoticeKind.CALLER_SENT_ON: _sent_on,
    NoticeKind.COLLEAGUE_CALL: _rung,
    NoticeKind.COLLEAGUE_RELEASED: _released,
    NoticeKind.QUESTION_CALL_ENDED: _not_rung_on,
    NoticeKind.RECORDING_BEGUN: _begun,
    NoticeKind.RECORDING_PAUSED: _silenced,
    NoticeKind.RECORDING_RESUMED: _silenced,
}
