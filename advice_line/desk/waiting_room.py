"""The door for callers who wait for somebody to be free."""

from advice_line.desk.carrier_door import CarrierDoor
from advice_line.desk.phone import leaving_queue, queueing
from advice_line.ports.calls import CallEvent, KeysPressed
from advice_line.ports.queue import QueueLeft
from advice_line.ports.script import Script


class WaitingRoom(CarrierDoor):
    """Implements `ports.queue.QueueDesk`."""

    def joined(self, event: CallEvent) -> Script:
        return self._step(
            event,
            lambda work, query, contact: queueing.told(work, query, contact, first=True),
        )

    def round(self, event: CallEvent) -> Script:
        return self._step(event, queueing.told)

    def keyed(self, event: KeysPressed) -> Script:
        return self._step(
            event,
            lambda work, query, contact: queueing.keyed(work, query, contact, event.keys),
        )

    def left(self, event: QueueLeft) -> Script:
        return self._step(
            event,
            lambda work, query, contact: leaving_queue.left(work, event, query, contact),
        )
