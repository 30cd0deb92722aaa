"""The carrier in one piece: its network, its exchange, its REST side."""

from datetime import datetime
from pathlib import Path

from integrations.sandbox.clock import SimClock
from integrations.sandbox.exchange import Exchange
from integrations.sandbox.holding import Holds
from integrations.sandbox.network import Account, Ids, Network
from integrations.sandbox.performing import Performer
from integrations.sandbox.posting import Post
from integrations.sandbox.records import Fault, OwnNumber, RestCall, Webhook
from integrations.sandbox.rest import Rest
from integrations.sandbox.sms import Messaging
from integrations.sandbox.webhooks import Webhooks


class Carrier:
    """A telephone network with one account. Nothing happens in it until `advance`.

    `start` is the first instant of its clock; `post` carries its webhooks (posting.py); `seed`
    makes its ids (give each run its own where a database outlives the run); `description` is the
    path of the vendor's full OpenAPI file, to check against more than the reduced one.
    """

    def __init__(
        self,
        start: datetime,
        post: Post,
        *,
        account: Account | None = None,
        seed: str = "sandbox",
        description: Path | None = None,
    ) -> None:
        self.clock = SimClock(start)
        self._post = post
        self._lay(account or Account(), seed)
        self.rest = Rest(self.network, self.exchange, self.messaging, self.holds, description)

    def begin(self, start: datetime, seed: str) -> None:
        """Forget every number, phone, call and switch, and go on at another instant."""
        self.clock.restart(start)
        self._lay(self.account, seed)
        self.rest.lay(self.network, self.exchange, self.messaging, self.holds)

    def _lay(self, account: Account, seed: str) -> None:
        self.network = Network(account, self.clock, Ids(seed))
        self.hooks = Webhooks(self.network, self._post)
        self.exchange = Exchange(self.network, Performer(self.network, self.hooks))
        self.messaging = Messaging(self.network, self.hooks, self.exchange.phone)
        self.holds = Holds()
        self.chaos = self.network.chaos

    @property
    def account(self) -> Account:
        return self.network.account

    @property
    def webhooks(self) -> list[Webhook]:
        """Every request made to the application, oldest first, with its answer."""
        return self.network.webhooks

    @property
    def rest_log(self) -> list[RestCall]:
        """Every REST request the application made, oldest first, with its answer."""
        return self.network.rest_log

    @property
    def faults(self) -> list[Fault]:
        return self.network.faults

    def advance(self, seconds: float = 0) -> None:
        """Let time pass and happen what is due on the way."""
        self.clock.advance(seconds)

    def own(self, number: str, **addresses: str) -> OwnNumber:
        """Add a number to the account, or set its addresses (`voice_url`, `status_callback`,
        `voice_fallback_url`, `sms_url`, `sms_fallback_url`)."""
        if number not in self.network.numbers:
            sid = self.network.ids.sid("PN")
            self.network.numbers[number] = OwnNumber(sid, number, self.clock.now())
        owned = self.network.numbers[number]
        for name, value in addresses.items():
            if not hasattr(owned, name):
                raise ValueError(f"{name} is no address of a number.")
            setattr(owned, name, value)
        return owned

    def bin(self, url: str, twiml: str) -> None:
        """Keep a static document at the carrier: `url` is answered without the application."""
        self.network.bins[url] = twiml
