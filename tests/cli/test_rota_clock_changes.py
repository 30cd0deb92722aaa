"""A rota given as a file, asked through the commands on the days on which the clock changes: every
thirty seconds against a reference that walks along a clock on the wall."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rota.opening import (
    ClosedDay,
    DayHours,
    HolidayByHand,
    LineCalendar,
    Nation,
    OpeningHours,
    Period,
)
from rota.values import Absence, AbsenceKind, Cover, LineRota, Pattern, Session, Tier, Turns
from tests.cli.conftest import Command
from tests.rota.reference import DAY, FirstShowings, Seen, walk
from tests.stories.conftest import on_sqlite

pytestmark = [on_sqlite, pytest.mark.hazard("H03"), pytest.mark.hazard("H05")]

FILE = Path(__file__).with_name("clock_changes.toml")
LONDON = ZoneInfo("Europe/London")
SECOND = timedelta(seconds=1)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "bank_holiday"]
WALKED = [
    date(2026, 3, 29),  # forward
    date(2026, 10, 25),  # back
    date(2027, 3, 28),  # forward
    date(2027, 3, 29),  # the Monday after, which is Easter Monday
    date(2027, 10, 25),
    date(2027, 10, 31),  # back
]
# Written down from gov.uk, from the patterns' first Monday to the last day that is walked through.
ENGLAND = "2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-26 2026-12-28"
ENGLAND += " 2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30"
SCOTLAND = "2026-04-03 2026-05-04 2026-05-25 2026-08-03 2026-11-30 2026-12-25 2026-12-26 2026-12-28"
SCOTLAND += " 2027-01-01 2027-01-02 2027-01-04 2027-03-26 2027-05-03 2027-05-31 2027-08-02"
LISTED = {
    "office": frozenset(map(date.fromisoformat, ENGLAND.split())),
    "nights": frozenset(map(date.fromisoformat, SCOTLAND.split())),
}


@pytest.mark.parametrize("line", ["office", "nights"])
def test_the_commands_agree_with_the_clock_on_the_wall(command: Command, line: str) -> None:
    assert command("setup", FILE).code == 0
    rota = Reader(line).rota()
    for day in WALKED:
        seen = {each.at: each for each in walk(rota, LISTED[line], day, days=1)}
        rows = timeline(command, line, min(seen), max(seen) + timedelta(seconds=30))
        hold_to(rows, seen)
        hold_on_duty_to(command, line, rows)


def timeline(command: Command, line: str, start: datetime, end: datetime) -> list[dict[str, Any]]:
    span = ("--from", start.isoformat(), "--to", end.isoformat())
    rows = command("rota", "timeline", "--line", line, *span, "--json").rows
    assert (instant(rows[0]["from"]), instant(rows[-1]["to"])) == (start, end)
    for one, other in pairwise(rows):
        assert one["to"] == other["from"]
    return rows


def hold_to(rows: list[dict[str, Any]], seen: dict[datetime, Seen]) -> None:
    left = dict(seen)
    for row in rows:
        for at in [at for at in left if instant(row["from"]) <= at < instant(row["to"])]:
            expected = left.pop(at)
            assert row["open"] is expected.open, at
            assert people(row) == sorted(expected.people), at
    assert left == {}


def hold_on_duty_to(command: Command, line: str, rows: list[dict[str, Any]]) -> None:
    """Just before a boundary it is still the span before it, at it and just after the one that
    begins there."""
    for before, after in pairwise(rows):
        boundary = instant(after["from"])
        for at, row in ((-SECOND, before), (timedelta(), after), (SECOND, after)):
            asked = (boundary + at).isoformat()
            (found,) = command("rota", "on-duty", "--line", line, "--at", asked, "--json").rows
            assert {each: found[each] for each in ("open", "reason", "duties")} == {
                each: row[each] for each in ("open", "reason", "duties")
            }
            if row is before:
                assert found["to"] == found["next_change"] == after["from"]
            else:
                assert found["from"] == after["from"]


def people(row: dict[str, Any]) -> list[tuple[str, str, str]]:
    return sorted((each["tier"], each["person"], each["source"]) for each in row["duties"])


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


class Reader:
    """One line of the file, read without anything of the product's reading."""

    def __init__(self, line: str) -> None:
        self.file = tomllib.loads(FILE.read_text(encoding="utf-8"))
        self.line = next(each for each in self.file["lines"] if each["key"] == line)

    def rota(self) -> LineRota:
        return LineRota(
            self.line["key"],
            "read",
            self.calendar(),
            tuple(map(self.pattern, self.of("patterns"))),
            tuple(
                Cover(each["key"], Tier(each["tier"]), tuple(each["who"]), *stretch(each))
                for each in self.of("covers")
            ),
            tuple(
                Absence(each["key"], each["person"], AbsenceKind(each["kind"]), *stretch(each))
                for each in self.file["absences"]
            ),
        )

    def of(self, table: str) -> list[dict[str, Any]]:
        return [each for each in self.file[table] if each["line"] == self.line["key"]]

    def calendar(self) -> LineCalendar:
        by_day = {
            day: tuple(Period(*times(text)) for text in texts)
            for days, texts in self.line["open"].items()
            for day in numbers(days)
        }
        return LineCalendar(
            "Europe/London",
            Nation(self.line["nation"]),
            OpeningHours(tuple(by_day.get(day, ()) for day in range(7)), by_day.get(7, ())),
            tuple(ClosedDay(each["date"], "") for each in self.line.get("closed_days", [])),
            tuple(
                DayHours(each["date"], tuple(Period(*times(text)) for text in each["open"]), "")
                for each in self.line.get("day_hours", [])
            ),
            tuple(
                HolidayByHand(each["date"], each["name"] if each.get("counts", True) else None)
                for each in self.line.get("holidays", [])
            ),
        )

    def pattern(self, table: dict[str, Any]) -> Pattern:
        sessions = tuple(
            Session(
                each.get("week", 1),
                tuple(numbers(each["days"])),
                *times(each["time"]),
                Tier(each["tier"]),
                tuple(each["who"]),
                Turns(each.get("turns", "together")),
            )
            for each in table["sessions"]
        )
        cycle = table.get("cycle_weeks", 1)
        return Pattern(table["key"], table["valid_from"], None, cycle, sessions)


def numbers(days: str) -> Iterator[int]:
    for part in days.split(","):
        first, _, last = part.partition("-")
        yield from range(DAYS.index(first), DAYS.index(last or first) + 1)


def times(text: str) -> tuple[time, time]:
    start, end = text.replace("24:00", "00:00").split("-")
    return time.fromisoformat(start), time.fromisoformat(end)


def stretch(table: dict[str, Any]) -> tuple[datetime, datetime]:
    """The first instants at which the wall clock shows these times or later ones."""
    begin = datetime.combine(table["from"].date(), time(), UTC) - DAY
    instants = [begin + timedelta(minutes=15) * number for number in range(4 * 96)]
    shown = [at.astimezone(LONDON).replace(tzinfo=None) for at in instants]
    reached = FirstShowings(instants, shown)
    return reached(table["from"]), reached(table["to"])
