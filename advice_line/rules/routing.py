"""Who is rung next: a pure decision, taken anew at every hop from the rota as it is then."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    an advice call of ours at this instant or being rung for one, `quiet` that they are not to be
    rung for what can wait."""

    tier: str
    responder_id: int
    phones: tuple[Phone, ...]
    busy: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Hunt:
    """What one caller's hunt has come to: `tried` are the numbers that were rung for them,
    `declined` the responders who did not want it; `pierces` where it cannot wait for a quiet
    window; `first` is who has a query already about which they ring."""

    tried: Collection[str]
    declined: Collection[int]
    pierces: bool = False
    first: int | None = None


@dataclass(frozen=True)
class Ring:
    candidate: Candidate
    phone: Phone
    seconds: int


def next_step(
    candidates: Iterable[Candidate],
    hunt: Hunt,
    *,
    now: datetime,
    ends_at: datetime,
    ring_seconds: Mapping[str, int],
    engaged: Collection[str] = (),
    ahead: Sequence[Hunt] = (),
) -> Ring | None:
    """The next phone to ring, tier by tier, or None where nobody can be rung now.

    No phone is rung twice in one hunt or while somebody talks on it (`engaged`). Nobody is rung who
    is busy or has declined or is left to a caller who is `ahead`, and never past `ends_at`: a step
    that rings for ever is how lines lose callers.
    """
    found = next(_for(hunt, _left(candidates, engaged, ahead)), None)
    if found is None:
        return None
    candidate, phone = found
    left = int((ends_at - now) / timedelta(seconds=1))
    seconds = min(ring_seconds[SETTING_OF_TIER[candidate.tier]], left)
    return Ring(candidate, phone, seconds) if seconds >= SHORTEST_RING else None


def waits_for(
    candidates: Iterable[Candidate],
    hunt: Hunt,
    *,
    engaged: Collection[str] = (),
    ahead: Sequence[Hunt] = (),
) -> list[Candidate]:
    """Who cannot be rung for this caller now and can once they are free: worth waiting for."""
    people = list(candidates)
    free = {each.responder_id for each, _ in _for(hunt, _left(people, engaged, ahead))}
    return [each for each in people if each.responder_id not in free and _wants(hunt, each)]


def free_for(
    candidates: Iterable[Candidate], *, engaged: Collection[str], ahead: Sequence[Hunt]
) -> set[int]:
    """The ids of those who are free and not left to a caller who is `ahead`."""
    return {each.responder_id for each, _ in _left(candidates, engaged, ahead)}


_Free = tuple[Candidate, Phone]


def _left(
    candidates: Iterable[Candidate], engaged: Collection[str], ahead: Iterable[Hunt]
) -> list[_Free]:
    """Whoever is free, by tier, without whom those who wait longer get."""
    free = [
        (each, phone)
        for each in sorted(candidates, key=lambda each: TIERS.index(each.tier))
        if not each.busy
        for phone in each.phones
        if phone.number not in engaged
    ]
    for other in ahead:
        theirs = next(_for(other, free), None)
        free = [each for each in free if theirs is None or not _same(each, theirs)]
    return free


def _for(hunt: Hunt, free: Iterable[_Free]) -> Iterator[_Free]:
    # The order of tiers stays, but for who knows of the query already.
    for person, phone in sorted(free, key=lambda each: each[0].responder_id != hunt.first):
        kept_quiet = person.quiet and not hunt.pierces
        if not kept_quiet and phone.number not in hunt.tried and _willing(hunt, person):
            yield person, phone


def _same(one: _Free, other: _Free) -> bool:
    return one[0].responder_id == other[0].responder_id or one[1].number == other[1].number


def _willing(hunt: Hunt, person: Candidate) -> bool:
    return person.responder_id not in hunt.declined


def _wants(hunt: Hunt, person: Candidate) -> bool:
    untried = any(phone.number not in hunt.tried for phone in person.phones)
    return untried and _willing(hunt, person)


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
