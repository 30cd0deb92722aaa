"""What will be missing in the days ahead and is a person's to mend: said at setup, by `check` and
on the pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain

from sqlmodel import Session

from advice_line.directory import lookups
from advice_line.directory.numbers import is_mobile
from advice_line.tables.directory import Line, Responder
from rota import bank_holidays, columns, gaps, store, walltime
from rota.duty import Timetable
from rota.gaps import Finding

DAYS_AHEAD = 14
REGISTRATION_WITHIN = timedelta(days=60)
HOLIDAYS_KNOWN_FOR = timedelta(days=365)
# With the carrier's own five seconds a longer ring reaches mobiles' voicemail (H06).
LONGEST_RING_SECONDS = 20
_SHOWN_OF_A_KIND = 5


class Kind(StrEnum):
    HOLE = "hole"
    SINGLE_POINT = "single_point"
    OVERLAP = "overlap"
    DOUBLE_BOOKED = "double_booked"
    REGISTRATION = "registration"
    BANK_HOLIDAYS = "bank_holidays"
    LONG_RING = "long_ring"
    LANDLINE = "landline"


@dataclass(frozen=True)
class Shortfall:
    """`about` is the key of a line or a responder; `grave` means that callers or the law will
    find it missing, not only that somebody might."""

    kind: Kind
    about: str
    sentence: str
    grave: bool = False


_SENTENCES = {
    gaps.Kind.UNMANNED: (Kind.HOLE, "nobody is on tier 1 {when}. Add a session or a cover."),
    gaps.Kind.SINGLE_POINT: (Kind.SINGLE_POINT, "only {people} can answer {when}."),
    gaps.Kind.OVERLAP: (Kind.OVERLAP, "{sources} fill tier {tier} at once {when}."),
    gaps.Kind.DOUBLE_BOOKED: (Kind.DOUBLE_BOOKED, "{people} is on duty twice {when}."),
}


def ahead(session: Session, now: datetime) -> list[Shortfall]:
    """Everything that is missing in the next fortnight, the grave first."""
    lines, people = lookups.lines(session), lookups.responders(session)
    found = chain(
        chain.from_iterable(of_line(session, line, now) for line in lines),
        chain.from_iterable(_of_person(each, now) for each in people),
    )
    return sorted(found, key=lambda each: not each.grave)


def of_line(session: Session, line: Line, now: datetime) -> Iterator[Shortfall]:
    """Raises `rota.errors.UnknownLine` for a line without a calendar."""
    timetable = store.timetable(session, line.key)
    yield from _of_rota(line, timetable, now)
    day = (now + HOLIDAYS_KNOWN_FOR).date()
    unknown = bank_holidays.warning(timetable.rota.calendar.nation, day)
    if unknown is not None:
        yield Shortfall(Kind.BANK_HOLIDAYS, line.key, f"{line.key}: {unknown}")
    long = [name for name, seconds in line.ring_seconds.items() if seconds > LONGEST_RING_SECONDS]
    if long:
        said = f"{', '.join(long)} rings so long that a mobile's voicemail may answer"
        mending = f"{LONGEST_RING_SECONDS} seconds are the most that is safe."
        yield Shortfall(Kind.LONG_RING, line.key, f"{line.key}: {said}; {mending}")


def _of_rota(line: Line, timetable: Timetable, now: datetime) -> Iterator[Shortfall]:
    by_kind: dict[gaps.Kind, list[Finding]] = {}
    for finding in gaps.find(timetable, now, now + timedelta(days=DAYS_AHEAD)):
        by_kind.setdefault(finding.kind, []).append(finding)
    for kind, findings in by_kind.items():
        for finding in findings[:_SHOWN_OF_A_KIND]:
            yield _of_finding(line, finding)
        more = len(findings) - _SHOWN_OF_A_KIND
        if more > 0:
            see = f"{line.key}: and {more} more such. See: advice-line rota gaps --line {line.key}"
            yield Shortfall(_SENTENCES[kind][0], line.key, see, kind is gaps.Kind.UNMANNED)


def _of_finding(line: Line, finding: Finding) -> Shortfall:
    kind, sentence = _SENTENCES[finding.kind]
    said = sentence.format(
        when=_when(finding, line.time_zone),
        people=" and ".join(finding.people),
        sources=" and ".join(finding.sources),
        tier=finding.tier,
    )
    return Shortfall(kind, line.key, f"{line.key}: {said}", kind is Kind.HOLE)


def _when(finding: Finding, time_zone: str) -> str:
    zone = columns.read_zone(time_zone)
    start, end = (walltime.to_local(each, zone) for each in (finding.start, finding.end))
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{_day(end)}, {end:%H:%M}"
    return f"on {_day(start)}, {start:%H:%M} to {until}"


def _day(at: datetime) -> str:
    return f"{at:%A} {at.day} {at:%B}"


def _of_person(person: Responder, now: datetime) -> Iterator[Shortfall]:
    expires = person.registration_expires
    if expires is not None and expires < now.date():
        said = (
            f"{person.key}: registration lapsed on {expires}. Write the new date or take them off."
        )
        yield Shortfall(Kind.REGISTRATION, person.key, said, grave=True)
    elif expires is not None and expires < (now + REGISTRATION_WITHIN).date():
        yield Shortfall(
            Kind.REGISTRATION, person.key, f"{person.key}: registration lapses on {expires}."
        )
    if not is_mobile(person.mobile):
        said = f"{person.key}: {person.mobile} is no mobile, so no SMS with a link can reach it."
        yield Shortfall(Kind.LANDLINE, person.key, said)
