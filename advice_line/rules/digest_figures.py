"""A practice's own figures beside those of all others together: never of one other practice, never
of a person, and nothing that is small (H08)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    label: str
    own: str
    others: str

    @property
    def words(self) -> str:
        """Such as "your practice asked 7; other practices that asked: 4.2 each on average"."""
        return f"your practice asked {self.own}; other practices that asked: {self.others}"


def told(count: int, small: int) -> str:
    if count == 0:
        return "none"
    return f"fewer than {small}" if count < small else f"{count}"


def figure(label: str, counts: Mapping[str, int], own: str, small: int) -> Figure:
    """`counts` are by practice, of those that asked at all; `own` is the mark of whose figures
    they are. What others asked is a mean, and only of so many that it tells of none of them."""
    others = [count for mark, count in counts.items() if mark != own]
    mean = "too few to say"
    if len(others) >= small:
        mean = f"{sum(others) / len(others):.1f} each on average"
    return Figure(label, told(counts.get(own, 0), small), mean)
