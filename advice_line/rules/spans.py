"""Spans of a text that have to go: their kinds, and what becomes of those that overlap."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    NAME = "name"
    ORGANISATION = "organisation"
    DATE_OF_BIRTH = "date_of_birth"
    DATE = "date"
    AGE = "age"
    PATIENT_NUMBER = "patient_number"
    NUMBER = "number"
    POSTCODE = "postcode"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    NATIONAL_INSURANCE = "national_insurance"
    REGISTRATION = "registration"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Span:
    """From `start` to before `end`. `known` marks what the query itself holds."""

    start: int
    end: int
    kind: Kind
    replacement: str
    known: bool = field(default=False, compare=False)

    @property
    def length(self) -> int:
        return self.end - self.start


def settle(spans: Iterable[Span]) -> list[Span]:
    """In order and apart: spans that overlap become one over all of them, named after the longest
    (of equal ones after what is known), so that no end of an identifier is left standing."""
    settled: list[Span] = []
    leader: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if settled and span.start < settled[-1].end:
            first = settled[-1]
            leader[-1] = max(leader[-1], span, key=lambda each: (each.length, each.known))
            settled[-1] = replace(leader[-1], start=first.start, end=max(first.end, span.end))
        else:
            settled.append(span)
            leader.append(span)
    return settled


def join(spans: Iterable[Span], text: str) -> list[Span]:
    """Neighbours that would read the same ("[patient] [patient]") become one."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.replacement == span.replacement
            and not text[last.end : span.start].strip(" ,-")
        ):
            joined[-1] = replace(last, end=span.end)
        else:
            joined.append(span)
    return joined
