"""Hands outgoing rows to their couriers: claimed and committed first, the vendor called after.

No transaction is open while a vendor is spoken to. Whatever is left of an attempt whose end is
not known (time-out, killed sender) is asked about before it is tried again, so that nobody is
rung twice for the same thing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from random import SystemRandom
from time import monotonic
from typing import TypeVar

import structlog

from advice_line.errors import AdviceLineError, Busy, DeliveryDelayed, DeliveryRefused
from advice_line.ledger import claiming
from advice_line.ledger.claiming import Claim, Errand
from advice_line.ledger.lanes import LAST_SECONDS, Lanes
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import OutChannel
from advice_line.ports.notices import Courier, Receipt, Slip
from advice_line.rules import sending

ACTOR = "system"
RECORD_TRIES = 3
UNKNOWN_END = "unknown_end"

Result = TypeVar("Result")
_CHANCE = SystemRandom()
_log = structlog.get_logger()


@dataclass(frozen=True)
class Drained:
    """What became of the rows that were due; a row tried twice counts twice."""

    sent: int = 0
    delayed: int = 0
    dead: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Drained") -> "Drained":
        return Drained(
            self.sent + other.sent,
            self.delayed + other.delayed,
            self.dead + other.dead,
            self.withdrawn + other.withdrawn,
        )

    @property
    def nothing(self) -> bool:
        return self == Drained()


def _nothing_more(_work: Work, _slip: Slip) -> None:
    pass


class Sender:
    """One per process. Rows of a channel without a courier wait until it has one."""

    def __init__(
        self,
        ledger: Ledger,
        couriers: Mapping[OutChannel, Courier],
        name: str,
        *,
        when_sent: Callable[[Work, Slip], None] = _nothing_more,
        spread: Callable[[], float] = _CHANCE.random,
    ) -> None:
        """`name` tells the processes apart; `spread` draws from 0 up to 1 for the jitter.

        `when_sent` writes what else is true of a row that was handed over, in its transaction.
        """
        self._ledger = ledger
        self._couriers = couriers
        self._channels = tuple(couriers)
        self._name = name
        self._when_sent = when_sent
        self._spread = spread
        self._in_hand: dict[str, tuple[OutChannel, float]] = {}
        self._lanes = Lanes(self._channels, self._due, lambda channel: self.drain((channel,)))

    def start(self) -> None:
        """Deliver in threads of its own from now on, whenever woken."""
        self._lanes.start()

    def wake(self) -> None:
        self._lanes.wake()

    def stop(self, seconds: float = LAST_SECONDS) -> None:
        """Finish the rows in hand and end the threads. What takes longer is left as it is: its end
        is not known then."""
        self._lanes.stop(seconds)

    def hanging(self) -> set[OutChannel]:
        """Channels whose row has been in hand for longer than any attempt may take."""
        now, held = monotonic(), list(self._in_hand.values())
        return {
            channel
            for channel, since in held
            if now - since > sending.LIMITS[channel].claim.total_seconds()
        }

    def deliver(self) -> int:
        """Send until nothing is due; how many were. Raises what `drain` raises."""
        return self.drain().sent

    def drain(self, channels: tuple[OutChannel, ...] | None = None) -> Drained:
        """Send until nothing is due, of all `channels` unless some are named.

        Raises `errors.Busy` when the database cannot be reached.
        """
        drained, wanted = Drained(), self._channels if channels is None else channels
        while not self._lanes.stopping.is_set() and (held := self._claim(wanted)) is not None:
            with self._held(held):
                drained += self._run(held)
        return drained

    def _due(self) -> tuple[OutChannel, ...]:
        with self._ledger.look(ACTOR) as look:
            return claiming.channels_due(look.session, self._channels, look.now)

    def _claim(self, channels: tuple[OutChannel, ...]) -> Claim | None:
        with self._ledger.look(ACTOR) as look:
            if not claiming.channels_due(look.session, channels, look.now):
                return None
        with self._ledger.work(ACTOR) as work:
            return claiming.claim(work, channels, self._name)

    @contextmanager
    def _held(self, held: Claim) -> Iterator[None]:
        self._in_hand[held.token] = (held.channel, monotonic())
        try:
            yield
        finally:
            del self._in_hand[held.token]

    def _run(self, held: Claim) -> Drained:
        if held.errand is Errand.TRY:
            return self._try(held)
        if held.errand is Errand.ASK:
            return self._ask(held)
        return self._tell_loss(held, held.failure or UNKNOWN_END)

    def _try(self, held: Claim) -> Drained:
        courier = self._couriers[held.channel]
        try:
            receipt = courier.deliver(held.slip)
        except DeliveryRefused as error:
            return self._give_up(held, error.code)
        except DeliveryDelayed as error:
            return (
                self._maybe(held, error.code) if error.maybe_sent else self._wait(held, error.code)
            )
        except Exception as error:  # a fault of ours, perhaps after the vendor had acted
            self._report(held, error)
            return self._maybe(held, type(error).__name__)
        if receipt is None:
            self._record(partial(claiming.withdrawn, held=held))
            return Drained(withdrawn=1)
        return self._arrived(held, receipt)

    def _ask(self, held: Claim) -> Drained:
        courier = self._couriers[held.channel]
        try:
            receipt = courier.find(held.slip)
        except DeliveryRefused as error:
            return self._give_up(held, error.code)
        except AdviceLineError as error:
            return self._ask_later(held, getattr(error, "code", type(error).__name__))
        except Exception as error:  # a fault of ours; the vendor's answer is still not known
            self._report(held, error)
            return self._ask_later(held, type(error).__name__)
        if receipt is not None:
            return self._arrived(held, receipt)
        if not sending.may_try_again(held.channel, held.unknown_ends):
            return self._give_up(held, UNKNOWN_END)
        again = self._record(partial(claiming.try_again, asked=held))
        return self._try(again) if again is not None else Drained()

    def _arrived(self, held: Claim, receipt: Receipt) -> Drained:
        def settle(work: Work) -> None:
            if claiming.arrived(work, held, receipt):
                self._when_sent(work, held.slip)

        self._record(settle)
        return Drained(sent=1)

    def _wait(self, held: Claim, code: str) -> Drained:
        slip, now = held.slip, self._ledger.clock.now()
        at = sending.next_try(held.channel, slip.attempts, held.tried_at, now, self._spread())
        if at is None:
            return self._give_up(held, code)
        self._record(partial(claiming.later, held=held, at=at, code=code))
        return Drained(delayed=1)

    def _maybe(self, held: Claim, code: str) -> Drained:
        return self._ask_later(held, code, unknown_ends=held.unknown_ends + 1)

    def _ask_later(self, held: Claim, code: str, unknown_ends: int | None = None) -> Drained:
        now = self._ledger.clock.now()
        at = sending.next_ask(held.channel, held.tried_at, now, self._spread())
        if at is None:
            return self._give_up(held, UNKNOWN_END)
        ends = held.unknown_ends if unknown_ends is None else unknown_ends
        self._record(partial(claiming.unknown, held=held, ask_at=at, code=code, unknown_ends=ends))
        return Drained(delayed=1)

    def _give_up(self, held: Claim, code: str) -> Drained:
        if not self._record(partial(claiming.dead, held=held, code=code)):
            return Drained()
        return self._tell_loss(held, code) + Drained(dead=1)

    def _tell_loss(self, held: Claim, code: str) -> Drained:
        try:
            self._couriers[held.channel].lost(held.slip, code)
        except Exception as error:  # told again when this claim has run out
            self._report(held, error)
            return Drained()
        self._record(partial(claiming.loss_told, held=held))
        return Drained()

    def _record(self, settle: Callable[[Work], Result]) -> Result:
        # A vendor has acted: a database that is busy for a moment must not make it act again.
        for _ in range(RECORD_TRIES - 1):
            try:
                with self._ledger.work(ACTOR) as work:
                    return settle(work)
            except Busy:
                continue
        with self._ledger.work(ACTOR) as work:
            return settle(work)

    def _report(self, held: Claim, error: Exception) -> None:
        # The class alone: an error's text may quote what was being sent.
        _log.error("courier_failed", outgoing=held.slip.public_id, error=type(error).__name__)
