"""Who may read a page of guidance, and what of it while it is overdue (H25).

Whoever asks reads pages in date alone. An overdue one is marked, its words are for the people of
the service, and it is suggested to nobody."""

from enum import StrEnum

from advice_line.guidance_kinds import Audience, GuidanceState

# Addresses of ours below `/guidance/`.
RESERVED = frozenset({"changes", "feedback", "new", "search", "answers", "feed"})


class Reader(StrEnum):
    """Who stands before it: anybody, somebody who has shown that they ask for a practice or a
    department, or somebody of the service."""

    ANYBODY = "anybody"
    REQUESTER = "requester"
    STAFF = "staff"


_READ_BY = {
    Reader.ANYBODY: (Audience.EVERYONE,),
    Reader.REQUESTER: (Audience.EVERYONE, Audience.REQUESTERS),
    Reader.STAFF: tuple(Audience),
}


def audiences(reader: Reader) -> tuple[Audience, ...]:
    """Whose pages somebody may read."""
    return _READ_BY[reader]


def asked_about(count: int, small: int) -> str:
    """How often a question was shown it or named it in twelve months; a small number is not
    told (`SMALL_NUMBER`): who asked something so rare could be known by it."""
    if not count:
        return "no question of the last 12 months was shown this page or named it"
    if count < small:
        return f"questions that were shown it or named it: fewer than {small} in the last 12 months"
    return f"questions that were shown it or named it: {count} in the last 12 months"


def is_listed(state: str, audience: Audience, reader: Reader) -> bool:
    return state == GuidanceState.PUBLISHED and audience in audiences(reader)


def shows_words(reader: Reader, *, overdue: bool) -> bool:
    return not overdue or reader is Reader.STAFF
