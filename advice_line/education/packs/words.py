"""What every paper of a month says beside its cases, in the same words and order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advice_line.education.packs.outline import Outline

NAMED = "Practices are named by letter; patients are not named at all."
CLINICAL = "For clinicians at the meeting. No case here is a referral or an authorised exposure."
AUDITED = "The line over time"
# Of the charts alone, which are the audit's: the pack's own counts are whole (decision 72).
UNTOLD = "Charts tell no count of few, nor what it could be worked out from."
BEFORE = f"{NAMED} {CLINICAL}"
NONE_APPROVED = "No case of this month has been approved yet."


@dataclass(frozen=True)
class Listed:
    """A table under a heading; there is none without a row."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def figures(outline: Outline) -> list[tuple[str, str]]:
    """As rows of a table."""
    return [(f"{text[0].upper()}{text[1:]}", number) for number, text in outline.figures]


def lists_before(outline: Outline) -> Iterator[Listed]:
    if outline.learned:
        title = f"What the meeting of {outline.met} learned"
        yield Listed(title, ("About", "Learning point"), outline.learned)
    if outline.actions:
        yield Listed("What meetings agreed", ("What", "Who", "How it stands"), outline.actions)
    if outline.themes:
        yield Listed("Asked again and again", ("About", "How often"), outline.themes)


def lists_after(outline: Outline) -> Iterator[Listed]:
    if outline.learning_points:
        yield Listed("What we learned", ("From", "Learning point"), outline.learning_points)
    if outline.changes:
        yield Listed("What changed in guidance", ("Page", "What changed"), outline.changes)


def of_cases(outline: Outline) -> Iterator[str]:
    if not outline.cases:
        yield NONE_APPROVED
    for said in (outline.not_shown, outline.unapproved):
        if said:
            yield said
