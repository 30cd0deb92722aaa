"""The sessions of a period that nobody has: open hours without tier 1, and planned duty of other
tiers whose people are away."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from rota import columns, planned, walltime
from rota.comparing import joined
from rota.duty import Timetable
from rota.stretches import Stretch, common, touch, without
from rota.values import Duty, Tier

_DAY = timedelta(days=1)
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class OpenSession:
    """`key` names it within its line; `supervisor` is the one whom the planned session names."""

    key: str
    tier: Tier
    start: datetime
    end: datetime
    supervisor: str | None = None

    @classmethod
    def of(cls, tier: Tier, stretch: Stretch, supervisor: str | None) -> "OpenSession":
        start = stretch[0].astimezone(UTC)
        return cls(f"{tier.value}-{start:%Y%m%dT%H%M%SZ}", tier, start, stretch[1], supervisor)


def find(
    timetable: Timetable,
    start: datetime,
    end: datetime,
    tiers: Collection[Tier],
    *,
    barred: Collection[str] = (),
) -> tuple[OpenSession, ...]:
    """In order of their start and tier. Who is `barred` stands on the rota and does not count. A
    hole is cut as the planned sessions lie in it, and where none is planned at the times at which
    the line's sessions of that tier begin and end."""
    found: list[OpenSession] = []
    for tier in (each for each in Tier if each in tiers):
        duties = [
            each
            for each in planned.between(timetable.rota, start, end)
            if each.tier is tier and touch((each.start, each.end), (start, end))
        ]
        for hole in _holes(timetable, (start, end), tier, duties, barred):
            found.extend(_cut(timetable, tier, hole, duties))
    return tuple(sorted(found, key=lambda each: (each.start, each.tier.rank)))


def _holes(
    timetable: Timetable,
    period: Stretch,
    tier: Tier,
    duties: Sequence[Duty],
    barred: Collection[str],
) -> list[Stretch]:
    spans = timetable.timeline(*period)
    opening = joined((span.start, span.end) for span in spans if span.open)
    manned = [
        (span.start, span.end)
        for span in spans
        if any(each.tier is tier and each.person_ref not in barred for each in span.duties)
    ]
    if tier is not Tier.FIRST:
        wanted = joined((each.start, each.end) for each in duties)
        opening = [common(one, other) for one in opening for other in wanted if touch(one, other)]
    return [part for each in opening for part in without(each, manned)]


def _cut(
    timetable: Timetable, tier: Tier, hole: Stretch, duties: Sequence[Duty]
) -> Iterator[OpenSession]:
    stretches = {(each.start, each.end): each.supervisor for each in duties}
    planned_there = [each for each in stretches if touch(each, hole)]
    left = without(hole, planned_there)
    taken: list[Stretch] = []
    for each in planned_there:
        for part in without(common(each, hole), taken):
            yield OpenSession.of(tier, part, stretches[each])
        taken.append(each)
    for part in left:
        for piece in _at_usual_times(timetable, tier, part):
            yield OpenSession.of(tier, piece, None)


def _at_usual_times(timetable: Timetable, tier: Tier, hole: Stretch) -> Iterator[Stretch]:
    rota = timetable.rota
    zone = columns.read_zone(rota.calendar.time_zone)
    sessions = [
        session for each in rota.patterns for session in each.sessions if session.tier is tier
    ]
    times = {clock for each in sessions for clock in (each.start, each.end)} or {_MIDNIGHT}
    since = hole[0]
    day = walltime.local_day(since, zone)
    while since < hole[1]:
        cuts = sorted(walltime.to_utc(datetime.combine(day, clock), zone) for clock in times)
        for cut in cuts:
            if since < cut < hole[1]:
                yield since, cut
                since = cut
        day += _DAY
        if walltime.day_start(day, zone) >= hole[1]:
            yield since, hole[1]
            return
