"""The meetings of a line: those that come, those that were, and what they agreed."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.meeting_kinds import MeetingKind, Week
from advice_line.rules import meeting_dates
from advice_line.web import lines
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.meetings.addresses import PLACE
from advice_line.web.rendering import Choice
from advice_line.web.rota import places

router = APIRouter()
_WEEKS = [
    Choice(each.value, words)
    for each, words in zip(Week, ("First", "Second", "Third", "Fourth", "Last"), strict=True)
]
KINDS = {MeetingKind.EDUCATION: "education", MeetingKind.CASE_REVIEW: "case review"}
_KINDS = [
    Choice(MeetingKind.EDUCATION, "Education: cases without names"),
    Choice(MeetingKind.CASE_REVIEW, "Case review (MDT): queries, for who is named"),
]
_DAYS = [Choice(f"{number}", name) for number, name in enumerate(meeting_dates.WEEKDAYS)]


@router.get(PLACE)
def listed(visit: Here, line: str | None = None, done: str | None = None) -> Response:
    return _page(visit, line, done=done)


@router.post(f"{PLACE}/series")
def start(visit: Here, form: Posted) -> Response:
    line = form.get("line", "")
    try:
        visit.site.meetings.planning.start(visit.actor, line, form, visit.key(form))
    except Invalid as error:
        return _page(visit, line, form, error.problems)
    return visit.go(places.at(PLACE, line=line, done="made"))


@router.post(f"{PLACE}/actions/{{action}}/done")
def action_done(visit: Here, action: str, form: Posted) -> Response:
    line = visit.site.meetings.listing.done(visit.actor, action, visit.key(form))
    return visit.go(places.at(PLACE, line=line, done="done"))


def _page(
    visit: Visit,
    key: str | None,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    found = visit.site.meetings.listing.look(visit.actor, key)
    return visit.page(
        "meetings/list.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        line=found.line.key,
        line_name=found.line.name,
        lines=lines.choices(PLACE, found.line, found.lines),
        done=done,
        coming=found.coming,
        before=found.before,
        series=found.series,
        to_do=found.to_do,
        may_keep=found.may_keep,
        kinds=KINDS,
        form=form or {},
        choices={
            "kinds": _KINDS,
            "days": _DAYS,
            "weeks": _WEEKS,
            "people": [Choice(each.key, each.name) for each in found.people],
        },
        form_token=visit.form_token(),
        problems=problems,
    )
