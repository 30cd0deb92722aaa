"""The rota for programs: who is on, what changes when, what is wrong, who was on and why."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from advice_line.errors import Invalid, Problem
from advice_line.schemas import rota as shapes
from advice_line.schemas import rota_gaps
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Visit
from advice_line.web.rota.api_acts import PREFIX
from advice_line.web.rota.week import chosen
from rota import columns, fact_json, rendering, walltime
from rota.errors import RotaError
from rota.facts import Fact, Kind
from rota.history import History
from rota.values import Absence

router = APIRouter()
AHEAD, LONGEST = timedelta(days=14), timedelta(days=732)
Line = Annotated[str | None, Query(description="A line's key; the first line without it")]
At = Annotated[datetime | None, Query(description="An instant; now without it")]
From = Annotated[datetime | None, Query(alias="from")]
To = Annotated[datetime | None, Query(alias="to")]


@router.get(f"{PREFIX}/on-duty", response_model=shapes.OnDuty, response_model_by_alias=True)
def on_duty(visit: Here, line: Line = None, at: At = None) -> Any:
    """Who is on duty at an instant, and until when that stays so."""
    history = _history(visit, line)
    return rendering.on_duty(history, _instant(history, at, "at") or history.now)


@router.get(f"{PREFIX}/timeline", response_model=list[shapes.Span], response_model_by_alias=True)
def timeline(visit: Here, line: Line = None, start: From = None, end: To = None) -> Any:
    """Every span in which nothing changes, without holes."""
    history = _history(visit, line)
    return rendering.timeline(history, *_stretch(history, start, end))


@router.get(f"{PREFIX}/gaps", response_model=list[shapes.Gap], response_model_by_alias=True)
def gaps(visit: Here, line: Line = None, start: From = None, end: To = None) -> Any:
    """Where nobody is on tier 1, and what else is wrong."""
    history = _history(visit, line)
    of, _ = chosen(visit, line)
    known = visit.site.rota_watch.between(visit.actor, of.key, *_stretch(history, start, end))
    return [rota_gaps.shape(each) for each in known]


@router.get(f"{PREFIX}/history", response_model=shapes.Then)
def history(visit: Here, line: Line = None, at: At = None, as_known_at: At = None) -> Any:
    """Who was on at an instant and why, as it was known then; it never changes afterwards."""
    told = _history(visit, line)
    asked = _instant(told, at, "at") or told.now
    known = _instant(told, as_known_at, "as_known_at")
    return _without_secrets(visit, told, rendering.history(told, asked, known))


@router.get(f"{PREFIX}/standing")
def standing(visit: Here, line: Line = None) -> Any:
    """Everything that makes up the rota now, with the version and the keys by which it is changed,
    in the texts of the setup file."""
    told = _history(visit, line)
    facts = [each for each in told.facts if each.ended is None]
    of, _ = chosen(visit, line)
    return {
        "line": of.key,
        "version": visit.site.roster.now(visit.actor, of.key).version,
        "facts": [
            {"kind": each.kind.value, "key": each.key, "value": fact_json.to_json(each.value)}
            for each in facts
        ],
    }


def _history(visit: Visit, line: str | None) -> History:
    of, _ = chosen(visit, line)
    return visit.site.roster.history(visit.actor, of.key)


def _instant(history: History, given: datetime | None, field: str) -> datetime | None:
    """On the line's wall clock where it names no zone. Raises `errors.Invalid`."""
    if given is None:
        return None
    zone = columns.read_zone(history.rota.calendar.time_zone)
    try:
        return walltime.as_utc(given if given.tzinfo else walltime.to_utc(given, zone))
    except (RotaError, OverflowError) as error:
        raise Invalid([Problem(field, "Give an instant of the years 1900 to 2200.")]) from error


def _stretch(
    history: History, start: datetime | None, end: datetime | None
) -> tuple[datetime, datetime]:
    since = _instant(history, start, "from") or history.now
    until = _instant(history, end, "to") or since + AHEAD
    if not since < until <= since + LONGEST:
        sentence = "The end must come after the beginning, and at most two years after it."
        raise Invalid([Problem("to", sentence)])
    return since, until


def _without_secrets(visit: Visit, known: History, told: dict[str, Any]) -> dict[str, Any]:
    """Why somebody is away is nobody's business but theirs and the managers'; an absence may also
    be why somebody else has the duty."""
    if visit.actor.may(Action.CHANGE_ROTA):
        return told
    own = {each.key for each in known.facts if _own(visit, each)}
    for fact in (fact for duty in (*told["duties"], *told["away"]) for fact in duty["why"]):
        if fact["kind"] == Kind.ABSENCE and fact["key"] not in own:
            fact["reason"] = None
    return told


def _own(visit: Visit, fact: Fact) -> bool:
    value = fact.value
    return isinstance(value, Absence) and visit.actor.label == f"responder:{value.person_ref}"
