"""What the commands of the rota read: a line, all that was ever known of its rota, its people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from advice_line.cli.common import hold_to_order, instant, line_named, open_ledger
from advice_line.directory import lookups
from advice_line.rules import labels
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM
from rota import store
from rota.history import History

DAYS_SHOWN = timedelta(days=14)


@dataclass(frozen=True)
class Told:
    """`names` are those of people, by key."""

    line: Line
    history: History
    names: Mapping[str, str]
    now: datetime

    @property
    def time_zone(self) -> str:
        return self.history.rota.calendar.time_zone

    def instant(self, text: str | None, option: str, otherwise: datetime) -> datetime:
        return otherwise if text is None else instant(text, option, self.time_zone)

    def span(
        self, start: str | None, end: str | None, lasts: timedelta = DAYS_SHOWN
    ) -> tuple[datetime, datetime]:
        """Raises `errors.Invalid` where the end is not after the start."""
        first = self.instant(start, "--from", self.now)
        last = self.instant(end, "--to", first + lasts)
        hold_to_order(first, last, self.time_zone)
        return first, last

    def name(self, person: str) -> str:
        return self.names.get(person, person)


@contextmanager
def told(line: str | None) -> Iterator[Told]:
    """Raises `errors.Invalid` unless the line is known, or the only one."""
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as work:
        found = line_named(work.session, line)
        history = store.history(work.session, found.key, work.now)
        names = {each.key: each.name for each in lookups.responders(work.session)}
        yield Told(found, history, names, work.now)


def state(is_open: bool, reason: str | None) -> str:
    """As people say it: "open", "closed (bank holiday: Christmas Day)"."""
    return "open" if is_open else labels.closed(reason)
