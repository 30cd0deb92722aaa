"""What is wrong with the rotas of a site from today on. Pure.

Each finding lies in one local day of its line, so that it stays the same one from the night on
which its day comes into sight until it begins, whatever goes on around it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from advice_line.directory import lookups
from advice_line.directory.numbers import is_mobile
from advice_line.rota_kinds import FindingKind
from advice_line.tables.directory import Responder
from rota import bank_holidays, columns, gaps, walltime
from rota.duty import Timetable
from rota.values import Duty, Tier

DAYS_AHEAD = 56
HOLIDAYS_KNOWN_FOR = timedelta(days=365)
_DAY = timedelta(days=1)
_OF_THE_ROTA = {
    gaps.Kind.UNMANNED: FindingKind.UNMANNED,
    gaps.Kind.SINGLE_POINT: FindingKind.SINGLE_POINT,
    gaps.Kind.OVERLAP: FindingKind.OVERLAP,
    gaps.Kind.DOUBLE_BOOKED: FindingKind.DOUBLE_BOOKED,
    gaps.Kind.NO_SUPERVISOR: FindingKind.NO_SUPERVISOR,
    gaps.Kind.NARROW_SCOPE: FindingKind.NARROW_SCOPE,
}
People = Mapping[str, Responder]


@dataclass(frozen=True)
class Seen:
    """As of `staffing/watched.Watched`; lines and people by their keys."""

    line: str
    kind: FindingKind
    start: datetime
    end: datetime
    tier: str | None = None
    people: tuple[str, ...] = ()
    other_line: str | None = None


@dataclass(frozen=True)
class _Piece:
    """Open time of one local day of a line in which nothing changes."""

    day: date
    start: datetime
    end: datetime
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class _Stint:
    line: str
    day: date
    start: datetime
    end: datetime


@dataclass(frozen=True)
class _Line:
    timetable: Timetable
    start: datetime
    end: datetime

    @property
    def key(self) -> str:
        return self.timetable.rota.line_ref

    @property
    def zone(self) -> ZoneInfo:
        return columns.read_zone(self.timetable.rota.calendar.time_zone)

    def pieces(self) -> Iterator[_Piece]:
        for span in self.timetable.timeline(self.start, self.end):
            if span.open:
                for day, start, end in _days(span.start, span.end, self.zone):
                    yield _Piece(day, start, end, span.duties)


def seek(
    timetables: Collection[Timetable],
    people: People,
    now: datetime,
    not_shown: Collection[str] = (),
) -> tuple[Seen, ...]:
    """What has not passed of today and of the eight weeks that follow. `not_shown` are the keys of
    those whom nothing has shown to be reached by their mobile."""
    lines = sorted((_line(each, now) for each in timetables), key=lambda each: each.key)
    found: list[Seen] = []
    for line in lines:
        found += _of_rota(line, people)
        found += _of_people(line, people, not_shown)
        found += _unknown_holidays(line, now)
    found += _on_two_lines(lines)
    return tuple(each for each in dict.fromkeys(found) if each.end > now)


def _line(timetable: Timetable, now: datetime) -> _Line:
    zone = columns.read_zone(timetable.rota.calendar.time_zone)
    today = walltime.local_day(now, zone)
    until = walltime.day_start(today + (DAYS_AHEAD + 1) * _DAY, zone)
    return _Line(timetable, walltime.day_start(today, zone), until)


def _of_rota(line: _Line, people: People) -> Iterator[Seen]:
    on = {duty.person_ref for piece in line.pieces() for duty in piece.duties}
    absent = {key for key in on if _cannot_answer(people.get(key), line.key)}
    supervision = lookups.supervision(people.values(), line.timetable.rota.absences)
    found = gaps.find(
        line.timetable,
        line.start,
        line.end,
        without=absent,
        supervision=supervision,
        narrow=lookups.narrow(people.values()),
    )
    for gap in found:
        kind, tier = _OF_THE_ROTA[gap.kind], gap.tier.value if gap.tier else None
        for _, start, end in _days(gap.start, gap.end, line.zone):
            yield Seen(line.key, kind, start, end, tier, gap.people)


def _of_people(line: _Line, people: People, not_shown: Collection[str]) -> Iterator[Seen]:
    """One a day for each person and each thing that is wrong with their being on."""
    found: dict[tuple[FindingKind, str, date], tuple[datetime, datetime]] = {}
    for piece in line.pieces():
        for duty in piece.duties:
            for kind in _wrong(people.get(duty.person_ref), line.key, piece.day, not_shown):
                what = (kind, duty.person_ref, piece.day)
                since = found.get(what, (piece.start,))[0]
                found[what] = since, piece.end
    for (kind, person, _), (start, end) in found.items():
        yield Seen(line.key, kind, start, end, people=(person,))


def _wrong(
    person: Responder | None, line: str, day: date, not_shown: Collection[str]
) -> Iterator[FindingKind]:
    if _cannot_answer(person, line):
        yield FindingKind.CANNOT_ANSWER
    if person is None:
        return
    if not is_mobile(person.mobile):
        yield FindingKind.UNREACHABLE
    elif person.key in not_shown:
        yield FindingKind.NOT_SHOWN
    if person.registration_expires is not None and person.registration_expires < day:
        yield FindingKind.REGISTRATION


def _cannot_answer(person: Responder | None, line: str) -> bool:
    return person is None or not lookups.may_be_rung(person, line)


def _on_two_lines(lines: Collection[_Line]) -> Iterator[Seen]:
    """Who is first on for two lines at once can answer one of them."""
    by_person: dict[str, list[_Stint]] = {}
    for line in lines:
        for person, stint in _stints(line):
            by_person.setdefault(person, []).append(stint)
    for person, stints in by_person.items():
        for one, other in _overlapping(sorted(stints, key=lambda each: each.start)):
            start, end = other.start, min(one.end, other.end)
            here, there = sorted((one.line, other.line))
            kind, tier = FindingKind.DOUBLE_BOOKED, Tier.FIRST.value
            yield Seen(here, kind, start, end, tier, (person,), there)


def _stints(line: _Line) -> Iterator[tuple[str, _Stint]]:
    """Who is on tier 1 from when to when, in one piece for as long as it goes on in one day."""
    going_on: dict[str, _Stint] = {}
    for piece in line.pieces():
        for person in {duty.person_ref for duty in piece.duties if duty.tier is Tier.FIRST}:
            before = going_on.get(person)
            if before is not None and before.end == piece.start and before.day == piece.day:
                going_on[person] = replace(before, end=piece.end)
                continue
            if before is not None:
                yield person, before
            going_on[person] = _Stint(line.key, piece.day, piece.start, piece.end)
    yield from going_on.items()


def _overlapping(stints: Sequence[_Stint]) -> Iterator[tuple[_Stint, _Stint]]:
    """Of two lines; `stints` are in order of their start."""
    for place, one in enumerate(stints, start=1):
        for other in islice(stints, place, None):
            if other.start >= one.end:
                break
            if other.line != one.line:
                yield one, other


def _unknown_holidays(line: _Line, now: datetime) -> Iterator[Seen]:
    """From the first year on of which nobody has listed the bank holidays yet."""
    nation = line.timetable.rota.calendar.nation
    for year in range(now.year, (now + HOLIDAYS_KNOWN_FOR).year + 1):
        if bank_holidays.warning(nation, date(year, 1, 1)) is not None:
            start = walltime.day_start(date(year, 1, 1), line.zone)
            yield Seen(line.key, FindingKind.HOLIDAYS_UNKNOWN, start, start + 365 * _DAY)
            return


def _days(
    start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[tuple[date, datetime, datetime]]:
    """The stretch cut at the local midnights."""
    day = walltime.local_day(start, zone)
    while start < end:
        midnight = walltime.day_start(day + _DAY, zone)
        yield day, start, min(midnight, end)
        start, day = midnight, day + _DAY
