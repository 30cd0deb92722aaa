"""A refusal is a line of the trail: what was tried is undone, that it was tried stands (H15)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from advice_line.errors import (
    AdviceLineError,
    Busy,
    Conflict,
    Expired,
    NotAllowed,
    NotFound,
    TooManyTries,
)
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import Actor

ACCESS = "access.refused"
_PUBLIC_ID = 16
_REASONS: dict[type[AdviceLineError], str] = {
    Expired: "expired",
    TooManyTries: "too_many_tries",
    NotAllowed: "not_allowed",
    NotFound: "not_theirs",
    Conflict: "used_before",
}


@contextmanager
def kept(ledger: Ledger, by: str, what: str, subject: str | None = None) -> Iterator[Work]:
    """A Work whose refusal is recorded as `what`.refused, with the reason; the error goes on to the
    person. What is no link of ours is nobody's, and is not recorded."""
    try:
        with ledger.work(by) as work:
            yield work
    except tuple(_REASONS) as error:
        if subject is not None or not isinstance(error, NotFound):
            with suppress(Busy), ledger.work(by) as work:
                work.record(f"{what}.refused", subject=subject, reason=_reason(error))
        raise


class TurnedAway:
    """The door by which whoever serves people says that somebody tried what they may not do."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def note(self, by: Actor, method: str, route: str) -> None:
        """`route` is an address's pattern, never what stood in it. A database that is busy keeps
        the refusal from nobody."""
        with suppress(Busy), self._ledger.work(by.label) as work:
            work.record(ACCESS, method=method, route=route)


def page(entry: TrailEntry) -> str | None:
    """Which kind of page was tried, by the pattern of its address; None of any other line."""
    if entry.action != ACCESS:
        return None
    return f"{entry.detail['method']} {entry.detail['route']}"


def of_link(token: str) -> str:
    """A link by its public half, which opens nothing."""
    return f"link:{token[:_PUBLIC_ID]}" if token[:_PUBLIC_ID].isalnum() else "link:unreadable"


def _reason(error: Exception) -> str:
    return next(said for kind, said in _REASONS.items() if isinstance(error, kind))
