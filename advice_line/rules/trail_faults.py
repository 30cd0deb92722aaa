"""What can be wrong with the trail, and the sentence that says so to whoever verifies it (H14)."""

from dataclasses import dataclass
from enum import StrEnum


class TrailFault(StrEnum):
    """The last four are found by a head alone: what is left of the trail fits in itself."""

    EDITED = "edited"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    CUT = "cut"
    RECOMPUTED = "recomputed"
    HEAD_ALTERED = "head_altered"
    HEAD_OF_ANOTHER = "head_of_another"


@dataclass(frozen=True)
class Fault:
    """At which position of the chain; `line` is the id of what stands there, `other` of what
    belongs there or, of a head, how far the trail goes."""

    kind: TrailFault
    position: int
    line: int | None = None
    other: int | None = None


def sentence(fault: Fault) -> str:
    return f"Position {fault.position}: {_SAID[fault.kind].format(**vars(fault))}"


_SAID = {
    TrailFault.EDITED: (
        "line {line} does not fit its link. It was changed after it had been written."
    ),
    TrailFault.REMOVED: "a line is missing here. It was removed after it had been written.",
    TrailFault.INSERTED: (
        "line {line} was put between two others, whose positions were moved to make room."
    ),
    TrailFault.REORDERED: (
        "line {line} stands where line {other} belongs. The order was changed afterwards."
    ),
    TrailFault.CUT: (
        "a head was made of this position, and the trail ends at {other}. Its end was cut off."
    ),
    TrailFault.RECOMPUTED: (
        "the link differs from the one of the head that was made of it. The trail was changed and "
        "its links were made anew."
    ),
    TrailFault.HEAD_ALTERED: (
        "the head's signature does not fit. The head was changed, or was made under another "
        "SECRET_KEY than those that are set: verify it with that of its time in OLD_SECRET_KEYS."
    ),
    TrailFault.HEAD_OF_ANOTHER: "the head is that of another site's trail.",
}
