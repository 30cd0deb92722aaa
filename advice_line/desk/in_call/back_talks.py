"""The telephone's door for calls back whose talk may be held, joined and handed over like any."""

from advice_line.desk.in_call import back_again, backs, moving_in, parting, rooms
from advice_line.desk.phone import following, talk_time
from advice_line.desk.query import offers
from advice_line.desk.ring_back import placed, speaking, trying
from advice_line.desk.ring_back.door import BackCalls
from advice_line.desk.ring_back.placed import Back
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import BackEvent, CallOver, LegState
from advice_line.ports.script import Script
from advice_line.tables.queries import Contact


class BackTalks(BackCalls):
    """Implements `ports.ring_backs.BackDesk`."""

    def leg(self, event: BackEvent) -> None:
        self._told(event, _leg_moved)

    def ended(self, event: BackEvent) -> Script:
        return self._heard(event, _ended)

    def again(self, event: BackEvent) -> Script:
        return self._heard(event, back_again.keyed)

    def ended_again(self, event: BackEvent) -> Script:
        return self._heard(event, _ended_again)

    def over(self, event: BackEvent) -> None:
        self._told(event, _over)


def _leg_moved(work: Work, event: BackEvent) -> None:
    """Once something was done to the talk, the requester's leg is a call of its own, and this is
    how we hear that it is over."""
    back = placed.of_event(work, event)
    row = backs.of_leg(work, event.leg) or back.ring_back
    if row.leg is None:
        work.update(row, leg=event.leg)
    if event.state is None:
        return
    call = backs.call_of(work, row)
    # Of a leg that went on in a room its own length is not how long the two were joined.
    moved = call is not None and row.seconds is not None
    seconds = 0 if moved else event.seconds
    trying.leg_moved(work, Back(row, back.query, back.contact), event.state, seconds)
    if call is not None and event.state.over:
        told = CallOver(event.key, call.external_id, event.state, event.seconds)
        parting.abandoned(work, back.query, call)
        following.over(work, told, back.query, call)
        parting.over(work, call)


def _ended(work: Work, event: BackEvent) -> Script:
    moves = _moves(work, event)
    if moves is not None:
        return moves
    heard = speaking.ended(work, event)
    return back_again.offered(placed.of_event(work, event), event.attempt) or heard


def _ended_again(work: Work, event: BackEvent) -> Script:
    moves = _moves(work, event)
    if moves is not None:
        return moves
    speaking.ended(work, event)
    return back_again.ended(placed.of_event(work, event))


def _moves(work: Work, event: BackEvent) -> Script | None:
    if not event.bridged:
        return None
    back = placed.of_event(work, event)
    call = backs.call_of(work, back.ring_back)
    if call is not None:
        trying.joined_for(work, back, event.seconds)
        talk_time.total(work, call)
    return moving_in.back_ended(work, back)


def _over(work: Work, event: BackEvent) -> None:
    """A requester who is alone in the room by then need not wait there."""
    speaking.over(work, event)
    back = placed.of_event(work, event)
    call = backs.call_of(work, back.ring_back)
    if call is None:
        return
    offer = offers.accepted_of(work, call)
    if offer is not None and offer.leg == event.call:
        work.update(offer, leg_state=event.state or LegState.COMPLETED)
    _let_go(work, call)


def _let_go(work: Work, call: Contact) -> None:
    room = rooms.of_contact(work, call)
    if room is not None and room.fetches_caller and room.host_in_at is None:
        rooms.ask(work, NoticeKind.CALLER_SENT_ON, room, turn=room.round)
