"""`python -m benchmarks.rota`: who is on, and a year's timeline and gaps, beside two peers.

    python -m benchmarks.rota --json rota.json

The peers work on the same rota, all three in turns in one run, and every answer is compared before
anything is measured. Each is measured to the answer as it gives it (duties, events, names). Ours
starts from loaded values, theirs from a parsed calendar and from built rules. Nothing is written
unless a file is named. Exit codes: 0 measured, whatever the figures; 1 when two of them do not say
the same.
"""

import argparse
import json
import random
import sys
import time as clock
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped] # it ships no py.typed

from benchmarks.rota_rotas import HALVES, LONDON, Kept, as_calendar, as_rules, kept
from rota import gaps, hours
from rota.duty import Timetable
from rota.values import Duty

YEARS = (1, 10)
LINES = 50
ROUNDS = 5
AIM_US, AIM_RATIO, AIM_SECONDS = 10.0, 1000.0, 1.0

Span = tuple[datetime, datetime, tuple[str, ...]]


@dataclass(frozen=True)
class Took:
    """Medians of the rounds: `who` in microseconds for one question, `year` in milliseconds for
    one year's timeline and gaps, from nothing laid out yet."""

    years: int
    name: str
    who: float
    year: float


class Ours:
    name = "ours"

    def __init__(self, of: Kept) -> None:
        self._rota = of.rota
        self._table = Timetable(of.rota)

    def who(self, at: datetime) -> Sequence[Duty]:
        return self._table.on_duty(at)

    def people(self, at: datetime) -> set[str]:
        return {each.person_ref for each in self.who(at)}

    def year(self, start: datetime, end: datetime) -> list[Span]:
        """Where nobody is on while the line is open."""
        found = gaps.unmanned(Timetable(self._rota), start, end)
        return [(each.start, each.end, ()) for each in found]


class RecurringEvents:
    name = "recurring-ical-events"

    def __init__(self, of: Kept) -> None:
        self._calendar = as_calendar(of)
        self._open = _open(of)
        self._query = recurring_ical_events.of(self._calendar)

    def who(self, at: datetime) -> Sequence[Any]:
        return list(self._query.at(at))

    def people(self, at: datetime) -> set[str]:
        return {str(each["summary"]) for each in self.who(at)}

    def year(self, start: datetime, end: datetime) -> list[Span]:
        events = recurring_ical_events.of(self._calendar).between(start, end)
        held = [
            (each.start.astimezone(UTC), each.end.astimezone(UTC), (str(each["summary"]),))
            for each in events
        ]
        return _holes(self._open, held, start, end)


class Rules:
    name = "dateutil.rrule"

    def __init__(self, of: Kept) -> None:
        self._rules = as_rules(of)
        self._open = _open(of)

    def who(self, at: datetime) -> Sequence[str]:
        wall = at.astimezone(LONDON).replace(tzinfo=None)
        return [
            person
            for rules, lasts, person in self._rules
            if (begun := rules.before(wall, inc=True)) is not None and wall < begun + lasts
        ]

    def people(self, at: datetime) -> set[str]:
        return set(self.who(at))

    def year(self, start: datetime, end: datetime) -> list[Span]:
        first, last = (each.astimezone(LONDON).replace(tzinfo=None) for each in (start, end))
        held = [
            (_utc(begins), _utc(begins + lasts), (person,))
            for rules, lasts, person in self._rules
            for begins in rules.between(first - lasts, last, inc=True)
        ]
        return _holes(self._open, held, start, end)


PEERS = (Ours, RecurringEvents, Rules)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rota")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    given = parser.parse_args(arguments)
    try:
        took = [each for years in YEARS for each in _measured(years)]
    except ValueError as failed:
        print(failed, file=sys.stderr)
        return 1
    lines = _fifty_lines()
    print("\n".join(_table(took, lines)))
    if given.json:
        figures = {"peers": [asdict(each) for each in took], "fifty_lines_seconds": lines}
        given.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def _measured(years: int) -> list[Took]:
    of = kept(years)
    peers = [each(of) for each in PEERS]
    chance = random.Random(years)  # noqa: S311 # any instants will do
    start = datetime(2026, 2, 1, tzinfo=UTC)
    instants = [
        start + timedelta(seconds=chance.randrange(365 * years * 86_400 - 40 * 86_400))
        for _ in range(200)
    ]
    # The last whole year: with ten years of rota there is most to walk through before it.
    year = datetime(2025 + years, 1, 6, tzinfo=UTC), datetime(2026 + years, 1, 1, tzinfo=UTC)
    _hold_to_each_other(peers, instants, year)
    rounds = [[_round(each, instants, year) for each in peers] for _ in range(ROUNDS)]
    return [
        Took(years, peer.name, *(median(each) for each in zip(*mine, strict=True)))
        for peer, mine in zip(peers, zip(*rounds, strict=True), strict=True)
    ]


def _hold_to_each_other(
    peers: Sequence[Ours | RecurringEvents | Rules],
    instants: Sequence[datetime],
    year: tuple[datetime, datetime],
) -> None:
    ours, *others = peers
    for other in others:
        for at in instants:
            mine, theirs = ours.people(at), other.people(at)
            if mine != theirs:
                raise ValueError(f"{at}: {mine}, but {other.name} says {theirs}")
        if ours.year(*year) != other.year(*year):
            raise ValueError(f"{other.name} finds other gaps in {year[0].year}")


def _round(
    peer: Ours | RecurringEvents | Rules,
    instants: Sequence[datetime],
    year: tuple[datetime, datetime],
) -> tuple[float, float]:
    asked = [*instants] * 200 if isinstance(peer, Ours) else instants[:40]
    since = clock.perf_counter()
    for at in asked:
        peer.who(at)
    one = (clock.perf_counter() - since) / len(asked)
    since = clock.perf_counter()
    peer.year(*year)
    return one * 1e6, (clock.perf_counter() - since) * 1e3


def _fifty_lines() -> float:
    """Seconds for a year of gaps of fifty lines with ten years of rota each; the median round."""
    rota = kept(10).rota
    year = datetime(2035, 1, 6, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
    rounds = []
    for _ in range(ROUNDS):
        since = clock.perf_counter()
        for _ in range(LINES):
            gaps.find(Timetable(rota), *year)
        rounds.append(clock.perf_counter() - since)
    return median(rounds)


def _open(of: Kept) -> list[tuple[datetime, datetime]]:
    """When the line is open: the peers know no opening hours, so they are given them."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    end = datetime.combine(of.last, HALVES[0][0], UTC)
    found = hours.stretches(of.rota.calendar, begin, end)
    return [(each.start, each.end) for each in found if each.reason is None]


def _holes(
    opened: Iterable[tuple[datetime, datetime]],
    held: Sequence[Span],
    start: datetime,
    end: datetime,
) -> list[Span]:
    """Open time that no event covers."""
    found: list[Span] = []
    waiting = sorted(held, reverse=True)
    for opens, closes in opened:
        since, until = max(opens, start), min(closes, end)
        while since < until and waiting and waiting[-1][0] < until:
            begins, ends, _ = waiting.pop()
            if since < begins:
                found.append((since, begins, ()))
            since = max(since, ends)
        if since < until:
            found.append((since, until, ()))
    return found


def _utc(wall: datetime) -> datetime:
    return wall.replace(tzinfo=LONDON).astimezone(UTC)


def _table(took: Sequence[Took], fifty: float) -> Iterable[str]:
    yield f"Medians of {ROUNDS} rounds, in turns"
    yield f"{'years':>5}  {'':<22}{'who is on, us':>15}{'a year, ms':>12}{'times ours':>12}"
    for years in YEARS:
        ours, *_ = mine = [each for each in took if each.years == years]
        for each in mine:
            times = f"{each.who / ours.who:>12,.0f}"
            yield f"{years:>5}  {each.name:<22}{each.who:>15,.2f}{each.year:>12,.1f}{times}"
    one, ten = (each for each in took if each.name == Ours.name)
    peer = min(each.who / ours.who for each, ours in _beside(took))
    yield f"\nwho is on below {AIM_US:.0f} us: {_verdict(max(one.who, ten.who) < AIM_US)}"
    yield f"at least {AIM_RATIO:,.0f} times the peer: {_verdict(peer >= AIM_RATIO)} ({peer:,.0f})"
    yield f"flat with the length of the history: {ten.who / one.who:.2f} times with ten years"
    yield f"a year of gaps for {LINES} lines: {fifty:.2f} s, {_verdict(fifty < AIM_SECONDS)}"


def _beside(took: Sequence[Took]) -> list[tuple[Took, Took]]:
    ours = {each.years: each for each in took if each.name == Ours.name}
    return [(each, ours[each.years]) for each in took if each.name == RecurringEvents.name]


def _verdict(met: bool) -> str:
    return "met" if met else "missed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
