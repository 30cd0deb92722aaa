"""A person's own duty by programs: given away, answered for, taken over, not rung for a while."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from fastapi.encoders import jsonable_encoder

from advice_line.schemas import rota_acts as acts
from advice_line.staffing.changes.amending import Done
from advice_line.staffing.swaps.shown import Part
from advice_line.web.access import Here
from advice_line.web.rota.api_acts import CHANGES, PREFIX, Once, told

router = APIRouter()


@router.get(f"{PREFIX}/requests")
def requests(visit: Here) -> Any:
    """What one asked for (a rota manager sees everybody's), and what one is asked."""
    found = visit.site.swapping.requests_of(visit.actor)
    both = {"mine": found.mine, "to_me": found.to_me}
    return jsonable_encoder({name: [asdict(each) for each in rows] for name, rows in both.items()})


@router.post(f"{PREFIX}/requests", **CHANGES)
def ask(visit: Here, body: acts.Ask, once: Once) -> Any:
    """Somebody is asked to take a part of one's duty."""
    asked = dict(body)
    back = asked.pop("in_return")
    part = Part(**dict(back)) if back else None
    return told(visit.site.swapping.ask(visit.actor, **asked, in_return=part, form_key=once))


@router.post(f"{PREFIX}/requests/{{request}}/accept", **CHANGES)
def accept(visit: Here, request: str, body: acts.Reasoned, once: Once) -> Any:
    """It is one's own from then on."""
    done = visit.site.swapping.accept(visit.actor, request, **dict(body), form_key=once)
    return told(done)


@router.post(f"{PREFIX}/requests/{{request}}/decline", **CHANGES)
def decline(visit: Here, request: str) -> Any:
    """The next is asked."""
    visit.site.swapping.decline(visit.actor, request)
    return told(Done(key=request))


@router.post(f"{PREFIX}/requests/{{request}}/withdraw", **CHANGES)
def withdraw(visit: Here, request: str) -> Any:
    """Nobody is asked any more."""
    visit.site.swapping.withdraw(visit.actor, request)
    return told(Done(key=request))


@router.post(f"{PREFIX}/take-overs", **CHANGES)
def take_over(visit: Here, body: acts.TakeOver, once: Once) -> Any:
    """A tier is taken at once, from one person or from all who have it."""
    return told(visit.site.roster.take_over(visit.actor, **dict(body), form_key=once))


@router.post(f"{PREFIX}/take-overs/{{key}}/end", **CHANGES)
def give_back(visit: Here, key: str, body: acts.End, once: Once) -> Any:
    """The rota holds as before."""
    done = visit.site.roster.give_back(visit.actor, key=key, **dict(body), form_key=once)
    return told(done)


@router.post(f"{PREFIX}/pauses", **CHANGES)
def pause(visit: Here, body: acts.Pause, once: Once) -> Any:
    """Not to be rung before a time."""
    return told(visit.site.roster.pause(visit.actor, **dict(body), form_key=once))


@router.post(f"{PREFIX}/pauses/end", **CHANGES)
def unpause(visit: Here, body: acts.EndPause, once: Once) -> Any:
    """To be rung again, now."""
    return told(visit.site.roster.unpause(visit.actor, person=body.person, form_key=once))


@router.post(f"{PREFIX}/gaps/{{finding}}/take", **CHANGES)
def take(visit: Here, finding: str, body: acts.Reasoned, once: Once) -> Any:
    """Oneself on tier 1 for what is left of a gap, by the id that the watch gave it."""
    done = visit.site.rota_watch.take(visit.actor, finding, **dict(body), form_key=once)
    return told(done)
