"""The only place that asks what time it is; a door asks once per event and passes it down."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from advice_line.errors import Misconfigured

_LINE = re.compile(r"^(?P<instant>\S+Z)(?:\s+x(?P<rate>\d+(?:\.\d+)?))?$")


class Clock(Protocol):
    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class SetClock:
    """A clock that stands where it is put; tests and the story move it."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


@dataclass(frozen=True)
class FileClock:
    """Rehearsal time: the file's one line `2026-10-25T00:59:59Z [x60]`, read at every "now".

    Without a rate it stands still; with one it runs from the file's change time, so that every
    process that reads the same file sees the same instant.
    """

    path: Path

    def now(self) -> datetime:
        try:
            changed = self.path.stat().st_mtime
            line = self.path.read_text(encoding="ascii").strip()
            found = _LINE.match(line)
            if found is None:
                raise ValueError(line)
            start = datetime.fromisoformat(found["instant"])
        except (OSError, ValueError) as error:
            raise Misconfigured(
                f"CLOCK_FILE {self.path.name} cannot be read as one line such as "
                "2026-10-25T00:59:59Z or 2026-10-25T00:59:59Z x60."
            ) from error
        if found["rate"] is None:
            return start
        passed = datetime.now(UTC) - datetime.fromtimestamp(changed, UTC)
        return start + passed * float(found["rate"])
