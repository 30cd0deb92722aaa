"""The front door: a caller's keys before anybody is rung."""

from advice_line.desk.carrier_door import CarrierDoor
from advice_line.desk.phone import menus
from advice_line.ports.calls import KeysPressed
from advice_line.ports.script import Script


class FrontDoor(CarrierDoor):
    """Implements `ports.front_door.FrontDesk`."""

    def menu_again(self, event: KeysPressed) -> Script:
        return self._step(
            event,
            lambda work, query, contact: menus.keyed(work, query, contact, event.keys, last=True),
        )
