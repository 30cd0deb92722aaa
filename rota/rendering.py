"""The rota as JSON, in the shapes that others script against; instants in UTC with a `Z`."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rota import columns, explaining, gaps, hours, walltime
from rota.duty import HORIZON, Answers
from rota.explaining import Reason
from rota.facts import Fact
from rota.history import History
from rota.opening import LineCalendar
from rota.values import Span

Json = dict[str, Any]

_INSTANT = timedelta(microseconds=1)


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def timeline(timetable: Answers, start: datetime, end: datetime) -> list[Json]:
    """Half-open spans from start to end without holes. A hand-over that leaves the same people
    on the same tiers by the same source changes nothing, so it begins no new span."""
    rows: list[Json] = []
    for span in timetable.timeline(start, end):
        if rows and _face(span) == {key: rows[-1][key] for key in _face(span)}:
            rows[-1]["to"] = instant(span.end)
        else:
            rows.append(_row(span))
    return rows


def on_duty(timetable: Answers, at: datetime) -> Json:
    """The span that holds the instant, with `at` and `next_change`. Within `HORIZON` to either
    side; `next_change` is None when nothing changes before that."""
    first = last = timetable.span(at)
    face = _face(first)
    while _face(earlier := timetable.span(first.start - _INSTANT)) == face:
        if at - earlier.start > HORIZON:
            break
        first = earlier
    while _face(later := timetable.span(last.end)) == face:
        if later.end - at > HORIZON:
            break
        last = later
    changes = _face(later) != face
    return {
        "at": instant(at),
        "from": instant(first.start),
        "to": instant(last.end),
        **face,
        "next_change": instant(last.end) if changes else None,
    }


def history(told: History, at: datetime, as_known_at: datetime | None = None) -> Json:
    """Who was on at the instant and why, by the rota as it was known at `as_known_at`, which is
    never later than the instant itself: of what has passed it tells for ever the same."""
    span = told.asked_at(at, as_known_at).span(at)
    reasons = explaining.explain(told, at, as_known_at)
    return {
        "at": instant(at),
        "as_known_at": instant(min(at, as_known_at or told.now)),
        "open": span.open,
        "reason": span.reason,
        "why": _facts(explaining.explain_opening(told, at, as_known_at)),
        "duties": [_reason(each) for each in reasons if not each.away],
        "away": [_reason(each) for each in reasons if each.away],
    }


def finding(found: gaps.Finding) -> Json:
    return {
        "kind": found.kind.value,
        "from": instant(found.start),
        "to": instant(found.end),
        "tier": None if found.tier is None else found.tier.value,
        "people": list(found.people),
        "sources": list(found.sources),
    }


def opening(calendar: LineCalendar, first: date, days: int) -> list[Json]:
    """Day by day the local hours as people read them, or why there are none, and what closures
    take of them; for the print of the next fortnight at start-up and after a setup."""
    return [_opening_of(calendar, first + timedelta(days=each)) for each in range(days)]


def _opening_of(calendar: LineCalendar, day: date) -> Json:
    reason = hours.day_off(calendar, day)
    periods = hours.periods_on(calendar, day)
    return {
        "date": day.isoformat(),
        "open": [columns.write_times(each.start, each.end) for each in periods],
        "reason": reason if reason or periods else hours.OUTSIDE_HOURS,
        "closures": [_closure(calendar, each) for each in hours.closures_on(calendar, day)],
    }


def _closure(calendar: LineCalendar, closed: hours.Stretch) -> Json:
    zone = columns.read_zone(calendar.time_zone)
    since, until = (walltime.to_local(each, zone).time() for each in (closed.start, closed.end))
    return {"time": columns.write_times(since, until), "reason": closed.reason}


def _reason(told: Reason) -> Json:
    return {
        "tier": told.duty.tier.value,
        "person": told.duty.person_ref,
        "source": told.duty.source,
        "why": _facts(told.why),
    }


def _facts(facts: Iterable[Fact]) -> list[Json]:
    return [
        {
            "kind": each.kind.value,
            "key": each.key,
            "act": each.made.act,
            "by": each.made.by,
            "agreed_by": each.made.agreed_by,
            "at": instant(each.made.at),
            "reason": each.made.reason,
        }
        for each in facts
    ]


def _row(span: Span) -> Json:
    return {"from": instant(span.start), "to": instant(span.end), **_face(span)}


def _face(span: Span) -> Json:
    return {
        "open": span.open,
        "reason": span.reason,
        "duties": [
            {"tier": each.tier.value, "person": each.person_ref, "source": each.source}
            for each in span.duties
        ],
    }
