"""In what order a responder's list shows who waits: what is due first is seen first. No urgency is
computed: what was asked for now is the asker's own word, a due time is the line's or a promise."""

from datetime import UTC, datetime

_NEVER = datetime.max.replace(tzinfo=UTC)
Place = tuple[bool, datetime, datetime]


def place(*, asked_for_now: bool, due: datetime | None, received_at: datetime) -> Place:
    """What is asked for now, then what is due soonest, then the oldest."""
    return (not asked_for_now, due or _NEVER, received_at)
