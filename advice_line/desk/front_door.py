"""The front door: a caller's keys before anybody is rung."""

from collections.abc import Callable

from advice_line.desk.carrier_door import CarrierDoor
from advice_line.desk.phone import deflecting, menus, other_number, over_limit, spoken_answers
from advice_line.ledger.work import Work
from advice_line.ports.calls import KeysPressed
from advice_line.ports.script import Script
from advice_line.tables.queries import Contact, Query

_Asked = Callable[[Work, Query, Contact, int, str], Script]


class FrontDoor(CarrierDoor):
    """Implements `ports.front_door.FrontDesk`."""

    def menu_again(self, event: KeysPressed) -> Script:
        return self._step(
            event,
            lambda work, query, contact: menus.keyed(work, query, contact, event.keys, last=True),
        )

    def over_limit(self, event: KeysPressed) -> Script:
        return self._step(
            event,
            lambda work, query, contact: over_limit.keyed(work, query, contact, event.keys),
        )

    def chased_keyed(self, event: KeysPressed, asked: int) -> Script:
        return self._asked(event, asked, menus.chased_keyed)

    def about_keyed(self, event: KeysPressed, other: str) -> Script:
        return self._step(
            event,
            lambda work, query, contact: menus.about_keyed(work, query, contact, other, event.keys),
        )

    def answer_heard(self, event: KeysPressed, asked: int) -> Script:
        return self._asked(event, asked, spoken_answers.heard)

    def answer_keyed(self, event: KeysPressed, asked: int) -> Script:
        return self._asked(event, asked, spoken_answers.keyed)

    def desk_silent(self, event: KeysPressed, asked: int) -> Script:
        return self._asked(event, asked, deflecting.silent_keyed)

    def other_number(self, event: KeysPressed) -> Script:
        return self._step(
            event, lambda _work, _query, contact: other_number.chosen(contact, event.keys)
        )

    def other_given(self, event: KeysPressed, asked: int) -> Script:
        return self._asked(event, asked, other_number.given)

    def _asked(self, event: KeysPressed, asked: int, step: _Asked) -> Script:
        return self._step(
            event, lambda work, query, contact: step(work, query, contact, asked, event.keys)
        )
