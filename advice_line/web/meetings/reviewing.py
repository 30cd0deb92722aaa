"""A case review: its queries in their order, its members, one query opened to these while it goes
on, and what it came to."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, NotFound, Problem
from advice_line.kinds import QueryState
from advice_line.rules import review_form
from advice_line.web import glass, labels
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.meetings import one
from advice_line.web.meetings.addresses import PLACE, REVIEW, REVIEWED
from advice_line.web.rendering import Choice

router = APIRouter()


@router.post(f"{REVIEW}/queries")
def put(visit: Here, meeting: str, form: Posted) -> Response:
    return one.done(visit, meeting, form, visit.site.meetings.review_agenda.put)


@router.get(REVIEWED)
def open_query(visit: Here, meeting: str, reviewed: str) -> Response:
    behind = visit.site.meetings.reviewing.open(visit.actor, meeting, reviewed)
    return visit.page(
        "meetings/query.html",
        now=behind.now,
        of=behind.line,
        back=f"{PLACE}/{meeting}",
        behind=behind,
        state=labels.STATES[QueryState(behind.state)],
        words=glass.messages(behind),
    )


@router.post(f"{REVIEWED}/off")
def take_off(visit: Here, meeting: str, reviewed: str, form: Posted) -> Response:
    act = visit.site.meetings.review_agenda.take_off
    try:
        act(visit.actor, meeting, reviewed, form, visit.key(form))
    except Invalid as error:
        return one.page(visit, meeting, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}")


@router.post(f"{REVIEWED}/shift")
def shift(visit: Here, meeting: str, reviewed: str, form: Posted) -> Response:
    act = visit.site.meetings.review_agenda.shift
    try:
        act(visit.actor, meeting, reviewed, form, visit.key(form))
    except Invalid as error:
        return one.page(visit, meeting, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}#query-{reviewed}")


@router.get(f"{REVIEWED}/plan")
def plan(visit: Here, meeting: str, reviewed: str) -> Response:
    return _plan(visit, meeting, reviewed)


@router.post(f"{REVIEWED}/plan")
def change(visit: Here, meeting: str, reviewed: str, form: Posted) -> Response:
    act = visit.site.meetings.review_agenda.change
    try:
        act(visit.actor, meeting, reviewed, form, visit.key(form))
    except Invalid as error:
        return _plan(visit, meeting, reviewed, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}#query-{reviewed}")


@router.post(f"{REVIEWED}/outcome")
def conclude(visit: Here, meeting: str, reviewed: str, form: Posted) -> Response:
    return _said(visit, meeting, reviewed, form, visit.site.meetings.review_agenda.conclude)


@router.post(f"{REVIEWED}/actions")
def agree(visit: Here, meeting: str, reviewed: str, form: Posted) -> Response:
    return _said(visit, meeting, reviewed, form, visit.site.meetings.review_agenda.agree)


@router.post(f"{REVIEW}/members")
def name(visit: Here, meeting: str, form: Posted) -> Response:
    return one.done(visit, meeting, form, visit.site.meetings.reviewing.name)


@router.post(f"{REVIEW}/members/off")
def unname(visit: Here, meeting: str, form: Posted) -> Response:
    return one.done(visit, meeting, form, visit.site.meetings.reviewing.unname)


@router.post(f"{REVIEW}/close")
def close(visit: Here, meeting: str, form: Posted) -> Response:
    visit.site.meetings.reviewing.close(visit.actor, meeting, visit.key(form))
    return visit.go(f"{PLACE}/{meeting}")


def _said(
    visit: Visit, meeting: str, reviewed: str, form: Mapping[str, str], act: Callable[..., None]
) -> Response:
    try:
        act(visit.actor, meeting, reviewed, form, visit.key(form))
    except Invalid as error:
        return _plan(visit, meeting, reviewed, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}/review/queries/{reviewed}/plan")


def _plan(
    visit: Visit,
    meeting: str,
    reviewed: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    whole = visit.site.meetings.seeing.one(visit.actor, meeting)
    review = visit.site.meetings.reviews.look(visit.actor, meeting)
    item = review.item(reviewed)
    if item is None:
        raise NotFound("This is not on the agenda any more.")
    stands = {
        "minutes": f"{item.minutes}",
        "presenter": item.presenter_key,
        "outcome": item.outcome or "",
    }
    return visit.page(
        "meetings/reviewed.html",
        status=422 if problems else 200,
        now=whole.now,
        of=whole.line,
        back=f"{PLACE}/{meeting}",
        at=f"{PLACE}/{meeting}/review/queries/{reviewed}",
        review=review,
        item=item,
        begun=whole.begun,
        signed=whole.approved,
        revision=whole.row.revision,
        form=stands | dict(form or {}),
        choices=[Choice(*each) for each in review_form.OUTCOMES.items()],
        outcomes=review_form.OUTCOMES,
        people=[Choice(each.key, each.name) for each in review.clinicians],
        form_token=visit.form_token(),
        problems=problems,
    )
