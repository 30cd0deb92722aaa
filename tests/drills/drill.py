"""One drill: a call told on a site of its own and disturbed, compared with the same call left in
peace."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.drills.calls import Call
from tests.drills.databases import Databases
from tests.drills.forks import Forks
from tests.drills.instants import Instant, Killer, Stopwatch
from tests.drills.outcome import Outcome, differences, outcome_of
from tests.drills.site import Pulse, Site, running


@dataclass(frozen=True)
class Undisturbed:
    """`spans` are how many seconds each request kept the service at work."""

    outcome: Outcome
    spans: list[float]


class Drill:
    """`databases` gives each site one of its own. `undisturbed` are the calls told in peace so far:
    drills over several databases may share them, for none of them may make a difference."""

    def __init__(
        self, forks: Forks, databases: Databases, undisturbed: dict[str, Undisturbed]
    ) -> None:
        self._forks = forks
        self._databases = databases
        self._undisturbed = undisturbed

    def undisturbed(self, call: Call) -> Undisturbed:
        """Told once, whatever it is compared with."""
        if call.name not in self._undisturbed:
            watch = Stopwatch()
            with self.site(call, watch.pulse) as site:
                call.tell(site)
                site.settle()
                spans = watch.spans()
                site.drain()
                self._undisturbed[call.name] = Undisturbed(outcome_of(site, call.varies), spans)
        return self._undisturbed[call.name]

    def killed_at(self, call: Call, instant: Instant) -> list[str]:
        """What is not as it would have been without the kill; empty when nothing is."""
        killer = Killer(instant)
        with self.site(call, killer.pulse) as site:
            killer.lives = site.lives
            call.tell(site)
            site.settle()
            killer.finish()
            return self.findings(call, site)

    def findings(self, call: Call, site: Site) -> list[str]:
        """The same of a site that was disturbed by hand; it is drained first."""
        site.drain()
        return list(differences(self.undisturbed(call).outcome, outcome_of(site, call.varies)))

    @contextmanager
    def site(
        self,
        call: Call,
        pulse: Pulse = lambda: None,
        through: Callable[[str], str] = lambda url: url,
    ) -> Iterator[Site]:
        """A site at the hour of this call; `through` says how its service reaches its database."""
        with (
            tempfile.TemporaryDirectory(prefix="drill-") as folder,
            self._databases() as url,
            running(
                self._forks, url, Path(folder), call.at, pulse, DATABASE_URL=through(url)
            ) as site,
        ):
            yield site
