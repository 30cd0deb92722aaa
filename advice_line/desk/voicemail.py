"""The door to what a caller said after the tone: fetched from the carrier when it is played, never
stored here."""

from advice_line.desk import reading
from advice_line.errors import DeliveryDelayed, NotFound
from advice_line.ledger.work import Ledger
from advice_line.ports.calls import Telephone
from advice_line.trust.roles import Action, Actor, require


class Voicemail:
    def __init__(self, ledger: Ledger, telephone: Telephone | None) -> None:
        self._ledger = ledger
        self._telephone = telephone

    def hear(self, by: Actor, reference: str) -> bytes:
        """The newest message of a query, as WAV; who heard it stands in the trail.

        Raises `errors.NotFound` where none was left, `errors.DeliveryDelayed` while the carrier
        cannot give it, `errors.DeliveryRefused` when it has none any more.
        """
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            query = reading.by_reference(work, reference)
            left = [each.recording for each in reading.contacts(work, query) if each.recording]
            if not left:
                raise NotFound("No message was left here.")
            work.record("message.heard", query=query.id)
        # The transaction is over: the carrier may take its time.
        if self._telephone is None:
            raise DeliveryDelayed("telephone is off")
        return self._telephone.fetch_recording(left[-1])
