"""When an outgoing message is tried again, how long one attempt may take, and when to give up.

The waits grow from 30 seconds to 15 minutes with full jitter (each is drawn from nothing up to its
ceiling), so that what a vendor's outage held back does not come back all at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from advice_line.outgoing_kinds import OutChannel

FIRST_CEILING = timedelta(seconds=30)
LAST_CEILING = timedelta(minutes=15)
SHORTEST = timedelta(seconds=1)
# A vendor's own lists lag behind what it has just accepted; asking sooner would find nothing.
SHORTEST_ASK = timedelta(seconds=10)


@dataclass(frozen=True)
class Limit:
    """`claim` outlasts every time-out of one attempt, so that none is taken over while it runs.

    `unknown_ends` bounds the attempts whose end nobody knows. A mail server cannot be asked, so
    the same mail goes at most once more; the telephone's and the chat's own lists can say what
    they have. What is asked about a call that goes on is soon asked again: people hold the line.
    """

    claim: timedelta
    tries: int
    age: timedelta
    unknown_ends: int
    first_ceiling: timedelta = FIRST_CEILING
    shortest_ask: timedelta = SHORTEST_ASK


LIMITS = {
    OutChannel.LIVE_CALL: Limit(
        timedelta(seconds=60),
        8,
        timedelta(minutes=3),
        unknown_ends=3,
        first_ceiling=timedelta(seconds=2),
        shortest_ask=timedelta(seconds=2),
    ),
    OutChannel.CALL: Limit(timedelta(seconds=60), 4, timedelta(minutes=15), unknown_ends=3),
    OutChannel.SMS: Limit(timedelta(seconds=60), 12, timedelta(hours=2), unknown_ends=4),
    OutChannel.EMAIL: Limit(timedelta(minutes=3), 200, timedelta(hours=24), unknown_ends=2),
    # A card is looked at anew once a row of it is dead; a person is told by a text long before.
    OutChannel.CHAT: Limit(timedelta(seconds=60), 40, timedelta(hours=1), unknown_ends=4),
    # A person is told at the first failure; a week is a folder's server away over a holiday.
    OutChannel.FOLDER: Limit(timedelta(minutes=3), 2000, timedelta(days=7), unknown_ends=2000),
    # A system that is down over a long weekend is told of it all afterwards. Each carries its own
    # id, by which what comes twice is known.
    OutChannel.WEBHOOK: Limit(timedelta(seconds=60), 2_000, timedelta(days=5), unknown_ends=2_000),
}


def next_try(
    channel: OutChannel, attempts: int, first_tried_at: datetime, now: datetime, spread: float
) -> datetime | None:
    """When to try again after `attempts` that surely did not arrive; None to give up.

    `spread` is a random number from 0 up to 1. The age is looked at only after an attempt, so
    that a message held back by a long outage of ours is still tried.
    """
    limit = LIMITS[channel]
    if attempts >= limit.tries or now - first_tried_at >= limit.age:
        return None
    doubled: timedelta = limit.first_ceiling * 2.0 ** min(attempts - 1, 10)
    return now + max(SHORTEST, min(LAST_CEILING, doubled) * spread)


def next_ask(
    channel: OutChannel, first_tried_at: datetime, now: datetime, spread: float
) -> datetime | None:
    """When to ask the vendor about an attempt of unknown end; None to give up asking."""
    passed, limit = now - first_tried_at, LIMITS[channel]
    if passed >= limit.age:
        return None
    ceiling = min(LAST_CEILING, max(limit.first_ceiling, passed))
    return now + max(limit.shortest_ask, ceiling * spread)


def may_try_again(channel: OutChannel, unknown_ends: int) -> bool:
    """Whether one more attempt is allowed although earlier ends are unknown and none was found."""
    return unknown_ends < LIMITS[channel].unknown_ends
