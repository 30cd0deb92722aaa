"""How many written questions were answered within their targets, by the month in which they were
asked and by urgency; never a figure without its denominator."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from advice_line.kinds import Urgency

# So many in a hundred may come after their target (guide: "tolerance 90 %").
TOLERANCE = 90


@dataclass(frozen=True)
class Answer:
    """One clock of a question: `target_at` is by when the line's target wanted it answered, however
    much later was promised; `answered_at` None while it is not. `zone` is its line's."""

    urgency: Urgency
    asked_at: datetime
    target_at: datetime
    answered_at: datetime | None
    zone: str

    def late(self, now: datetime) -> bool:
        return (self.answered_at or now) > self.target_at


@dataclass(frozen=True)
class Attained:
    """Of one month ("2026-11") and urgency. `late_open` are those whose target has passed without
    an answer: they count as missed. What is open in its time counts nowhere yet."""

    month: str
    urgency: Urgency
    in_target: int
    after_target: int
    late_open: int

    @property
    def of(self) -> int:
        return self.in_target + self.after_target + self.late_open

    @property
    def percent(self) -> int:
        """Rounded down, so that 90 says at least 90."""
        return self.in_target * 100 // self.of

    @property
    def met(self) -> bool:
        return self.percent >= TOLERANCE


def attained(answers: Iterable[Answer], now: datetime) -> tuple[Attained, ...]:
    """The earliest month first, the most urgent first within it; nothing for what has no figure."""
    counted: Counter[tuple[str, Urgency, str]] = Counter()
    for each in answers:
        if each.answered_at is not None or each.late(now):
            counted[_month(each), each.urgency, _fate(each, now)] += 1
    order = list(Urgency)
    keys = sorted({(month, order.index(urgency)) for month, urgency, _ in counted})
    return tuple(_row(month, order[place], counted) for month, place in keys)


def _row(month: str, urgency: Urgency, counted: Counter[tuple[str, Urgency, str]]) -> Attained:
    in_target, after, late = (counted[month, urgency, fate] for fate in ("in", "after", "open"))
    return Attained(month, urgency, in_target, after, late)


def _fate(answer: Answer, now: datetime) -> str:
    if answer.answered_at is None:
        return "open"
    return "after" if answer.late(now) else "in"


def _month(answer: Answer) -> str:
    return f"{answer.asked_at.astimezone(ZoneInfo(answer.zone)):%Y-%m}"
