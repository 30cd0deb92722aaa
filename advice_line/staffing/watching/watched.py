"""What the watch has found wrong with the rota, as pages and commands read it: plain values, people
with their names, instants in UTC."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.rota_kinds import FindingKind, Mark


@dataclass(frozen=True)
class Named:
    key: str
    name: str


@dataclass(frozen=True)
class Telling:
    """At which mark somebody was told, and who; a mark that nobody was told at is not listed."""

    mark: Mark
    at: datetime
    to: tuple[Named, ...]


@dataclass(frozen=True)
class Watched:
    """One thing that is wrong from `start` to `end`, which lie in one local day of the line.

    `tier` is "1", "2" or "lead", None where it concerns several. `people` are those it is about
    (nobody for a gap); `other_line` is the key of the second line of a double booking across lines.
    `grave` means that callers will find nobody. `told` is in order of time, and `tells_at` is when
    somebody is told next, None when no more. `may_take` says whether the reader may put themselves
    there by `Watch.take`.
    """

    id: str
    line: str
    line_name: str
    time_zone: str
    kind: FindingKind
    start: datetime
    end: datetime
    tier: str | None
    people: tuple[Named, ...]
    other_line: str | None
    grave: bool
    seen_at: datetime
    told: tuple[Telling, ...]
    tells_at: datetime | None
    may_take: bool


@dataclass(frozen=True)
class Findings:
    """What is wrong in the next eight weeks (bank holidays that no list knows: in the next year),
    in order of time. `looked_at` is when the rota was last looked through, None before the first
    time; `behind` that something was changed since, so that what stands here may be old."""

    found: tuple[Watched, ...]
    looked_at: datetime | None
    behind: bool
    now: datetime

    @property
    def gaps(self) -> tuple[Watched, ...]:
        return tuple(each for each in self.found if each.grave)

    @property
    def others(self) -> tuple[Watched, ...]:
        return tuple(each for each in self.found if not each.grave)


@dataclass(frozen=True)
class TakeLink:
    """What the link of a notice shows: to whom it was sent, and which gaps may still be taken."""

    person: Named
    gaps: tuple[Watched, ...]
    now: datetime


@dataclass(frozen=True)
class ReachCheck:
    """Whether who is first on for a day answered the text before their shift. `told_at` is when the
    rota manager and tier 2 heard that no answer had come."""

    line: str
    line_name: str
    time_zone: str
    person: Named
    starts_at: datetime
    asked_at: datetime
    answered_at: datetime | None
    told_at: datetime | None
