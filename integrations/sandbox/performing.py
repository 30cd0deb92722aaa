"""Fetching documents and performing them verb by verb, with the vendor's way out when one fails."""

from collections.abc import Callable
from typing import Protocol
from xml.etree.ElementTree import Element

from integrations.sandbox.chaos import Chaos
from integrations.sandbox.dialling import dial
from integrations.sandbox.gathering import gather
from integrations.sandbox.legs import Interrupted, Leg, Over, Script, form_of
from integrations.sandbox.network import Network
from integrations.sandbox.queueing import enqueue
from integrations.sandbox.recording import record
from integrations.sandbox.records import Form
from integrations.sandbox.twiml import Document, TwimlError, flag, read
from integrations.sandbox.verbs import hangup, leave, listen, pause, play, redirect, reject, say
from integrations.sandbox.webhooks import ApplicationError, Reply, Webhooks

_VERBS: dict[str, Callable[..., Script[Document | None]]] = {
    "Say": say,
    "Play": play,
    "Pause": pause,
    "Gather": gather,
    "Dial": dial,
    "Enqueue": enqueue,
    "Leave": leave,
    "Record": record,
    "Redirect": redirect,
    "Reject": reject,
    "Hangup": hangup,
}
# Verbs that do not pick up a call which still rings (vendor's documentation of Reject and Pause).
_UNANSWERED = frozenset({"Reject", "Redirect", "Pause"})
_SORRY = "We are sorry, an application error has occurred. Goodbye."


class Switchboard(Protocol):
    def dial(
        self, parent: Leg, noun: Element, document: Document, shown: str, ring: float
    ) -> Leg: ...

    def waiting(self, queue: str) -> list[Leg]: ...


class Performer:
    """The stage on which verbs are performed; `switchboard` rings phones and knows the queues."""

    switchboard: Switchboard

    def __init__(self, network: Network, webhooks: Webhooks) -> None:
        self.network = network
        self.webhooks = webhooks

    def run(self, leg: Leg, address: str, kind: str, twiml: str = "") -> Script[None]:
        """Perform what `address` (or `twiml`) says until nothing is left to do.

        Where the application fails, its fallback address is asked once; failing that too, the
        caller hears the vendor's apology and is cut off.
        """
        extra: Form = []
        failed_before = False
        while True:
            try:
                document = self._first(leg, address, extra, kind, twiml)
                yield from self.perform(leg, document)
            except Interrupted as change:
                address, twiml, extra, kind = change.url, change.twiml, [], "voice update"
            except ApplicationError as error:
                if failed_before or not leg.fallback_url:
                    yield from self._apologise(leg)
                failed_before = True
                address, twiml, kind = leg.fallback_url, "", "fallback"
                extra = [("ErrorCode", str(error.code)), ("ErrorUrl", error.url)]
            else:
                return

    def fetch(self, leg: Leg, address: str, extra: Form, kind: str = "action") -> Document:
        unreachable = kind == "voice" and self.network.chaos.on(Chaos.FAIL_OVER)
        form = [*form_of(leg), *extra]
        reply = self.webhooks.ask(kind, address, form, reachable=not unreachable)
        return self._read(leg, reply)

    def tell_only(self, leg: Leg, address: str, extra: Form) -> None:
        try:
            self.fetch(leg, address, extra, "action after the end")
        except ApplicationError:
            return  # on record as a fault; nobody is left to hear an apology

    def perform(self, leg: Leg, document: Document) -> Script[None]:
        current: Document | None = document
        while current is not None:
            current = yield from self._once(leg, current)

    def dial(self, parent: Leg, noun: Element, document: Document, shown: str, ring: float) -> Leg:
        return self.switchboard.dial(parent, noun, document, shown, ring)

    def waiting(self, queue: str) -> list[Leg]:
        return self.switchboard.waiting(queue)

    def _first(self, leg: Leg, address: str, extra: Form, kind: str, twiml: str) -> Document:
        if twiml:
            return self._read(leg, Reply(address, "text/xml", twiml.encode()))
        return self.fetch(leg, address, extra, kind)

    def _read(self, leg: Leg, reply: Reply) -> Document:
        try:
            return read(reply.body, reply.content_type, reply.url, leg.only)
        except TwimlError as error:
            self.network.fault("twiml", f"{reply.url}: {error}")
            raise ApplicationError(error.code, reply.url, str(error)) from error

    def _once(self, leg: Leg, document: Document) -> Script[Document | None]:
        for verb in document.verbs():
            if leg.answered is None and self._picks_up(verb):
                leg.move("in-progress")
            following = yield from _VERBS[verb.tag](self, leg, verb, document)
            if following is not None:
                return following
        return None

    @staticmethod
    def _picks_up(verb: Element) -> bool:
        rings_on = verb.tag == "Dial" and flag(verb, "answerOnBridge", False)
        return verb.tag not in _UNANSWERED and not rings_on

    @staticmethod
    def _apologise(leg: Leg) -> Script[None]:
        if leg.answered is None:
            leg.move("in-progress")
        yield from listen(leg, leg.hears(_SORRY, "line", len(_SORRY) / 15))
        raise Over
