"""The telephone's door for calls back: a caller who chooses one, and the call itself."""

from collections.abc import Callable

from advice_line.desk.carrier_door import CarrierDoor
from advice_line.desk.phone import offering_back
from advice_line.desk.ring_back import speaking
from advice_line.ledger.work import Work
from advice_line.ports.calls import BackEvent, KeysPressed
from advice_line.ports.script import Script


class BackCalls(CarrierDoor):
    """Implements `ports.ring_backs.BackDesk`."""

    def chosen(self, event: KeysPressed, asked: int) -> Script:
        return self._step(
            event,
            lambda work, query, contact: offering_back.chosen(work, event, asked, query, contact),
        )

    def number_chosen(self, event: KeysPressed, asked: int) -> Script:
        return self._step(
            event,
            lambda work, query, contact: offering_back.number_given(
                work, event, asked, query, contact
            ),
        )

    def answered(self, event: BackEvent) -> Script:
        return self._heard(event, speaking.answered)

    def keyed(self, event: BackEvent) -> Script:
        return self._heard(event, speaking.keyed)

    def keyed_again(self, event: BackEvent) -> Script:
        return self._heard(event, speaking.keyed_again)

    def named(self, event: BackEvent) -> Script:
        return self._heard(event, speaking.named)

    def named_again(self, event: BackEvent) -> Script:
        return self._heard(event, speaking.named_again)

    def leg(self, event: BackEvent) -> None:
        self._told(event, speaking.leg_moved)

    def ended(self, event: BackEvent) -> Script:
        return self._heard(event, speaking.ended)

    def spoke(self, event: BackEvent) -> Script:
        return self._heard(event, speaking.spoke)

    def spoke_again(self, event: BackEvent) -> Script:
        return self._heard(event, speaking.spoke_again)

    def over(self, event: BackEvent) -> None:
        self._told(event, speaking.over)

    def _heard(self, event: BackEvent, step: Callable[[Work, BackEvent], Script]) -> Script:
        return self._once(event.key, lambda work: step(work, event))

    def _told(self, event: BackEvent, step: Callable[[Work, BackEvent], None]) -> None:
        def silently(work: Work) -> Script:
            step(work, event)
            return Script()

        self._once(event.key, silently)
