"""What every part of the carrier shares: the account, its time, its switches and its records."""

import hashlib
import itertools
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from integrations.sandbox.chaos import ChaosBoard
from integrations.sandbox.clock import SimClock
from integrations.sandbox.records import Fault, OwnNumber, Recording, RestCall, Sms, Webhook

if TYPE_CHECKING:
    from integrations.sandbox.conferencing import Conference
    from integrations.sandbox.taping import Tape


@dataclass(frozen=True)
class Account:
    """`sid` and `token` are what TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN hold.

    `algorithm` is HMAC_SHA1 (the auth token's) or HMAC_SHA256 (a shared key's; `secret` then).
    """

    sid: str = "AC" + "5a" * 16
    token: str = "sandbox-auth-token"  # noqa: S105 - opens this miniature only
    algorithm: str = "HMAC_SHA1"
    secret: str | None = None

    @property
    def signing_secret(self) -> str:
        return self.token if self.secret is None else self.secret


class Ids:
    """Ids in the vendor's shape, the same in the same order for the same seed."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = itertools.count(1)

    def sid(self, prefix: str) -> str:
        return prefix + self._digits()

    def token(self) -> str:
        digits = self._digits()
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def _digits(self) -> str:
        return hashlib.sha256(f"{self._seed}/{next(self._count)}".encode()).hexdigest()[:32]


@dataclass
class Network:
    """`most_legs` is how many legs the account may have at once, None for as many as it likes."""

    account: Account
    clock: SimClock
    ids: Ids
    most_legs: int | None = None
    chaos: ChaosBoard = field(default_factory=ChaosBoard)
    numbers: dict[str, OwnNumber] = field(default_factory=dict)
    bins: dict[str, str] = field(default_factory=dict)
    messages: dict[str, Sms] = field(default_factory=dict)
    recordings: dict[str, Recording] = field(default_factory=dict)
    conferences: "dict[str, Conference]" = field(default_factory=dict)
    tapes: "dict[str, Tape]" = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    webhooks: list[Webhook] = field(default_factory=list)
    rest_log: list[RestCall] = field(default_factory=list)

    def now(self) -> datetime:
        return self.clock.now()

    def fault(self, kind: str, message: str) -> None:
        self.faults.append(Fault(self.now(), kind, message))

    def owns(self, number: str) -> bool:
        return number in self.numbers
