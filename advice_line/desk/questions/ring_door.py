"""The telephone's door for responders who are rung for a written question."""

from collections.abc import Callable

from advice_line.desk.carrier_door import CarrierDoor
from advice_line.desk.questions import ring_speaking
from advice_line.ledger.work import Work
from advice_line.ports.calls import BackEvent
from advice_line.ports.script import Script


class QuestionRings(CarrierDoor):
    """Implements `ports.question_rings.QuestionRingDesk`."""

    def answered(self, event: BackEvent) -> Script:
        return self._heard(event, ring_speaking.answered)

    def keyed(self, event: BackEvent) -> Script:
        return self._heard(event, ring_speaking.keyed)

    def keyed_again(self, event: BackEvent) -> Script:
        return self._heard(event, ring_speaking.keyed_again)

    def named(self, event: BackEvent) -> Script:
        return self._heard(event, ring_speaking.named)

    def named_again(self, event: BackEvent) -> Script:
        return self._heard(event, ring_speaking.named_again)

    def over(self, event: BackEvent) -> None:
        def silently(work: Work) -> Script:
            ring_speaking.over(work, event)
            return Script()

        self._once(event.key, silently)

    def _heard(self, event: BackEvent, step: Callable[[Work, BackEvent], Script]) -> Script:
        return self._once(event.key, lambda work: step(work, event))
