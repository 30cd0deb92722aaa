"""A calendar from elsewhere read in a process of its own: a few lines of it can keep a reader busy
for hours, and no thread can be stopped. The process knows nothing of ours, and ends when its time
or its memory is up."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rota.exchange import ical_reading
from rota.exchange.ical_reading import Entry, NotACalendar

LONGEST = timedelta(seconds=30)
MOST_MEMORY = 1_500_000_000

_KEPT = ("PATH", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONTZPATH")
_TOO_MUCH = (
    "The calendar takes too long to lay out: an entry of it comes again in a way that is odd."
)


def entries(data: bytes, start: datetime, end: datetime, zone: ZoneInfo) -> tuple[Entry, ...]:
    """As `ical_reading.entries`. Raises NotACalendar, also where it takes too long."""
    asked = json.dumps([start.isoformat(), end.isoformat(), zone.key]).encode()
    try:
        done = subprocess.run(  # nosec B603  # noqa: S603 # ourselves, and what is read is no argument
            [sys.executable, "-m", __name__],
            input=asked + b"\n" + data,
            capture_output=True,
            timeout=LONGEST.total_seconds(),
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotACalendar(_TOO_MUCH) from error
    if done.returncode != 0:
        raise NotACalendar(_TOO_MUCH)
    answer = json.loads(done.stdout)
    if isinstance(answer, str):
        raise NotACalendar(answer)
    return tuple(_entry(*each) for each in answer)


def _environment() -> dict[str, str]:
    """What Python needs to start; none of our settings, some of which are secrets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _entry(uid: str, summary: str, people: list[str], start: str, end: str) -> Entry:
    since, until = datetime.fromisoformat(start), datetime.fromisoformat(end)
    return Entry(uid, summary, tuple(people), since, until)


def _read(asked: bytes, data: bytes) -> str | list[list[object]]:
    """A sentence where it cannot be read."""
    start, end, zone = json.loads(asked)
    stretch = datetime.fromisoformat(start), datetime.fromisoformat(end)
    try:
        found = ical_reading.entries(data, *stretch, ZoneInfo(zone))
    except NotACalendar as error:
        return error.sentence
    return [
        [each.uid, each.summary, each.people, each.start.isoformat(), each.end.isoformat()]
        for each in found
    ]


def _limit() -> None:
    """Also where nobody is left who would end it."""
    import resource  # noqa: PLC0415 # there is none on Windows, where the time alone is limited

    seconds = round(LONGEST.total_seconds())
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _limit()
    asked, _, given = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.write(json.dumps(_read(asked, given)))
