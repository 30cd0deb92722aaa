"""One meeting: its date, its agenda, and that both chairs sign it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.meetings.seen import Whole
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.meeting_kinds import Chair, MeetingKind
from advice_line.rules import review_form
from advice_line.rules.meeting_form import MOST_OPTIONS
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.meetings.addresses import ITEM, ONE, PLACE
from advice_line.web.rendering import Choice
from advice_line.web.rota import places
from rota import walltime

router = APIRouter()
CHAIRS = {Chair.IMAGING: "Imaging", Chair.PRIMARY_CARE: "Primary care"}


@router.get(ONE)
def look(visit: Here, meeting: str) -> Response:
    return page(visit, meeting)


@router.post(f"{ONE}/move")
def move(visit: Here, meeting: str, form: Posted) -> Response:
    return done(visit, meeting, form, visit.site.meetings.planning.move)


@router.post(f"{ONE}/cancel")
def cancel(visit: Here, meeting: str, form: Posted) -> Response:
    return done(visit, meeting, form, visit.site.meetings.planning.cancel)


@router.post(f"{ONE}/add")
def add(visit: Here, meeting: str, form: Posted) -> Response:
    return done(visit, meeting, form, visit.site.meetings.agenda.add)


@router.post(f"{ONE}/sign")
def sign(visit: Here, meeting: str, form: Posted) -> Response:
    return done(visit, meeting, form, visit.site.meetings.agenda.sign)


@router.post(f"{ITEM}/shift")
def shift(visit: Here, meeting: str, item: str, form: Posted) -> Response:
    try:
        visit.site.meetings.agenda.shift(visit.actor, meeting, item, form, visit.key(form))
    except Invalid as error:
        return page(visit, meeting, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}#item-{item}")


@router.post(f"{ITEM}/drop")
def drop(visit: Here, meeting: str, item: str, form: Posted) -> Response:
    try:
        visit.site.meetings.agenda.drop(visit.actor, meeting, item, form, visit.key(form))
    except Invalid as error:
        return page(visit, meeting, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}")


@router.get(ITEM)
def open_item(visit: Here, meeting: str, item: str) -> Response:
    return _item(visit, meeting, item)


@router.post(ITEM)
def change(visit: Here, meeting: str, item: str, form: Posted) -> Response:
    try:
        visit.site.meetings.agenda.change(visit.actor, meeting, item, form, visit.key(form))
    except Invalid as error:
        return _item(visit, meeting, item, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}#item-{item}")


def done(visit: Visit, meeting: str, form: Mapping[str, str], act: Callable[..., None]) -> Response:
    """What was asked is done, or the page says what is amiss with what was typed."""
    try:
        act(visit.actor, meeting, form, visit.key(form))
    except Invalid as error:
        return page(visit, meeting, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}")


def page(
    visit: Visit,
    meeting: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    """Of either kind."""
    whole = visit.site.meetings.seeing.one(visit.actor, meeting)
    shown: dict[str, Any] = {
        "status": 422 if problems else 200,
        "now": whole.now,
        "of": whole.line,
        "back": places.at(PLACE, line=whole.line.key),
        "at": f"{PLACE}/{meeting}",
        "meeting": whole,
        "chairs": CHAIRS,
        "form": _date(whole) | dict(form or {}),
        "form_token": visit.form_token(),
        "problems": [_beside(each, form or {}) for each in problems],
    }
    if whole.kind is MeetingKind.EDUCATION:
        return visit.page("meetings/meeting.html", **shown)
    review = visit.site.meetings.reviews.look(visit.actor, meeting)
    shown |= {"review": review, "outcomes": review_form.OUTCOMES}
    people = [Choice(each.key, each.name) for each in review.others]
    return visit.page("meetings/review.html", people=people, **shown)


def _date(whole: Whole) -> dict[str, str]:
    """Its date and place as they stand, to be changed where they are wrong alone."""
    zone = ZoneInfo(whole.line.time_zone)
    row = whole.row
    starts, ends = (walltime.to_local(each, zone) for each in (row.starts_at, row.ends_at))
    return {
        "on_day": starts.date().isoformat(),
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "place": row.place,
        "link": row.link,
    }


def _beside(problem: Problem, form: Mapping[str, str]) -> Problem:
    """What is missing of one case stands at that one's field."""
    if problem.field != "incident":
        return problem
    return Problem(f"incident-{form.get('case', '')}", problem.message)


def _item(
    visit: Visit,
    meeting: str,
    item: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    whole = visit.site.meetings.seeing.one(visit.actor, meeting)
    entry = whole.entry(item)
    if entry is None:
        raise NotFound("This is not on the agenda any more.")
    return visit.page(
        "meetings/item.html",
        status=422 if problems else 200,
        now=whole.now,
        of=whole.line,
        back=f"{PLACE}/{meeting}",
        action=f"{PLACE}/{meeting}/items/{item}",
        entry=entry,
        revision=whole.row.revision,
        form=_filled(whole, item) if form is None else form,
        most=MOST_OPTIONS,
        people=[Choice(each.key, each.name) for each in whole.people],
        form_token=visit.form_token(),
        problems=problems,
    )


def _filled(whole: Whole, item: str) -> dict[str, str]:
    entry = whole.entry(item)
    assert entry is not None
    options = entry.vote.options if entry.vote else ()
    return {
        "minutes": f"{entry.minutes}",
        "presenter": entry.presenter_key,
        "incident": entry.incident or "",
        "vote": entry.vote.asked if entry.vote else "",
        "right": f"{entry.right + 1}" if entry.right is not None else "",
        **{f"option_{number}": each for number, each in enumerate(options, start=1)},
    }
