"""What will be missing in the days ahead and is a person's to mend: said at setup, by `check` and
on the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from sqlmodel import Session, select

from advice_line.directory import first_words, lookups
from advice_line.directory.numbers import is_mobile
from advice_line.directory.shortfall_kinds import Kind, Shortfall
from advice_line.kinds import Role
from advice_line.tables.directory import Line, OrganisationPhone, Responder
from advice_line.trust import granted
from rota import bank_holidays, columns, gaps, store, walltime
from rota.duty import Timetable
from rota.gaps import Finding
from rota.values import Cover, Tier

DAYS_AHEAD = 14
REGISTRATION_WITHIN = timedelta(days=60)
HOLIDAYS_KNOWN_FOR = timedelta(days=365)
# With the carrier's own five seconds a longer ring reaches mobiles' voicemail (H06).
LONGEST_RING_SECONDS = 20
_SHOWN_OF_A_KIND = 5


_SENTENCES = {
    gaps.Kind.UNMANNED: (Kind.HOLE, "nobody is on tier 1 {when}. Add a session or a cover."),
    gaps.Kind.SINGLE_POINT: (Kind.SINGLE_POINT, "only {people} can answer {when}."),
    gaps.Kind.OVERLAP: (Kind.OVERLAP, "{sources} fill tier {tier} at once {when}."),
    gaps.Kind.DOUBLE_BOOKED: (Kind.DOUBLE_BOOKED, "{people} is on duty twice {when}."),
    gaps.Kind.NO_SUPERVISOR: (
        Kind.NO_SUPERVISOR,
        "no radiologist supervises {people} {when}. Name one who is there in the session.",
    ),
    gaps.Kind.NARROW_SCOPE: (
        Kind.NARROW_SCOPE,
        "{people} answers some things only, and nobody else is on {when}.",
    ),
}
# What may be so every day, as where one person answers alone: said once, with how often.
_OFTEN = {
    gaps.Kind.SINGLE_POINT: "one person is alone",
    gaps.Kind.NO_SUPERVISOR: "no supervisor is there",
    gaps.Kind.NARROW_SCOPE: "nobody is on who answers everything",
}


def ahead(session: Session, now: datetime) -> list[Shortfall]:
    """Everything that is missing in the next fortnight, the grave first."""
    lines, people = lookups.lines(session), lookups.responders(session)
    found = chain(
        chain.from_iterable(of_line(session, line, people, now) for line in lines),
        chain.from_iterable(_of_person(each, now) for each in people),
        _of_organisations(session),
    )
    return sorted(found, key=lambda each: not each.grave)


def of_line(
    session: Session, line: Line, people: Sequence[Responder], now: datetime
) -> Iterator[Shortfall]:
    """Raises `rota.errors.UnknownLine` for a line without a calendar."""
    timetable = store.timetable(session, line.key)
    yield from _of_rota(line, timetable, people, now)
    yield from _of_roles(line, timetable, people, now)
    yield from _of_covers(line, timetable, now)
    day = (now + HOLIDAYS_KNOWN_FOR).date()
    unknown = bank_holidays.warning(timetable.rota.calendar.nation, day)
    if unknown is not None:
        yield Shortfall(Kind.BANK_HOLIDAYS, line.key, f"{line.key}: {unknown}")
    yield from first_words.too_long(line)
    long = [name for name, seconds in line.ring_seconds.items() if seconds > LONGEST_RING_SECONDS]
    if long:
        said = f"{', '.join(long)} rings so long that a mobile's voicemail may answer"
        mending = f"{LONGEST_RING_SECONDS} seconds are the most that is safe."
        yield Shortfall(Kind.LONG_RING, line.key, f"{line.key}: {said}; {mending}")


def _of_rota(
    line: Line, timetable: Timetable, people: Sequence[Responder], now: datetime
) -> Iterator[Shortfall]:
    by_kind: dict[gaps.Kind, list[Finding]] = {}
    barred = {each.key for each in people if not lookups.may_be_rung(each, line.key)}
    until = now + timedelta(days=DAYS_AHEAD)
    found = gaps.find(
        timetable,
        now,
        until,
        without=barred,
        supervision=lookups.supervision(people, timetable.rota.absences),
        narrow=lookups.narrow(people),
    )
    for finding in found:
        by_kind.setdefault(finding.kind, []).append(finding)
    for kind, often in _OFTEN.items():
        many = by_kind.pop(kind, [])
        if many:
            yield _of_many(line, many, often)
    for kind, findings in by_kind.items():
        for finding in findings[:_SHOWN_OF_A_KIND]:
            yield _of_finding(line, finding)
        more = len(findings) - _SHOWN_OF_A_KIND
        if more > 0:
            see = f"{line.key}: and {more} more such. {_see_gaps(line)}"
            yield Shortfall(_SENTENCES[kind][0], line.key, see, kind is gaps.Kind.UNMANNED)


def _of_many(line: Line, findings: Sequence[Finding], often: str) -> Shortfall:
    """One line, or it would bury what has to be mended."""
    first = _of_finding(line, findings[0])
    if len(findings) == 1:
        return first
    times = f"{len(findings)} times in {DAYS_AHEAD} days {often}"
    said = f"{first.sentence.removesuffix('.')}; {times}. {_see_gaps(line)}"
    return replace(first, sentence=said)


def _see_gaps(line: Line) -> str:
    return f"See: advice-line rota gaps --line {line.key}"


def _of_roles(
    line: Line, timetable: Timetable, people: Sequence[Responder], now: datetime
) -> Iterator[Shortfall]:
    """Who takes a call owes its advice in writing, so nobody is rung who may not write (H09)."""
    rostered = _rostered(timetable, now)
    for person in people:
        if person.key in rostered and not lookups.may_be_rung(person, line.key):
            said = (
                f"{line.key}: {person.key} is on the rota and may not write advice down, so they "
                f'are not rung. Add "{Role.RESPONDER}" to their roles, or take them off.'
            )
            yield Shortfall(Kind.CANNOT_WRITE, person.key, said, grave=True)
    if not (_has_lead(timetable, now) or _has_service_lead(people, line)):
        said = (
            f"{line.key}: nobody is on tier lead in the next {DAYS_AHEAD} days, so what is overdue "
            f"goes to whoever is on duty. Add a session, or give somebody the role "
            f'"{Role.SERVICE_LEAD}".'
        )
        yield Shortfall(Kind.NO_LEAD, line.key, said)


def _has_service_lead(people: Sequence[Responder], line: Line) -> bool:
    return any(Role.SERVICE_LEAD in granted.on(each, line.key) for each in people)


def _rostered(timetable: Timetable, now: datetime) -> set[str]:
    """Everybody who is on the rota now or later, however far ahead."""
    rota = timetable.rota
    people = {who for cover in rota.covers if cover.end > now for who in cover.who}
    for pattern in rota.patterns:
        if pattern.valid_to is None or pattern.valid_to >= now.date():
            people.update(who for session in pattern.sessions for who in session.who)
    return people


def _has_lead(timetable: Timetable, now: datetime) -> bool:
    spans = timetable.timeline(now, now + timedelta(days=DAYS_AHEAD))
    return any(duty.tier is Tier.LEAD for span in spans for duty in span.duties)


def _of_covers(line: Line, timetable: Timetable, now: datetime) -> Iterator[Shortfall]:
    """A lead may be wanted after closing; the tiers that are rung may not."""
    for cover in timetable.rota.covers:
        if cover.tier is Tier.LEAD or cover.end <= now:
            continue
        if not any(span.open for span in timetable.timeline(cover.start, cover.end)):
            when = _when(cover, line.time_zone)
            said = f"the cover {cover.key}, {when}, is all while the line is closed"
            yield Shortfall(Kind.IDLE_COVER, line.key, f"{line.key}: {said}: nobody is rung then.")


def _of_finding(line: Line, finding: Finding) -> Shortfall:
    kind, sentence = _SENTENCES[finding.kind]
    said = sentence.format(
        when=_when(finding, line.time_zone),
        people=" and ".join(finding.people),
        sources=" and ".join(finding.sources),
        tier=finding.tier,
    )
    return Shortfall(kind, line.key, f"{line.key}: {said}", kind is Kind.HOLE)


def _when(finding: Finding | Cover, time_zone: str) -> str:
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


def _of_organisations(session: Session) -> Iterator[Shortfall]:
    rung = set(session.exec(select(OrganisationPhone.organisation_id)))
    for each in lookups.organisations(session):
        if each.id not in rung and each.email is None:
            said = (
                f"{each.key}: has neither phones nor an email, so nobody can be rung back and no "
                "letter be sent there."
            )
            yield Shortfall(Kind.UNREACHABLE, each.key, said)
