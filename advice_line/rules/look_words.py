"""Which lines of the trail are looks at somebody's record, and what a page says of each: what was
looked at, and why whoever looked may have had to."""

from collections.abc import Mapping
from enum import StrEnum


class Why(StrEnum):
    """What bound them to the query when they looked, as the service itself knew it."""

    OWN = "own"
    TASK = "task"
    OFFERED = "offered"
    DUTY = "duty"
    OFFICE = "office"
    MEETING = "meeting"
    AUDIT = "audit"
    OTHER = "other"


LOOKS: Mapping[str, str] = {
    "query.viewed": "The query's page",
    "query.found": "Found by its number or reference",
    "glass.looked": "The query, behind broken glass",
    "review.looked": "The query, at a case review",
    "appropriateness.looked": "What was asked and advised, as one of a sample",
    "query.revealed": "The whole query, by a command",
    "call.looked_at": "The page of its call",
    "letter.viewed": "The letter",
    "letter.fetched": "The letter, by a clinical system",
    "question.viewed": "What was asked, on its asker's page",
    "mail.viewed": "A mail",
    "mail.taken_away": "A mail as it came, to open elsewhere",
    "attachment.viewed": "A file that came with it",
    "recording.heard": "The recording of its call",
    "message.heard": "A spoken message",
    "alert.seen": "An alert",
    "alert.viewed": "An alert, by the practice",
    "tracer.viewed": "What came of it",
    "access.packed": "Everything, for who asked what is kept of them",
    "export.revealed": "Everything, in an export",
}
_WHY = {
    Why.OWN: "It was theirs",
    Why.TASK: "They had a task of it",
    Why.OFFERED: "It was offered to them",
    Why.DUTY: "They were on duty",
    Why.OFFICE: "For the radiology office",
    Why.MEETING: "At a case review, for which a chair had named them",
    Why.AUDIT: "For the audit of appropriateness, to which they were appointed",
    Why.OTHER: "Nothing that the service knew bound them to it",
}


def why(code: str | None, reason: str | None) -> str | None:
    """A reason that somebody gave goes before what the service knew; None for a requester, whose
    own it is, and for a line of before reasons were kept."""
    if reason:
        return f"They wrote: {reason}"
    return _WHY[Why(code)] if code in set(Why) else None
