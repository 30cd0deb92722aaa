"""How long vendors waited for our answer, in Prometheus' shape of a histogram.

It lies in the memory of this process: each of several `serve` processes counts what it answered
itself, from its start on, and is scraped apart.
"""

from bisect import bisect_left
from dataclasses import dataclass
from threading import Lock

from advice_line.web.vendor_addresses import CARRIER, SIGNED

# In seconds. A caller hears silence after one; the chat gives up after 3, the carrier after 15.
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0)
_KINDS = {"/twilio/voice/": "voice", "/twilio/sms/": "texts", "/slack/": "chat"}
_OTHER = "sign_out"


@dataclass(frozen=True)
class Times:
    """Of one kind: how many answers took up to each of `BOUNDS`, how many there were, and the
    seconds that all of them took together."""

    up_to: tuple[int, ...]
    count: int
    seconds: float


class WebhookTimes:
    def __init__(self) -> None:
        self._lock = Lock()
        kinds = sorted({*_KINDS.values(), _OTHER})
        self._counts = {kind: [0] * (len(BOUNDS) + 1) for kind in kinds}
        self._seconds = dict.fromkeys(kinds, 0.0)

    def answered(self, method: str, route: str, seconds: float) -> None:
        """`route` is its template; one that no vendor posts to is not counted."""
        if (method, route) not in CARRIER and (method, route) not in SIGNED:
            return
        kind = next((kind for start, kind in _KINDS.items() if route.startswith(start)), _OTHER)
        with self._lock:
            self._counts[kind][bisect_left(BOUNDS, seconds)] += 1
            self._seconds[kind] += seconds

    def by_kind(self) -> dict[str, Times]:
        with self._lock:
            return {
                kind: Times(_summed(counts[:-1]), sum(counts), self._seconds[kind])
                for kind, counts in self._counts.items()
            }


def _summed(counts: list[int]) -> tuple[int, ...]:
    return tuple(sum(counts[: place + 1]) for place in range(len(counts)))
