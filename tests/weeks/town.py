"""One line over an empty database, a carrier in this process, and time that runs as fast as the
machine can."""

import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from advice_line.worker import run_job
from integrations.sandbox.phones import Behaviour
from tests.stories.scene import LINE, RESPONDERS
from tests.stories.world import World, world
from tests.weeks.caller import OnTheLine
from tests.weeks.people import Caller, callers_phone, responders_phone
from tests.weeks.straight import straight

MONDAY_EIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC)
# A real line's worker looks every second. Here it sends what is new within two, and looks for what
# has fallen due as often as makes no difference to a caller.
SENDS_EVERY, LOOKS_EVERY = 2.0, 20.0
_STILL_TALKING, _SELDOM = 3600.0, 300
_LAST_OF_LINE = "call_back_minutes = 30\n"
_TOWN = Path(__file__).with_name("town.toml")
LINE_JOBS = frozenset(
    {"tasks", "promises", "silent_calls", "ring_backs", "unclaimed", "sounds", "holds"}
)
# Of the numbers kept for fiction, those that nobody else here has.
NUMBERS = [f"+441632960{n}" for n in range(100, 900)] + [f"+447700900{n}" for n in range(100, 1000)]


class Drawn(deque[Behaviour]):
    """The plan of a phone that draws anew what it does at every call."""

    def __init__(self, draw: Callable[[], Behaviour]) -> None:
        super().__init__()
        self._draw = draw

    def __bool__(self) -> bool:
        return True

    def popleft(self) -> Behaviour:
        return self._draw()


@dataclass
class Town:
    world: World
    dice: Random
    rung: list[OnTheLine] = field(default_factory=list)
    jobs: frozenset[str] = LINE_JOBS
    stopped: bool = False
    _to_send: bool = True

    def any_rota(self) -> None:
        """Take some of the three off the rota, or none: the line is open all the same."""
        today = self.world.carrier.clock.now().date()
        for key in self.dice.sample(("amara", "ben", "chidi"), self.dice.choice((0, 0, 1, 2, 3))):
            self.world.set_up(
                "version = 1\n[[absences]]\n"
                f'key = "{key}"\nperson = "{key}"\nkind = "sickness"\n'
                f"from = {today}T00:00:00\nto = {today + timedelta(days=1)}T00:00:00\n"
            )

    def expect(self, callers: Iterator[Caller]) -> None:
        """They will ring, each in their time."""
        for caller in callers:
            self.world.carrier.clock.call_in(caller.at, partial(self._rings, caller))

    def passes_quietly(self, seconds: float) -> None:
        """The same while nobody rings: by and by, with fewer looks."""
        self.passes(min(seconds, _STILL_TALKING))
        for _ in range(int(seconds - _STILL_TALKING) // _SELDOM):
            self.world.carrier.advance(_SELDOM)
            self._looks()
            self.world.service.deliver()
        self.passes(max(0.0, seconds - _STILL_TALKING) % _SELDOM)

    def passes(self, seconds: float, looks_every: float = LOOKS_EVERY) -> None:
        """So much time, with the worker at work."""
        looks_in = 0.0
        while seconds > 0:
            step = min(SENDS_EVERY, seconds)
            self.world.carrier.advance(step)
            seconds, looks_in = seconds - step, looks_in - step
            if self.stopped:
                continue
            if looks_in <= 0:
                self._looks()
                looks_in = looks_every
            if self._to_send:
                self._to_send = False
                self.world.service.deliver()

    def _looks(self) -> None:
        for job in self.world.service.jobs:
            if job.name in self.jobs:
                run_job(self.world.service.ledger, job)
        self._to_send = True  # what was put off may have come due

    def _wakes(self) -> None:
        self._to_send = True

    def _rings(self, caller: Caller) -> None:
        self.world.carrier.exchange.phone(caller.number).behaves([callers_phone(self.dice)])
        self.rung.append(OnTheLine(self.world.carrier, caller, LINE, self.dice))


@contextmanager
def town(
    seed: int, template: Path, at: datetime = MONDAY_EIGHT, setup: str | None = None
) -> Iterator[Town]:
    """`template` is an empty, migrated SQLite file, which is copied; `setup` is the text of another
    setup file than `town.toml`."""
    dice = Random(seed)  # a simulation, no secret
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "week.sqlite3"
        path.write_bytes(template.read_bytes())
        with world(f"sqlite:///{path}", at, setup=setup or set_up()) as opened:
            opened.carrier.hooks.post = straight(opened.browser)
            for number in RESPONDERS:
                opened.carrier.exchange.phone(number).plan = Drawn(partial(responders_phone, dice))
            found = Town(opened, dice)
            opened.ledger.wake = found._wakes
            yield found


def set_up(line: str = "", practices: str = "") -> str:
    """The text of a setup file: `line` stands besides what `town.toml` says of the line, and
    `practices` in every second practice."""
    listed = [
        f'[[organisations]]\nkey = "Y99{n:03}"\nname = "Practice {n}"\nkind = "practice"\n'
        f'phones = {NUMBERS[n::40]}\nemail = "practice{n}@example.org"\n'.replace("'", '"')
        + (f"{practices}\n" if n % 2 else "")
        for n in range(40)
    ]
    written = _TOWN.read_text(encoding="utf-8").replace(_LAST_OF_LINE, f"{_LAST_OF_LINE}{line}\n")
    return "\n".join([written, *listed])
