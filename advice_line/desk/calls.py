"""The telephone's door: each event is one transaction, answered with what the caller hears."""

from advice_line.desk import carrier_door
from advice_line.desk.carrier_door import CarrierDoor
from advice_line.desk.in_call import moving_in, parting, recording, starring
from advice_line.desk.messages import spoken
from advice_line.desk.outage import checking, own_legs
from advice_line.desk.phone import answering, deflecting, following, intake, talk_time
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.ports.calls import (
    CallArrived,
    CallOver,
    DeflectionEnded,
    DeflectionLegMoved,
    HopEnded,
    KeysPressed,
    LegMoved,
    MessageLeft,
    MessageReady,
    NoticeMoved,
    OfferAsked,
    OfferKeyed,
)
from advice_line.ports.script import Script
from advice_line.rules.life import later
from advice_line.tables.queries import Contact, Deflection, Offer, Query
from advice_line.trust.roles import CARRIER, Action, require


class Calls(CarrierDoor):
    """Implements `ports.calls.CallDesk`."""

    def arrived(self, event: CallArrived) -> Script:
        return self._once(
            event.key, lambda work: checking.arrived(work, event) or intake.call(work, event)
        )

    def greeted(self, event: KeysPressed) -> Script:
        return self._step(
            event,
            lambda work, query, contact: intake.greeted(work, event, query, contact),
        )

    def number_given(self, event: KeysPressed, attempt: str) -> Script:
        return self._step(
            event,
            lambda work, query, contact: intake.number_given(work, event, attempt, query, contact),
        )

    def message_left(self, event: MessageLeft) -> Script:
        def step(work: Work, query: Query, contact: Contact) -> Script:
            answer = intake.message_left(work, event, query, contact)
            spoken.left(work, event, query, contact)
            return answer

        return self._step(event, step)

    def whisper(self, event: OfferAsked) -> Script:
        return self._offered(
            event.key,
            event.offer,
            lambda work, offer, query, contact: answering.whisper(
                work, event, offer, query, contact
            ),
        )

    def whisper_keyed(self, event: OfferKeyed) -> Script:
        def step(work: Work, offer: Offer, query: Query, contact: Contact) -> Script:
            unrecorded = recording.accepted(work, event, offer, query, contact)
            answer = unrecorded or answering.keyed(work, event, offer, query, contact)
            starring.begin(work, query, contact, offer)
            return answer

        return self._offered(event.key, event.offer, step)

    def named(self, event: OfferKeyed) -> Script:
        def step(work: Work, offer: Offer, query: Query, contact: Contact) -> Script:
            answer = answering.named(work, event, offer, query, contact)
            starring.begin(work, query, contact, offer)
            return answer

        return self._offered(event.key, event.offer, step)

    def named_again(self, event: OfferKeyed) -> Script:
        def step(work: Work, offer: Offer, query: Query, contact: Contact) -> Script:
            answer = answering.named_again(work, event, offer, query, contact)
            starring.begin(work, query, contact, offer)
            return answer

        return self._offered(event.key, event.offer, step)

    def hop_ended(self, event: HopEnded) -> Script:
        def step(work: Work, offer: Offer, query: Query, contact: Contact) -> Script:
            moves = moving_in.hop_ended(work, event, offer, query, contact)
            answer = moves or following.hop_ended(work, event, offer, query, contact)
            talk_time.hop_ended(work, event, offer, contact)
            return answer

        return self._offered(event.key, event.offer, step)

    def leg_moved(self, event: LegMoved) -> None:
        def step(work: Work, offer: Offer, query: Query, contact: Contact) -> Script:
            if offer.leg_state is None or later(offer.leg_state, event.state):
                work.update(offer, leg=event.leg, leg_state=event.state)
                parting.leg_moved(work, event, query, contact)
            return Script()

        self._offered(event.key, event.offer, step)

    def deflection_ended(self, event: DeflectionEnded) -> Script:
        return self._deflected(
            event.key,
            event.deflection,
            lambda work, row, query, contact: deflecting.ended(work, event, row, query, contact),
        )

    def deflection_leg_moved(self, event: DeflectionLegMoved) -> None:
        def step(work: Work, row: Deflection, query: Query, contact: Contact) -> Script:
            deflecting.leg_moved(work, event, row, query, contact)
            return Script()

        self._deflected(event.key, event.deflection, step)

    def over(self, event: CallOver) -> None:
        def step(work: Work) -> Script:
            if carrier_door.known(work.session, event.call) is not None:
                query, contact = carrier_door.rows(work, event)
                parting.abandoned(work, query, contact)
                following.over(work, event, query, contact)
                parting.over(work, contact)
            elif own_legs.check_of(work, event.caller, event.called, work.now) is None:
                intake.missed(work, event)
            return Script()

        self._once(event.key, step)

    def message_ready(self, event: MessageReady) -> None:
        def step(work: Work, query: Query, contact: Contact) -> Script:
            spoken.ready(work, event, query, contact)
            return Script()

        self._step(event, step)

    def notice_moved(self, event: NoticeMoved) -> None:
        def step(work: Work) -> Script:
            outbox.moved(work, event.outgoing, event.external_id, event.delivered, event.failure)
            return Script()

        self._once(event.key, step)

    def refused(self, reason: str, source: str) -> None:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        with self._ledger.work(CARRIER.label) as work:
            work.record("webhook.refused", subject=source, reason=reason)
