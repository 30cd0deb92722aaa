"""Where the carrier asks and tells: a `Step` of the desk as an address, and the other ones.

Every address given out ends in the carrier's connection overrides, a fragment that is neither
sent nor signed: without it only failures to connect are tried again.
"""

from urllib.parse import quote

from advice_line.ports.script import Step

# Twice again after a failed connection, a late answer or a 5xx, all within the carrier's 15 s.
OVERRIDES = "#rc=2&rp=ct,rt,5xx&ct=2000&rt=4000&tt=14000"

VOICE = "/twilio/voice"
INCOMING = f"{VOICE}/incoming"
OVER = f"{VOICE}/over"
BACK_OVER = f"{VOICE}/back-over"
QUESTION_OVER = f"{VOICE}/question-over"
COLLEAGUE_OVER = f"{VOICE}/colleague-over"
SMS_INCOMING = "/twilio/sms/incoming"
SMS_STATUS = "/twilio/sms/status"


class Addresses:
    def __init__(self, public_url: str) -> None:
        """`public_url` is where the carrier reaches us, scheme and host, without a final slash."""
        self._public_url = public_url.rstrip("/")

    def step(self, step: Step) -> str:
        return self._full(f"{VOICE}/{step.name.value}", step.ref)

    def incoming(self) -> str:
        return self._full(INCOMING)

    def over(self) -> str:
        return self._full(OVER)

    def back_over(self, attempt: str) -> str:
        return self._full(BACK_OVER, attempt)

    def question_over(self, attempt: str) -> str:
        return self._full(QUESTION_OVER, attempt)

    def colleague_over(self, colleague: str) -> str:
        return self._full(COLLEAGUE_OVER, colleague)

    def sms_incoming(self) -> str:
        return self._full(SMS_INCOMING)

    def sms_status(self, outgoing: str) -> str:
        return self._full(SMS_STATUS, outgoing)

    def same(self, path: str, query: str) -> str:
        """The address that was just requested, with another query."""
        return f"{self._public_url}{path}?{query}{OVERRIDES}"

    def _full(self, path: str, ref: str = "") -> str:
        tail = f"/{quote(ref, safe='')}" if ref else ""
        return f"{self._public_url}{path}{tail}{OVERRIDES}"
