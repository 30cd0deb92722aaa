"""The star in a recorded talk, by which its responder pauses what is recorded and goes on.

On a line that offers it a talk moves into a room as it begins: only there does the carrier heed a
key, and all it does is let its presser leave. As their leaving ends the room, nobody is ever alone
in it (H01); but the end of a talk looks the same to each side. So each waits a moment for the
carrier's word of the other: where both are still on the line it was the star, and they meet in the
next round.
"""

from dataclasses import replace
from datetime import timedelta

from advice_line.call_kinds import ColleagueState, HostLeft
from advice_line.desk.in_call import holding, parting, recording, rooms
from advice_line.desk.in_call.rooms import Here
from advice_line.desk.phone import taping
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.ports.live import RoomEvent
from advice_line.ports.script import GoTo, Pause, Say, Script, StepName, script
from advice_line.rules import room_words
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Offer, Query

# The carrier has joined the two by then; a phone that is fetched before that is only lost.
_BEGINS_AFTER = timedelta(seconds=2)
# So often each side waits a second for word of the other.
_MOST_ROUNDS = 6
_COUNTS = 10


def begin(work: Work, query: Query, contact: Contact, offer: Offer) -> None:
    """Once somebody has taken a call whose talk is recorded, also if it is not to be at first."""
    line = work.session.get_one(Line, query.line_id)
    taken = offer.state == OfferState.ACCEPTED and offer.rings_back_by is None
    if line.recording_star and taken and taping.applies(work, contact):
        rooms.open_for(work, query, contact, starred_after=_BEGINS_AFTER)


def left(work: Work, event: RoomEvent, here: Here) -> Script | None:
    """None for who left in no other way than from any room."""
    room = here.room
    if not room.star or event.turn != room.round or _over(here):
        return None
    is_host = event.call == room.host_leg
    if is_host and event.gone:
        work.update(room, host_left=HostLeft.GONE)
    if event.gone or not _was_in(work, event, here):
        return None
    if is_host and not rooms.both_in(room):
        return script(rooms.enter(here, ends=True))  # pressed while the caller is on the way
    if is_host:
        work.update(room, host_left=HostLeft.BY_STAR)
    elif event.call == here.contact.external_id:
        work.update(room, caller_out_at=work.now)
    return _settle(work, event, here, event.turn, 0)


def waited(work: Work, event: RoomEvent, here: Here) -> Script:
    """`event.turn` holds the round that they left, and how often they have waited."""
    left_round, count = divmod(event.turn, _COUNTS)
    return _settle(work, event, here, left_round, count)


def _settle(work: Work, event: RoomEvent, here: Here, left_round: int, count: int) -> Script:
    room = here.room
    both = room.host_left == HostLeft.BY_STAR and room.caller_out_at is not None
    if room.round == left_round and both and not _over(here):
        _pause_or_go_on(work, here)
    if room.round > left_round and not event.gone and not _over(here):
        return _in_again(work, event, here)
    done = _over(here) or room.host_left == HostLeft.GONE or _host_is_dead(work, here)
    if event.gone or done or count >= _MOST_ROUNDS:
        return parting.left(work, replace(event, turn=left_round), here)
    then = rooms.step(room, StepName.ROOM_STARRED, left_round * _COUNTS + count + 1)
    return script(Pause(seconds=1), GoTo(then=then))


def _pause_or_go_on(work: Work, here: Here) -> None:
    room, contact = here.room, here.contact
    if contact.recording_paused_at is None:
        recording.pause(work, contact)
    else:
        recording.resume(work, contact)
    holding.joined(work, here)
    rooms.all_out(work, room)
    rooms.next_round(work, room)


def _in_again(work: Work, event: RoomEvent, here: Here) -> Script:
    """Each hears what the star did, and who held the caller has them back."""
    room, paused = here.room, here.contact.recording_paused_at is not None
    is_host, is_caller = event.call == room.host_leg, event.call == here.contact.external_id
    if is_host and room.host_in_at is None:
        work.update(room, host_in_at=work.now)
        holding.when_both_are_in(work, room)
    if is_caller and room.caller_in_at is None:
        work.update(room, caller_in_at=work.now)
        holding.when_both_are_in(work, room)
    said = Say(words=room_words.NOT_RECORDED if paused else room_words.RECORDED)
    return script(said, rooms.enter(here, ends=is_host or is_caller, waits=is_caller))


def _was_in(work: Work, event: RoomEvent, here: Here) -> bool:
    joined = rooms.asked_into(work, here.room, ColleagueState.JOINED)
    there = {here.room.host_leg, here.contact.external_id, *(each.leg for each in joined)}
    return event.call in there


def _host_is_dead(work: Work, here: Here) -> bool:
    """Whose phone that took the call is down may have left it to a colleague in the room."""
    joined = rooms.asked_into(work, here.room, ColleagueState.JOINED)
    stayed = any(each.leg == here.room.host_leg for each in joined)
    return not stayed and parting.phone_is_dead(work, here)


def _over(here: Here) -> bool:
    contact = here.contact
    return bool(here.room.closed_at or contact.leg_over_at or contact.ended)
