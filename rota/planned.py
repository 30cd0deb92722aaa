"""Who is planned on which tier from when to when: what the patterns and covers say.

On a closed day neither gives duty; on a bank holiday only the sessions of bank holidays and covers
do. A cover takes its tier for its span from every pattern. A session that runs over midnight
belongs to the day on which it starts: it is worked whole or, when that day is off, not at all.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from rota import columns, hours, rotation, turns, walltime
from rota.stretches import Stretch, touch, without
from rota.values import Duty, LineRota, Tier

_DAY = timedelta(days=1)
# A session that touches a span lies within this margin of it, also when the clock changes.
_LONGEST_SESSION = timedelta(hours=26)


def between(rota: LineRota, start: datetime, end: datetime) -> Iterator[Duty]:
    """Every duty that touches the span, uncut by it; patterns and covers each in order of key,
    people in the order in which their session names them."""
    touched = (start - _LONGEST_SESSION, end + _LONGEST_SESSION)
    covers = [each for each in rota.covers if touch((each.start, each.end), touched)]
    taken: dict[Tier, list[Stretch]] = {tier: [] for tier in Tier}
    closed = closed_days(rota)
    for cover in sorted(covers, key=lambda each: each.key):
        taken[cover.tier].append((cover.start, cover.end))
        for part in without((cover.start, cover.end), closed):
            if touch(part, (start, end)):
                source = f"cover:{cover.key}"
                yield from _duties(cover.tier, cover.who, source, part, cover.supervisor)
    yield from _from_patterns(rota, (start, end), taken)


def closed_days(rota: LineRota) -> list[Stretch]:
    zone = columns.read_zone(rota.calendar.time_zone)
    return [
        (walltime.day_start(each.date, zone), walltime.day_start(each.date + _DAY, zone))
        for each in rota.calendar.closed_days
    ]


def _from_patterns(
    rota: LineRota, span: Stretch, taken: dict[Tier, list[Stretch]]
) -> Iterator[Duty]:
    zone = columns.read_zone(rota.calendar.time_zone)
    patterns = sorted(rota.patterns, key=lambda each: each.key)
    for day, holiday in _working_days(rota, span):
        for pattern in patterns:
            for session in rotation.sessions_on(pattern, day, holiday=holiday):
                worked = walltime.stretch(day, session.start, session.end, zone)
                who = turns.who(rota.calendar, pattern, session, day)
                for part in without(worked, taken[session.tier]):
                    if touch(part, span):
                        source = f"pattern:{pattern.key}"
                        yield from _duties(session.tier, who, source, part, session.supervisor)


def _working_days(rota: LineRota, span: Stretch) -> Iterator[tuple[date, bool]]:
    """From the day before the span, whose last session may reach into it; and whether it is a
    bank holiday."""
    zone = columns.read_zone(rota.calendar.time_zone)
    closed = {each.date for each in rota.calendar.closed_days}
    day = walltime.local_day(span[0], zone) - _DAY
    while walltime.day_start(day, zone) < span[1]:
        if day not in closed:
            yield day, hours.holiday_on(rota.calendar, day) is not None
        day += _DAY


def _duties(
    tier: Tier, who: Iterable[str], source: str, part: Stretch, supervisor: str | None
) -> Iterator[Duty]:
    for person_ref in who:
        yield Duty(tier, person_ref, source, *part, supervisor)
