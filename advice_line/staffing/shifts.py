"""A responder's own duty: whether they are on it now, and when it ends or next begins."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from advice_line.directory import lookups
from rota import store
from rota.gaps import Finding, unmanned

DAYS_AHEAD = 14


@dataclass(frozen=True)
class Shift:
    """`tier` is "1", "2" or "lead" while on duty; `next_at` is given while not."""

    on_duty: bool
    tier: str | None = None
    until: datetime | None = None
    next_at: datetime | None = None


def of(session: Session, responder_key: str, now: datetime) -> Shift:
    """On any line; the first that has them where there are several."""
    coming = []
    for line in lookups.lines(session):
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


def holes(session: Session, now: datetime, days: int) -> tuple[Finding, ...]:
    """Where any line is open in the next days and nobody is on tier 1 (H03)."""
    found = [
        hole
        for line in lookups.lines(session)
        for hole in unmanned(store.timetable(session, line.key), now, now + timedelta(days=days))
    ]
    return tuple(sorted(found, key=lambda hole: hole.start))
