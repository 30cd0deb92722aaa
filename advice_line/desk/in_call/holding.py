"""A caller on hold: they hear that we have not forgotten them, and it has a bound."""

from datetime import timedelta

from advice_line.call_kinds import CallStage, ColleagueState
from advice_line.desk.due_rows import DueRows
from advice_line.desk.in_call import rooms
from advice_line.desk.in_call.rooms import Here
from advice_line.desk.phone import stages, talk_time
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.live import RoomEvent
from advice_line.ports.script import GoTo, Pause, Play, Say, Script, StepName, script
from advice_line.rules import room_words
from advice_line.tables.directory import Line, Responder
from advice_line.tables.rooms import Room

# How long somebody may be held, and how long while a colleague is asked.
LONGEST = timedelta(minutes=3)
LONGEST_ASKED = timedelta(seconds=90)
_BATCH = 20


def hold(work: Work, here: Here, longest: timedelta = LONGEST) -> None:
    """The caller is held once both are in the room."""
    room = here.room
    if room.held_at is None:
        work.update(room, held_at=work.now, holds=room.holds + 1)
        talk_time.pauses(work, room)
        work.record("call.held", query=room.query_id, subject=f"room:{room.public_id}")
        when_both_are_in(work, room)
    work.update(room, act_at=work.now + longest)


def when_both_are_in(work: Work, room: Room) -> None:
    if not rooms.both_in(room):
        return
    if room.held_at is None:
        talk_time.goes_on(work, room)
    else:
        rooms.ask(work, NoticeKind.CALLER_HELD, room, turn=room.holds)


def fetch_back(work: Work, here: Here) -> None:
    """The caller talks again; whoever was being asked meanwhile need not come."""
    room = here.room
    for each in rooms.asked_into(work, room, ColleagueState.ASKED):
        rooms.release(work, room, each)
    _unhold(work, here)


def joined(work: Work, here: Here) -> None:
    """A colleague is there: the caller hears both."""
    _unhold(work, here)


def _unhold(work: Work, here: Here) -> None:
    room = here.room
    stages.to(work, here.contact, CallStage.TALK)
    if room.held_at is None:
        return
    work.update(room, held_at=None, act_at=None)
    work.record("call.back", query=room.query_id, subject=f"room:{room.public_id}")
    if rooms.both_in(room):
        talk_time.goes_on(work, room)
        rooms.ask(work, NoticeKind.CALLER_BACK, room, turn=room.holds)


def never_moved(work: Work, here: Here) -> None:
    """The carrier did not do it: they talk as before, and nobody is held. Of a room that is closed
    its caller has gone on already."""
    if here.room.closed_at is None and rooms.fetched_at(here.room) is None:
        fetch_back(work, here)
        rooms.close(work, here.room)


def held(work: Work, event: RoomEvent, here: Here) -> Script:
    """One round of what somebody hears who is held."""
    room = here.room
    if room.closed_at is not None or here.contact.leg_over_at is not None:
        return script(Pause(seconds=room_words.ROUND))
    if room.act_at is not None and room.act_at <= work.now:
        fetch_back(work, here)
    if room.held_at is None:
        # They ought to hear this no longer: asked once more, in case the first was lost.
        rooms.ask(work, NoticeKind.CALLER_BACK, room, turn=1000 + event.turn)
        return script(Say(words=room_words.ALONE), *_next(work, room, event.turn))
    words = Say(words=_words(work, room))
    return script(words, *_music(work, here), *_next(work, room, event.turn))


def _music(work: Work, here: Here) -> tuple[Play, ...]:
    """The line's own, where it has one."""
    url = work.session.get_one(Line, here.query.line_id).audio.get("hold")
    return (Play(url=url, words=""),) if url else ()


def _just_held(work: Work, room: Room) -> bool:
    return room.held_at is not None and work.now - room.held_at < timedelta(seconds=5)


def _words(work: Work, room: Room) -> str:
    asked = rooms.asked_into(work, room, ColleagueState.ASKED)
    if asked:
        return room_words.joining(work.session.get_one(Responder, asked[-1].responder_id).name)
    return room_words.HOLD if _just_held(work, room) else room_words.STILL_HELD


def _next(work: Work, room: Room, turn: int) -> tuple[Pause, GoTo]:
    """A round of its own name: a request with another one's would be answered as that was."""
    work.update(room, hold_round=max(room.hold_round, turn) + 1)
    then = rooms.step(room, StepName.ROOM_HELD, room.hold_round)
    return Pause(seconds=room_words.ROUND), GoTo(then=then)


def first_round(room: Room) -> int:
    return room.hold_round + 1


def ending(ledger: Ledger) -> DueRows:
    """Holds: nobody is left on one for ever, also where nothing of it is asked by the carrier."""
    return DueRows(ledger, Room, "act_at", _end)


def _end(work: Work, room_id: int) -> bool:
    here = rooms.by_id(work, room_id)
    if here.room.act_at is None or here.room.act_at > work.now:
        return False
    fetch_back(work, here)
    work.record("call.held_too_long", query=here.query.id)
    return True
