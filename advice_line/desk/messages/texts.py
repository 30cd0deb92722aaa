"""The door of texts: what the rota waits for goes to the rota, everything else to the desk.

One text is one transaction; a repeated one changes nothing and is answered the same again. Its
words are nowhere but in a sealed column: not in the inbox, not in the trail, not in a log (H07).
"""

from advice_line.desk.messages import texted
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger
from advice_line.ports.texts import RotaTexts, TextCame
from advice_line.trust.roles import CARRIER, Action, require

SOURCE = "desk_text"


class Texts:
    """Implements `ports.texts.TextDesk`."""

    def __init__(self, ledger: Ledger, rota: RotaTexts) -> None:
        self._ledger = ledger
        self._rota = rota

    def text_came(self, event: TextCame) -> str | None:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        answer = self._rota.text_came(event)
        return self._desk(event) if answer is None else answer

    def _desk(self, event: TextCame) -> str | None:
        with self._ledger.work(CARRIER.label) as work:
            if not inbox.receive(work, SOURCE, event.key):
                return inbox.answer_of(work, SOURCE, event.key) or None
            answer = texted.taken(work, event)
            inbox.keep(work, SOURCE, event.key, answer or "")
            return answer
