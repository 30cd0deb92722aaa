"""Who is put on which tier from when to when, with what goes before a pattern applied.

Precedence: closed day, then cover, then pattern. On a closed day no cover and no pattern gives
duty; on a bank holiday no pattern does, but a cover does. A cover takes its tier for its span from
every pattern. A session that runs over midnight belongs to the day on which it starts: it is
worked whole or, when that day is off, not at all.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from rota import columns, hours, rotation, walltime
from rota.values import Duty, LineRota, Tier

Stretch = tuple[datetime, datetime]

_DAY = timedelta(days=1)
# A session that touches a span lies within this margin of it, also when the clock changes.
_LONGEST_SESSION = timedelta(hours=26)


def between(rota: LineRota, start: datetime, end: datetime) -> Iterator[Duty]:
    """Every duty that touches the span, uncut by it; patterns and covers each in order of key,
    people in the order in which their session names them."""
    touched = (start - _LONGEST_SESSION, end + _LONGEST_SESSION)
    covers = [each for each in rota.covers if _touch((each.start, each.end), touched)]
    taken: dict[Tier, list[Stretch]] = {tier: [] for tier in Tier}
    closed = _closed_days(rota)
    for cover in sorted(covers, key=lambda each: each.key):
        taken[cover.tier].append((cover.start, cover.end))
        for part in _without((cover.start, cover.end), closed):
            if _touch(part, (start, end)):
                yield from _duties(cover.tier, cover.who, f"cover:{cover.key}", part)
    yield from _from_patterns(rota, (start, end), taken)


def _from_patterns(
    rota: LineRota, span: Stretch, taken: dict[Tier, list[Stretch]]
) -> Iterator[Duty]:
    zone = columns.read_zone(rota.calendar.time_zone)
    patterns = sorted(rota.patterns, key=lambda each: each.key)
    for day in _working_days(rota, span):
        for pattern in patterns:
            for session in rotation.sessions_on(pattern, day):
                worked = walltime.stretch(day, session.start, session.end, zone)
                for part in _without(worked, taken[session.tier]):
                    if _touch(part, span):
                        yield from _duties(
                            session.tier, session.who, f"pattern:{pattern.key}", part
                        )


def _working_days(rota: LineRota, span: Stretch) -> Iterator[date]:
    """From the day before the span, whose last session may reach into it."""
    zone = columns.read_zone(rota.calendar.time_zone)
    day = walltime.local_day(span[0], zone) - _DAY
    while walltime.day_start(day, zone) < span[1]:
        if hours.day_off(rota.calendar, day) is None:
            yield day
        day += _DAY


def _duties(tier: Tier, who: Iterable[str], source: str, part: Stretch) -> Iterator[Duty]:
    for person_ref in who:
        yield Duty(tier, person_ref, source, *part)


def _closed_days(rota: LineRota) -> list[Stretch]:
    zone = columns.read_zone(rota.calendar.time_zone)
    return [
        (walltime.day_start(each.date, zone), walltime.day_start(each.date + _DAY, zone))
        for each in rota.calendar.closed_days
    ]


def _touch(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(whole: Stretch, taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of the stretch, in order of time; a stretch that is empty leaves nothing."""
    left = [whole] if whole[0] < whole[1] else []
    for start, end in taken:
        left = [
            part
            for old_start, old_end in left
            for part in ((old_start, min(old_end, start)), (max(old_start, end), old_end))
            if part[0] < part[1]
        ]
    return left
