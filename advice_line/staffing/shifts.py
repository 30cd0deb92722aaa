"""A responder's own duty: whether they are on it now, and when it ends or next begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from advice_line.directory import lookups
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from rota import store
from rota.gaps import Hole

DAYS_AHEAD = 14
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Shift:
    """`tier` is "1", "2" or "lead" while on duty; `next_at` is given while not."""

    on_duty: bool
    tier: str | None = None
    until: datetime | None = None
    next_at: datetime | None = None


def of(session: Session, responder_key: str, now: datetime) -> Shift:
    """On any line; the first that has them where there are several; on none, whoever is not rung
    there."""
    coming = []
    for line in lookups.lines(session):
        if responder_key in lookups.barred(session, line.key):
            continue
        timetable = store.timetable(session, line.key)
        for duty in timetable.on_duty(now):
            if duty.person_ref == responder_key:
                return Shift(True, tier=duty.tier.value, until=duty.end)
        ahead = timetable.timeline(now, now + timedelta(days=DAYS_AHEAD))
        coming += [
            span.start
            for span in ahead
            if any(duty.person_ref == responder_key for duty in span.duties)
        ][:1]
    return Shift(False, next_at=min(coming, default=None))


def before_end(session: Session, responder_key: str, now: datetime, at: datetime) -> datetime:
    """`at`, or the end of the shift they are on now where that comes first."""
    ends = _end(session, responder_key, now)
    return at if ends is None else min(at, ends)


def ends_at(session: Session, responder_key: str, at: datetime) -> bool:
    return _end(session, responder_key, at - _INSTANT) == at


def _end(session: Session, responder_key: str, now: datetime) -> datetime | None:
    """When they are next on no line's rota; None while they are on none, or on one for so long
    that it is no shift. Whoever goes from one tier or line to another is still on shift."""
    timetables = store.timetables(session)
    at = now
    while at <= now + timedelta(days=DAYS_AHEAD):
        duties = [duty for each in timetables for duty in each.on_duty(at)]
        ends = [duty.end for duty in duties if duty.person_ref == responder_key]
        if not ends:
            return None if at == now else at
        at = max(ends)
    return None


def began(session: Session, responder_key: str, now: datetime) -> datetime | None:
    """Since when they have been on some line's rota without a break; None while they are on none,
    or have been for so long that it is no shift."""
    timetables = store.timetables(session)
    at, since = now, None
    while at >= now - timedelta(days=DAYS_AHEAD):
        duties = [duty for each in timetables for duty in each.on_duty(at)]
        starts = [duty.start for duty in duties if duty.person_ref == responder_key]
        if not starts:
            return since
        since = min(starts)
        at = since - _INSTANT
    return None


@dataclass(frozen=True)
class Stretch:
    """Somebody's duty without a break, on whichever lines; `tier` is theirs at the instant of which
    was asked."""

    person: Responder
    tier: str
    since: datetime
    until: datetime


def stretches(session: Session, line_key: str, at: datetime) -> list[Stretch]:
    """Everybody who is on a line at that instant, with the stretch of duty that they are in."""
    found = []
    for duty in store.timetable(session, line_key).on_duty(at):
        person = lookups.responder_by_key(session, duty.person_ref)
        since = began(session, duty.person_ref, at)
        until = _end(session, duty.person_ref, at)
        if person is not None and since is not None and until is not None:
            found.append(Stretch(person, duty.tier.value, since, until))
    return found


def holes(session: Session, lines: Iterable[Line], now: datetime, days: int) -> tuple[Hole, ...]:
    """Where any of these is open in the next days and nobody on tier 1 can be rung (H03)."""
    found = [hole for line in lines for hole in on_duty.holes(session, line.key, now, days)]
    return tuple(sorted(found, key=lambda hole: hole.start))
