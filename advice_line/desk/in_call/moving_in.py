"""A talk moves into a room: the phone that was dialled is fetched out of it, the end of the talk at
the carrier's is then no end, and the other follows once that one is there. It is the responder's
that is fetched, or the caller's where we rang them back."""

from datetime import timedelta

from advice_line.desk.in_call import backs, holding, parting, rooms
from advice_line.desk.in_call.rooms import Here
from advice_line.desk.ring_back.placed import Back
from advice_line.ledger.work import Work
from advice_line.ports.calls import HopEnded
from advice_line.ports.live import RoomEvent
from advice_line.ports.script import GoTo, HangUp, Pause, Say, Script, StepName, script
from advice_line.rules import room_words
from advice_line.tables.queries import Contact, Offer, Query

# So often the caller waits a second for the responder's phone to say that it is on its way.
_MOST_ROUNDS = 6
_FOLLOWS_WITHIN = timedelta(seconds=10)


def hop_ended(
    work: Work, event: HopEnded, offer: Offer, query: Query, contact: Contact
) -> Script | None:
    """What a caller hears whose call is moving into a room (H16); None for a hop that ended as
    hops do: nothing moves, or the caller is gone."""
    room = rooms.of_contact(work, contact)
    gone = event.caller_gone or contact.leg_over_at is not None
    if room is not None and room.star and not event.bridged:
        rooms.close(work, room)  # they were never joined: there is no talk to move
    if room is None or gone or not event.bridged or contact.ended is not None:
        return None
    if offer.responder_id != room.host_id:
        return None
    return _follow(work, Here(room, query, contact), 0)


def back_ended(work: Work, back: Back) -> Script | None:
    """What a responder hears who rang back and whose talk is moving into a room; None where nothing
    was done to the talk. Of one to which something was, the call of its requester has its own end.
    """
    call = backs.call_of(work, back.ring_back)
    if call is None:
        return None
    room = rooms.of_contact(work, call)
    if room is None:
        return script(HangUp())
    return _host_follows(work, Here(room, back.query, call), 0)


def awaited(work: Work, event: RoomEvent, here: Here) -> Script:
    if here.room.fetches_caller and event.call == here.room.host_leg:
        return _host_follows(work, here, event.turn)
    if here.contact.leg_over_at is not None or here.contact.ended is not None:
        return script(HangUp())
    if here.room.closed_at is not None:
        # The carrier found no phone to move: it was down already.
        return _nobody_there(work, here)
    return _follow(work, here, event.turn)


def entered(work: Work, event: RoomEvent, here: Here) -> Script:
    """The phone that was dialled was fetched out of the talk."""
    room = here.room
    if room.fetches_caller and event.call == here.contact.external_id:
        return _caller_entered(work, here)
    if _over(here):
        return script(Say(words=room_words.CALLER_GONE), HangUp())
    if room.host_in_at is None:
        work.update(room, host_in_at=work.now)
        holding.when_both_are_in(work, room)
        # The caller may be gone, and the carrier's word of it late or lost.
        work.update(here.contact, look_at=work.now + _FOLLOWS_WITHIN)
    return script(rooms.enter(here, ends=True))


def _caller_entered(work: Work, here: Here) -> Script:
    room = here.room
    if here.contact.leg_over_at is not None or here.contact.ended is not None:
        return script(HangUp())
    if room.closed_at is not None:
        # The responder has put down the phone meanwhile.
        return parting.left_behind(work, here)
    if room.caller_in_at is None:
        work.update(room, caller_in_at=work.now)
        holding.when_both_are_in(work, room)
    return script(rooms.enter(here, ends=True, waits=True))


def _host_follows(work: Work, here: Here, turn: int) -> Script:
    room = here.room
    if _over(here) or (room.caller_in_at is None and turn >= _MOST_ROUNDS):
        return script(Say(words=room_words.CALLER_GONE), HangUp())
    if room.caller_in_at is None:
        then = rooms.step(room, StepName.ROOM_AWAITED, turn + 1)
        return script(Pause(seconds=1), GoTo(then=then))
    work.update(room, host_in_at=work.now)
    holding.when_both_are_in(work, room)
    return script(rooms.enter(here, ends=True))


def _follow(work: Work, here: Here, turn: int) -> Script:
    room = here.room
    if room.host_in_at is not None:
        work.update(room, caller_in_at=work.now)
        holding.when_both_are_in(work, room)
        return script(rooms.enter(here, ends=True, waits=True))
    if parting.phone_is_dead(work, here) or turn >= _MOST_ROUNDS:
        return _nobody_there(work, here)
    words = (Say(words=room_words.ALONE),) if turn == 0 else ()
    then = rooms.step(room, StepName.ROOM_AWAITED, turn + 1)
    return script(*words, Pause(seconds=1), GoTo(then=then))


def _nobody_there(work: Work, here: Here) -> Script:
    """A talk that was to move for its star alone has ended as talks do."""
    if here.room.star and here.room.held_at is None:
        return parting.talk_over(work, here)
    return parting.left_behind(work, here)


def _over(here: Here) -> bool:
    return here.room.closed_at is not None or here.contact.leg_over_at is not None
