"""What a verb may ask of the carrier while it is performed."""

from typing import Protocol
from xml.etree.ElementTree import Element

from integrations.sandbox.legs import Leg, Script
from integrations.sandbox.network import Network
from integrations.sandbox.records import Form
from integrations.sandbox.twiml import Document
from integrations.sandbox.webhooks import Webhooks


class LeftQueue(Exception):
    """`<Leave/>` was reached."""


class Stage(Protocol):
    network: Network
    webhooks: Webhooks

    def fetch(self, leg: Leg, address: str, extra: Form, kind: str = "action") -> Document:
        """The next document of `leg`. Raises ApplicationError."""
        ...

    def tell_only(self, leg: Leg, address: str, extra: Form) -> None:
        """Request an action whose answer nobody is left to hear."""
        ...

    def perform(self, leg: Leg, document: Document) -> Script[None]:
        """Run a document and what it leads to, to the end of the last one."""
        ...

    def dial(self, parent: Leg, noun: Element, document: Document, shown: str, ring: float) -> Leg:
        """Start a leg to the number in `noun`, which sees `shown` and rings `ring` seconds."""
        ...

    def waiting(self, queue: str) -> list[Leg]:
        """The legs in a queue, who waits longest first."""
        ...
