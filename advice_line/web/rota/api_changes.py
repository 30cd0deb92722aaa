"""The rota changed by programs: each act of the managers' pages, through the same doors."""

from typing import Any

from fastapi import APIRouter

from advice_line.errors import Invalid, Problem
from advice_line.schemas import rota_acts as acts
from advice_line.web.access import Here
from advice_line.web.rota.api_acts import CHANGES, PREFIX, Once, told
from rota.errors import InvalidValue
from rota.values import Pattern, Session

router = APIRouter()


@router.post(f"{PREFIX}/absences", **CHANGES)
def absent(visit: Here, body: acts.Absent, once: Once) -> Any:
    """Somebody is away, on every line; oneself, or anybody for a rota manager."""
    return told(visit.site.roster.absent(visit.actor, **dict(body), form_key=once))


@router.post(f"{PREFIX}/absences/{{key}}/end", **CHANGES)
def back(visit: Here, key: str, body: acts.Back, once: Once) -> Any:
    """They are back, now or at a time."""
    return told(visit.site.roster.back(visit.actor, key=key, **dict(body), form_key=once))


@router.post(f"{PREFIX}/covers", **CHANGES)
def cover(visit: Here, body: acts.Cover, once: Once) -> Any:
    """These people on a tier for a while, instead of whoever else is on it."""
    return told(visit.site.roster.cover(visit.actor, **dict(body), form_key=once))


@router.post(f"{PREFIX}/covers/{{key}}/end", **CHANGES)
def uncover(visit: Here, key: str, body: acts.End, once: Once) -> Any:
    """The patterns hold again."""
    done = visit.site.roster.uncover(visit.actor, key=key, **dict(body), form_key=once)
    return told(done)


@router.post(f"{PREFIX}/patterns", **CHANGES)
def edit_pattern(visit: Here, body: acts.Pattern, once: Once) -> Any:
    """The pattern of this key is so from a day on; a key that is not there yet begins."""
    done = visit.site.roster.edit_pattern(
        visit.actor,
        line=body.line,
        pattern=_pattern(body),
        from_day=body.from_day,
        reason=body.reason,
        breaches=body.breaches,
        version=body.version,
        form_key=once,
    )
    return told(done)


@router.post(f"{PREFIX}/patterns/{{key}}/end", **CHANGES)
def end_pattern(visit: Here, key: str, body: acts.EndPattern, once: Once) -> Any:
    """It holds up to and on a day."""
    done = visit.site.roster.end_pattern(visit.actor, key=key, **dict(body), form_key=once)
    return told(done)


@router.post(f"{PREFIX}/closures", **CHANGES)
def close(visit: Here, body: acts.Close, once: Once) -> Any:
    """The line is closed for a while, at once or from a time on."""
    return told(visit.site.roster.close(visit.actor, **dict(body), form_key=once))


@router.post(f"{PREFIX}/closures/{{key}}/end", **CHANGES)
def reopen(visit: Here, key: str, body: acts.OfLine, once: Once) -> Any:
    """It is open again, now."""
    done = visit.site.roster.reopen(visit.actor, line=body.line, key=key, form_key=once)
    return told(done)


@router.post(f"{PREFIX}/days/closed", **CHANGES)
def close_day(visit: Here, body: acts.CloseDay, once: Once) -> Any:
    """Closed that whole day, and nobody on duty."""
    return told(visit.site.roster.close_day(visit.actor, **dict(body), form_key=once))


@router.post(f"{PREFIX}/days/hours", **CHANGES)
def hours_on(visit: Here, body: acts.HoursOn, once: Once) -> Any:
    """That date's own hours."""
    return told(visit.site.roster.hours_on(visit.actor, **dict(body), form_key=once))


@router.post(f"{PREFIX}/days/holiday", **CHANGES)
def holiday(visit: Here, body: acts.Holiday, once: Once) -> Any:
    """A bank holiday that no list has, or one of the list that does not count here."""
    return told(visit.site.roster.holiday(visit.actor, **dict(body), form_key=once))


@router.post(f"{PREFIX}/days/usual", **CHANGES)
def usual_day(visit: Here, body: acts.UsualDay, once: Once) -> Any:
    """That date is as every other of its kind."""
    return told(visit.site.roster.usual_day(visit.actor, **dict(body), form_key=once))


def _pattern(body: acts.Pattern) -> Pattern:
    """Raises `errors.Invalid`, with the place of the session that cannot be."""
    sessions = tuple(_session(each, place) for place, each in enumerate(body.sessions))
    try:
        return Pattern(body.key, body.valid_from, body.valid_to, body.cycle_weeks, sessions)
    except InvalidValue as error:
        raise Invalid([Problem(error.field, error.sentence)]) from error


def _session(body: acts.Session, place: int) -> Session:
    try:
        return Session.from_texts(**dict(body))
    except InvalidValue as error:
        raise Invalid([Problem(f"sessions.{place}.{error.field}", error.sentence)]) from error
