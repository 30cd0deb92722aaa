"""Text messages: stored, delivered to the phone's inbox, reported; and those people send to us."""

from collections.abc import Callable
from functools import partial
from typing import Literal
from xml.etree.ElementTree import Element

from integrations.sandbox.chaos import Chaos
from integrations.sandbox.network import Network
from integrations.sandbox.phones import Phone, is_landline
from integrations.sandbox.records import Form, Sms
from integrations.sandbox.twiml import TwimlError, read_messaging
from integrations.sandbox.webhooks import ApplicationError, Webhooks

MOST_CHARACTERS = 1600
_SENT_AFTER = 1.0
_DELIVERED_AFTER = 1.0
_UNREACHABLE = 30003
_LANDLINE = 30006
_STOP_WORDS = frozenset(
    {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE"}
)
_START_WORDS = frozenset({"START", "UNSTOP", "YES"})


class Messaging:
    """`phone` finds a handset by its number."""

    def __init__(self, network: Network, webhooks: Webhooks, phone: Callable[[str], Phone]) -> None:
        self._network = network
        self._webhooks = webhooks
        self._phone = phone
        self._stopped: set[tuple[str, str]] = set()

    def send(
        self,
        from_number: str,
        to_number: str,
        body: str,
        status_callback: str = "",
        direction: Literal["outbound-api", "outbound-reply"] = "outbound-api",
    ) -> Sms:
        """Accept a message; it leaves one second later and arrives one second after that."""
        message = Sms(
            sid=self._network.ids.sid("SM"),
            from_number=from_number,
            to_number=to_number,
            body=body,
            created=self._network.now(),
            direction=direction,
            status_callback=status_callback,
        )
        self._network.messages[message.sid] = message
        if not self._network.chaos.on(Chaos.MUTE):
            self._network.clock.call_in(_SENT_AFTER, partial(self._leaves, message))
        return message

    def blocked(self, from_number: str, to_number: str) -> bool:
        """Whether this phone has texted STOP to that number, and not START since."""
        return (from_number, to_number) in self._stopped

    def receive(self, from_number: str, to_number: str, body: str, media: int = 0) -> Sms:
        """A person texts one of the account's numbers. Raises LookupError for any other."""
        number = self._network.numbers.get(to_number)
        if number is None:
            raise LookupError(f"{to_number} is no number of this account.")
        now = self._network.now()
        sid = self._network.ids.sid("SM")
        message = Sms(sid, from_number, to_number, body, now, "inbound", "received", sent=now)
        message.media = media
        self._network.messages[message.sid] = message
        self._note_stop(message)
        if number.sms_url:
            asking = partial(self._ask, message, number.sms_url, number.sms_fallback_url)
            self._network.clock.call_in(0, asking)
        return message

    def _note_stop(self, message: Sms) -> None:
        """The vendor's own words for it; the answer to STOP itself still arrives."""
        pair, word = (message.to_number, message.from_number), message.body.strip().upper()
        if word in _STOP_WORDS:
            self._stopped.add(pair)
        elif word in _START_WORDS:
            self._stopped.discard(pair)

    def _leaves(self, message: Sms) -> None:
        phone = self._phone(message.to_number)
        if is_landline(message.to_number):
            self._fails(message, _LANDLINE)
        elif phone.usual.kind == "off":
            self._fails(message, _UNREACHABLE)
        else:
            message.sent = self._network.now()
            self._moves(message, "sent")
            self._network.clock.call_in(_DELIVERED_AFTER, partial(self._arrives, message, phone))

    def _arrives(self, message: Sms, phone: Phone) -> None:
        message.reached_phone = True
        phone.inbox.append(message)
        self._moves(message, "delivered")

    def _fails(self, message: Sms, code: int) -> None:
        message.error_code = code
        self._moves(message, "undelivered")

    def _moves(self, message: Sms, status: str) -> None:
        message.status = status
        message.updated = self._network.now()
        form = [
            ("SmsSid", message.sid),
            ("SmsStatus", status),
            ("MessageStatus", status),
            ("To", message.to_number),
            ("MessageSid", message.sid),
            ("AccountSid", self._network.account.sid),
            ("From", message.from_number),
            ("ApiVersion", "2010-04-01"),
        ]
        if message.error_code is not None:
            form.append(("ErrorCode", str(message.error_code)))
        last = status != "sent"
        self._webhooks.tell("sms status", message.status_callback, form, message.sid, last)

    def _ask(self, message: Sms, url: str, fallback_url: str) -> None:
        try:
            self._answer(message, url, [])
        except ApplicationError as error:
            if not fallback_url:
                return  # on record as a fault; the sender hears nothing, as on the real network
            extra = [("ErrorCode", str(error.code)), ("ErrorUrl", error.url)]
            try:
                self._answer(message, fallback_url, extra)
            except ApplicationError:
                return  # the same

    def _answer(self, message: Sms, url: str, extra: Form) -> None:
        reply = self._webhooks.ask("sms", url, [*self._form(message), *extra])
        try:
            root = read_messaging(reply.body, reply.content_type)
        except TwimlError as error:
            self._network.fault("twiml", f"{reply.url}: {error}")
            raise ApplicationError(error.code, reply.url, str(error)) from error
        for verb in root if root is not None else ():
            self._reply(message, verb)

    def _reply(self, message: Sms, verb: Element) -> None:
        if verb.tag != "Message":
            self._network.fault("twiml", f"{verb.tag} is not played in a reply to an SMS.")
            return
        words = " ".join("".join(verb.itertext()).split())
        if not 0 < len(words) <= MOST_CHARACTERS:
            self._network.fault("sms", f"A reply of {len(words)} characters is refused (21617).")
            return
        to_number = verb.get("to", message.from_number)
        self.send(message.to_number, to_number, words, verb.get("action", ""), "outbound-reply")

    def _form(self, message: Sms) -> Form:
        places = [
            (f"{end}{part}", "")
            for end in ("From", "To")
            for part in ("City", "State", "Zip", "Country")
        ]
        return [
            ("MessageSid", message.sid),
            ("SmsSid", message.sid),
            ("SmsMessageSid", message.sid),
            ("AccountSid", self._network.account.sid),
            ("From", message.from_number),
            ("To", message.to_number),
            ("Body", message.body),
            ("NumMedia", str(message.media)),
            ("NumSegments", str(segments(message.body))),
            ("SmsStatus", "received"),
            ("ApiVersion", "2010-04-01"),
            *places,
        ]


def segments(body: str) -> int:
    """Parts an SMS is cut into: 160 or 153 characters, 70 or 67 outside the GSM alphabet."""
    single, part = (160, 153) if body.isascii() else (70, 67)
    return 1 if len(body) <= single else -(-len(body) // part)
