"""One thing that was taken out of a text by mistake put back where it stood, in a text that its
author may have edited since."""

from difflib import SequenceMatcher
from enum import StrEnum

from advice_line.rules.deidentify import Deidentified, Removal
from advice_line.rules.deidentify_known import PATIENT
from advice_line.rules.spans import Kind

# A day, an age, a way to reach somebody and a number of a person stay what they became.
_MAY = frozenset(
    {Kind.NAME, Kind.ORGANISATION, Kind.ADDRESS, Kind.NUMBER, Kind.LINK, Kind.REFERENCE}
)


class Reason(StrEnum):
    """A closed list: a reason in one's own words would be one more place for a name."""

    CLINICAL = "clinical"
    GUIDELINE = "guideline"
    PRODUCT = "product"
    PUBLIC = "public"


REASONS = {
    Reason.CLINICAL: "A clinical word, sign or eponym",
    Reason.GUIDELINE: "A guideline or a paper",
    Reason.PRODUCT: "A drug, device or protocol",
    Reason.PUBLIC: "A public body or place that tells nobody",
}


def may(removal: Removal) -> bool:
    """Nothing that stands for the patient."""
    return removal.kind in _MAY and removal.replacement != PATIENT


def put_back(text: str, found: Deidentified, removal: Removal) -> str | None:
    """`text` is `found.text` as it was edited; None where what stood for the removal is gone."""
    place = removal.start + sum(
        len(each.replacement) - (each.end - each.start)
        for each in found.removals
        if each.end <= removal.start
    )
    wanted = removal.replacement
    matched = SequenceMatcher(None, found.text, text, autojunk=False).get_matching_blocks()
    for block in matched:
        if block.a <= place and place + len(wanted) <= block.a + block.size:
            at = block.b + place - block.a
            return text[:at] + removal.text + text[at + len(wanted) :]
    return None
