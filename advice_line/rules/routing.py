"""Who is rung next: a pure decision, taken anew at every hop from the rota as it is then."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from advice_line.rules import wording

# The keys of a line's `ring_seconds`, in the order in which tiers are rung.
SETTING_OF_TIER = {"1": "tier1", "2": "tier2", "lead": "lead"}
TIERS = tuple(SETTING_OF_TIER)
SHORTEST_RING = 5
# Where a machine answered, the hunt goes on so long after the phone was first asked to ring (H06).
LEFT_AFTER = timedelta(seconds=25)
LONGEST_WAIT, SHORTEST_WAIT = 8, 3


@dataclass(frozen=True)
class Phone:
    """`point` is the id of the contact point it is; None for somebody's own mobile."""

    number: str
    point: int | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody on duty now, with their phones in the order in which they are rung. `busy` means in
    an advice call of ours at this instant."""

    tier: str
    responder_id: int
    phones: tuple[Phone, ...]
    busy: bool = False


@dataclass(frozen=True)
class Ring:
    candidate: Candidate
    phone: Phone
    seconds: int


def next_step(
    candidates: Iterable[Candidate],
    *,
    tried: Collection[str],
    declined: Collection[int],
    now: datetime,
    ends_at: datetime,
    ring_seconds: Mapping[str, int],
) -> Ring | None:
    """The next phone to ring, tier by tier, or None when the caller gets a promise instead.

    No phone is rung twice in one hunt or while somebody talks on it: `tried` are the numbers of
    these. Nobody is rung who is in a call or has `declined`, and never past `ends_at`: a step that
    rings for ever is how lines lose callers.
    """
    left = int((ends_at - now) / timedelta(seconds=1))
    for candidate in sorted(candidates, key=lambda each: TIERS.index(each.tier)):
        phone = next((each for each in candidate.phones if each.number not in tried), None)
        if candidate.busy or phone is None or candidate.responder_id in declined:
            continue
        seconds = min(ring_seconds[SETTING_OF_TIER[candidate.tier]], left)
        return Ring(candidate, phone, seconds) if seconds >= SHORTEST_RING else None
    return None


def shortened(seconds: int, words: str) -> int:
    """For how long a phone may ring whose question is as long as these words: a machine that
    answers at its last ring is then still left within `LEFT_AFTER`."""
    left = LEFT_AFTER - wording.spoken(words) - timedelta(seconds=SHORTEST_WAIT)
    return max(SHORTEST_RING, min(seconds, int(left.total_seconds())))


def key_seconds(words: str, since_offered: timedelta) -> int:
    """How many seconds of silence after these words mean that nobody is there to press a key.

    A machine presses none: the later the phone was answered, the shorter the wait, so that it is
    left within `LEFT_AFTER` and a person still has time to look for the key.
    """
    left = (LEFT_AFTER - since_offered - wording.spoken(words)).total_seconds()
    return max(SHORTEST_WAIT, min(LONGEST_WAIT, int(left)))
