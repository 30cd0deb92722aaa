"""A talk moves into a room: its responder's phone is fetched out of it, the end of the talk at the
carrier's is then no end, and the caller follows once the responder is there."""

from advice_line.desk.in_call import holding, parting, rooms
from advice_line.desk.in_call.rooms import Here
from advice_line.ledger.work import Work
from advice_line.ports.calls import HopEnded, LegState
from advice_line.ports.live import RoomEvent
from advice_line.ports.script import GoTo, HangUp, Pause, Say, Script, StepName, script
from advice_line.rules import room_words
from advice_line.tables.queries import Contact, Offer, Query

# So often the caller waits a second for the responder's phone to say that it is on its way.
_MOST_ROUNDS = 6


def hop_ended(
    work: Work, event: HopEnded, offer: Offer, query: Query, contact: Contact
) -> Script | None:
    """What a caller hears whose call is moving into a room (H16); None for a hop that ended as
    hops do: nothing moves, or the caller is gone."""
    room = rooms.of_contact(work, contact)
    gone = event.caller_gone or contact.leg_over_at is not None
    if room is None or gone or not event.bridged or contact.ended is not None:
        return None
    if offer.responder_id != room.host_id:
        return None
    return _follow(work, Here(room, query, contact), 0)


def awaited(work: Work, event: RoomEvent, here: Here) -> Script:
    if here.contact.leg_over_at is not None or here.contact.ended is not None:
        return script(HangUp())
    if here.room.closed_at is not None:
        # The carrier found no phone to move: it was down already.
        return parting.left_behind(work, here)
    return _follow(work, here, event.turn)


def entered(work: Work, here: Here) -> Script:
    """The responder's phone was fetched out of the talk."""
    room = here.room
    if _over(here):
        return script(Say(words=room_words.CALLER_GONE), HangUp())
    if room.host_in_at is None:
        work.update(room, host_in_at=work.now)
        holding.when_both_are_in(work, room)
    return script(rooms.enter(work, here, ends=True))


def _follow(work: Work, here: Here, turn: int) -> Script:
    room = here.room
    if room.host_in_at is not None:
        work.update(room, caller_in_at=work.now)
        holding.when_both_are_in(work, room)
        return script(rooms.enter(work, here, ends=True, waits=True))
    if _phone_is_dead(work, here) or turn >= _MOST_ROUNDS:
        return parting.left_behind(work, here)
    words = (Say(words=room_words.ALONE),) if turn == 0 else ()
    then = rooms.step(room, StepName.ROOM_AWAITED, turn + 1)
    return script(*words, Pause(seconds=1), GoTo(then=then))


def _phone_is_dead(work: Work, here: Here) -> bool:
    accepted = parting.accepted(work, here)
    return accepted is not None and bool(accepted.leg_state and LegState(accepted.leg_state).over)


def _over(here: Here) -> bool:
    return here.room.closed_at is not None or here.contact.leg_over_at is not None
