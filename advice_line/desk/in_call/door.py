"""The telephone's door for a call that is going on."""

from collections.abc import Callable

from advice_line.desk.carrier_door import CarrierDoor
from advice_line.desk.in_call import (
    cut_offs,
    holding,
    joining,
    moving_in,
    parting,
    recording,
    rooms,
    starring,
)
from advice_line.desk.in_call.rooms import Here
from advice_line.ledger.work import Work
from advice_line.ports.calls import KeysPressed
from advice_line.ports.live import CallRecorded, ColleagueEvent, RoomEvent
from advice_line.ports.script import Script


class LiveCalls(CarrierDoor):
    """Implements `ports.live.LiveDesk`."""

    def entered(self, event: RoomEvent) -> Script:
        return self._in_room(event, lambda work, here: moving_in.entered(work, event, here))

    def awaited(self, event: RoomEvent) -> Script:
        return self._in_room(event, lambda work, here: moving_in.awaited(work, event, here))

    def alone(self, event: RoomEvent) -> Script:
        return self._in_room(event, lambda work, here: parting.alone(work, event, here))

    def held(self, event: RoomEvent) -> Script:
        return self._in_room(event, lambda work, here: holding.held(work, event, here))

    def told(self, event: RoomEvent) -> Script:
        return self._in_room(event, lambda work, here: parting.told(work, event, here))

    def left(self, event: RoomEvent) -> Script:
        return self._in_room(
            event,
            lambda work, here: starring.left(work, event, here) or parting.left(work, event, here),
        )

    def starred(self, event: RoomEvent) -> Script:
        return self._in_room(event, lambda work, here: starring.waited(work, event, here))

    def empty(self, event: RoomEvent) -> Script:
        return self._in_room(event, parting.empty)

    def asked(self, event: ColleagueEvent) -> Script:
        return self._once(event.key, lambda work: joining.asked(work, event))

    def keyed(self, event: ColleagueEvent) -> Script:
        return self._once(event.key, lambda work: joining.keyed(work, event))

    def over(self, event: ColleagueEvent) -> None:
        def step(work: Work) -> Script:
            joining.over(work, event)
            return Script()

        self._once(event.key, step)

    def recorded(self, event: CallRecorded) -> None:
        def step(work: Work) -> Script:
            recording.ready(work, event)
            return Script()

        self._once(event.key, step)

    def cut_off(self, event: KeysPressed) -> Script:
        return self._step(
            event, lambda work, query, contact: cut_offs.keyed(work, event, query, contact)
        )

    def _in_room(self, event: RoomEvent, step: Callable[[Work, Here], Script]) -> Script:
        return self._once(event.key, lambda work: step(work, rooms.named(work, event.room)))
