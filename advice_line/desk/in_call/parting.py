"""Somebody leaves a room, and whoever is left goes on: the caller is never dropped with them."""

from datetime import datetime, timedelta

from advice_line.call_kinds import CallStage, ColleagueState
from advice_line.desk.in_call import back_again, holding, rooms
from advice_line.desk.in_call.rooms import Here
from advice_line.desk.owed import said_before, tasks
from advice_line.desk.phone import dispatching, following, for_a_colleague, goodbyes, stages
from advice_line.desk.query import moving, offers
from advice_line.errors import NotFound
from advice_line.kinds import OfferState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import LegMoved, LegState
from advice_line.ports.live import RoomEvent
from advice_line.ports.script import GoTo, HangUp, Pause, Say, Script, StepName, script
from advice_line.rules import room_words
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Contact, Offer, Query
from advice_line.tables.rooms import Colleague, Room

_WORDS_LAST = timedelta(seconds=3)
# After so many rounds alone a caller is fetched out of a room to which nobody comes.
_MOST_ALONE = 3


def left(work: Work, event: RoomEvent, here: Here) -> Script:
    """The room is over for this leg. As long as the caller is there it was its host who left."""
    room, contact = here.room, here.contact
    if event.call == contact.external_id:
        if event.gone or contact.leg_over_at is not None or contact.ended is not None:
            rooms.caller_is_out(work, room)
            return script(HangUp())
        return _caller(work, event, here)
    colleague = _colleague(work, event, room)
    if colleague is not None and event.gone:
        gone(work, here, colleague)
        return script(HangUp())
    if event.call == room.host_leg and event.gone:
        host_gone(work, here)
        return script(HangUp())
    if contact.leg_over_at is not None or room.closed_at is not None:
        return _host_alone(work, event, here, room_words.OVER)
    if colleague is None or colleague.state != ColleagueState.JOINED:
        # The host's own: it was the caller who left, and the carrier has not told us yet.
        return _host_alone(work, event, here)
    if event.turn == room.round:
        _next_round(work, room, colleague)
    return script(rooms.enter(here, ends=room.host_leg == event.call))


def host_gone(work: Work, here: Here) -> None:
    """The host's phone is down. A caller who is held and alone in the room is fetched out of it;
    who is on the way in finds nobody there, and does not go in (H01)."""
    room, contact = here.room, here.contact
    over = room.closed_at or contact.leg_over_at or contact.ended
    if over or rooms.asked_into(work, room, ColleagueState.JOINED):
        return
    if room.caller_in_at is None or room.held_at is not None:
        work.update(room, host_in_at=None)
    starred = room.star and room.host_in_at is None
    if room.caller_in_at is not None and (room.held_at is not None or starred):
        rooms.ask(work, NoticeKind.CALLER_SENT_ON, room, turn=room.round)


def leg_moved(work: Work, event: LegMoved, query: Query, contact: Contact) -> None:
    """The carrier may tell of the host's phone alone, and never come back from the room."""
    room = rooms.of_contact(work, contact)
    if room is not None and event.state.over and room.host_leg == event.leg:
        host_gone(work, Here(room, query, contact))


def abandoned(work: Work, query: Query, contact: Contact, at: datetime | None = None) -> None:
    """Whoever hangs up on hold after the other has put down the phone was left behind, and is owed
    a call back (H01)."""
    room = rooms.of_contact(work, contact)
    if room is None or room.held_at is None or room.host_in_at is not None:
        return
    if contact.ended is not None:
        return  # it is a talk already, whose record is owed
    here = Here(room, query, contact)
    if phone_is_dead(work, here):
        _let_go(work, here, at)


def _host_alone(
    work: Work, event: RoomEvent, here: Here, otherwise: str = room_words.CALLER_GONE
) -> Script:
    """Whoever rang the caller back, and may have lost them, can ring them again."""
    rang = here.room.fetches_caller and event.call == here.room.host_leg and not event.gone
    again = back_again.after_room(work, here.query, here.contact) if rang else None
    return again or script(Say(words=otherwise), HangUp())


def _caller(work: Work, event: RoomEvent, here: Here) -> Script:
    room = here.room
    if event.turn < room.round:
        return script(rooms.enter(here, ends=True, waits=True))
    there = _still_there(work, room)
    if there:
        _next_round(work, room, there[0])
        if room.held_at is not None:
            holding.joined(work, here)
        return script(rooms.enter(here, ends=True, waits=True))
    if room.held_at is not None:
        return left_behind(work, here)
    return talk_over(work, here)


def _still_there(work: Work, room: Room) -> list[Colleague]:
    """Without the host, whose leaving it was."""
    there = rooms.asked_into(work, room, ColleagueState.JOINED)
    for each in there:
        if each.leg == room.host_leg:
            _has_left(work, room, each)
    return [each for each in there if each.leg != room.host_leg]


def _next_round(work: Work, room: Room, host: Colleague) -> None:
    """Whoever is left meets anew: the carrier's room has ended with its host."""
    rooms.next_round(work, room)
    work.update(room, host_leg=host.leg or "", host_id=host.responder_id)
    work.record("room.host_left", query=room.query_id, subject=f"room:{room.public_id}")


def talk_over(work: Work, here: Here) -> Script:
    taken = accepted(work, here)
    assert taken is not None
    rooms.close_of(work, here.contact)
    if for_a_colleague.awaited(work, here.query, taken):
        return for_a_colleague.promised(work, here.query, here.contact, taken)
    following.talked(work, here.query, here.contact, taken)
    return script(*goodbyes.after_talk(here.query, here.contact))


def left_behind(work: Work, here: Here) -> Script:
    """The caller is held or on the way, and whoever talked to them is gone: somebody else is found
    for them, or a time is promised."""
    query, contact = here.query, here.contact
    _let_go(work, here)
    stages.to(work, contact, CallStage.HUNT)
    following_on = dispatching.afresh(work, query, contact)
    return script(Say(words=room_words.LEFT_BEHIND), *following_on.verbs)


def _let_go(work: Work, here: Here, at: datetime | None = None) -> None:
    """It is nobody's, and what was said so far is owed in writing."""
    query, contact = here.query, here.contact
    rooms.close_of(work, contact, at)
    taken = accepted(work, here)
    if taken is not None:
        if not for_a_colleague.awaited(work, query, taken):
            # A record that is owed already is of whoever goes on, as after a hand-over (H09).
            reason = "left behind, and somebody else is found"
            tasks.settle_kind(work, query.id or 0, TaskKind.WRITE_ADVICE, reason=reason)
            said_before.owe(work, query, taken.responder_id)
        offers.settle(work, taken, OfferState.HANDED_OVER, OfferState.ACCEPTED)
    if query.state == QueryState.ACCEPTED:
        moving.move(work, query, QueryState.WAITING, owner_id=None)
    work.record("call.left_behind", query=query.id, subject=f"contact:{contact.public_id}")


def empty(work: Work, here: Here) -> Script:
    """They were alone in it and fetched out of it."""
    if here.contact.leg_over_at is not None or here.contact.ended is not None:
        return script(HangUp())
    for each in rooms.asked_into(work, here.room, ColleagueState.JOINED):
        _has_left(work, here.room, each)
    return left_behind(work, here)


def alone(work: Work, event: RoomEvent, here: Here) -> Script:
    """One round of a caller in a room to which nobody has come yet."""
    room, count = here.room, event.turn % 100
    if count == _MOST_ALONE and room.closed_at is None and here.contact.leg_over_at is None:
        rooms.ask(work, NoticeKind.CALLER_SENT_ON, room, turn=room.round)
    words = (Say(words=room_words.ALONE),)
    again = rooms.step(room, StepName.ROOM_ALONE, event.turn + 1)
    return script(*words, Pause(seconds=room_words.ROUND), GoTo(then=again))


def over(work: Work, contact: Contact, at: datetime | None = None) -> None:
    """The caller's call is over, now or since then, whoever ended it: nobody waits in its room for
    them."""
    room = rooms.of_contact(work, contact)
    if room is None:
        return
    if room.host_in_at is not None and room.caller_in_at is None:
        rooms.ask(work, NoticeKind.HOST_RELEASED, room)
    elif room.star:
        # They may be on their way back into it, by the star; whoever is not hears so first.
        rooms.ask(work, NoticeKind.HOST_RELEASED, room, after=work.now + _WORDS_LAST)
    rooms.close(work, room, at)
    for each in rooms.asked_into(work, room, ColleagueState.JOINED):
        if each.leg == room.host_leg:
            rooms.ask_of(work, NoticeKind.COLLEAGUE_RELEASED, room, each)


def gone(work: Work, here: Here, colleague: Colleague) -> None:
    """A colleague's phone is down: they had joined, or never did."""
    if _has_left(work, here.room, colleague):
        return
    if rooms.settle(work, colleague, ColleagueState.UNANSWERED) and here.room.closed_at is None:
        does_not_come(work, here, colleague)


def does_not_come(work: Work, here: Here, colleague: Colleague) -> None:
    """They talk on, and both are told: whoever talks may have no page before them."""
    holding.fetch_back(work, here)
    rooms.ask_of(work, NoticeKind.ROOM_TOLD, here.room, colleague)


def told(work: Work, event: RoomEvent, here: Here) -> Script:
    asked = rooms.asked_into(work, here.room, *ColleagueState)
    if not 0 < event.turn <= len(asked):
        raise NotFound("No such colleague.")
    colleague = asked[event.turn - 1]
    name = work.session.get_one(Responder, colleague.responder_id).name
    declined = colleague.state == ColleagueState.DECLINED
    return script(Say(words=room_words.does_not_come(name, declined=declined)))


def phone_is_dead(work: Work, here: Here) -> bool:
    """Whether the carrier has told that whoever took the call is no longer on the line."""
    taken = accepted(work, here)
    return taken is not None and bool(taken.leg_state and LegState(taken.leg_state).over)


def accepted(work: Work, here: Here) -> Offer | None:
    return offers.accepted_of(work, here.contact)


def _has_left(work: Work, room: Room, colleague: Colleague) -> bool:
    there = colleague.state == ColleagueState.JOINED
    if there:
        work.update(colleague, state=ColleagueState.LEFT, settled_at=work.now)
        work.record(
            "colleague.left", query=room.query_id, subject=f"colleague:{colleague.public_id}"
        )
    return there


def _colleague(work: Work, event: RoomEvent, room: Room) -> Colleague | None:
    every = rooms.asked_into(work, room, *ColleagueState)
    return next((each for each in every if each.leg == event.call), None)
