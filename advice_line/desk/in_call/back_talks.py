"""The telephone's door for calls back whose talk may be held, joined and handed over like any."""

from advice_line.desk.in_call import backs, moving_in, parting, rooms
from advice_line.desk.phone import following
from advice_line.desk.ring_back import placed, speaking
from advice_line.desk.ring_back.door import BackCalls
from advice_line.desk.ring_back.placed import Back
from advice_line.kinds import NoticeKind
from advice_line.ledger.work import Work
from advice_line.ports.calls import BackEvent, CallOver
from advice_line.ports.script import Script


class BackTalks(BackCalls):
    """Implements `ports.ring_backs.BackDesk`."""

    def leg(self, event: BackEvent) -> None:
        self._told(event, _leg_moved)

    def ended(self, event: BackEvent) -> Script:
        return self._heard(event, _ended)

    def over(self, event: BackEvent) -> None:
        self._told(event, _over)


def _leg_moved(work: Work, event: BackEvent) -> None:
    """Once something was done to the talk, the requester's leg is a call of its own, and this is
    how we hear that it is over."""
    back = placed.of_event(work, event)
    if back.ring_back.leg is None:
        work.update(back.ring_back, leg=event.leg)
    speaking.leg_moved(work, event)
    call = backs.call_of(work, back.ring_back)
    if call is None or event.state is None or not event.state.over:
        return
    told = CallOver(event.key, call.external_id, event.state, event.seconds)
    following.over(work, told, back.query, call)
    parting.over(work, call)


def _ended(work: Work, event: BackEvent) -> Script:
    back = placed.of_event(work, event)
    moves = moving_in.back_ended(work, back) if event.bridged else None
    return moves or speaking.ended(work, event)


def _over(work: Work, event: BackEvent) -> None:
    """A requester who is alone in the room by then need not wait there."""
    speaking.over(work, event)
    _let_go(work, placed.of_event(work, event))


def _let_go(work: Work, back: Back) -> None:
    call = backs.call_of(work, back.ring_back)
    room = rooms.of_contact(work, call) if call is not None else None
    if room is not None and room.fetches_caller and room.host_in_at is None:
        rooms.ask(work, NoticeKind.CALLER_SENT_ON, room, turn=room.round)
