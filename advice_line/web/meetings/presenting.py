"""A meeting as it goes on, on the big screen and on a phone, and what is left of it: minutes."""

from collections.abc import Callable, Mapping, Sequence

import segno
from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from advice_line.data_kinds import ERASED
from advice_line.education.meetings.seen import Entry, Whole
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.meeting_kinds import MeetingKind
from advice_line.rules import case_tags
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.meetings.addresses import ITEM, ONE, PLACE, ROOM
from advice_line.web.rendering import Choice
from advice_line.web.rota import places

router = APIRouter()


@router.get(f"{ONE}/present")
def present(
    visit: Here, meeting: str, item: str | None = None, answer: str | None = None
) -> Response:
    return _screen(visit, meeting, item, answer=answer == "yes")


@router.get(f"{ITEM}/pictures/{{picture}}")
def picture(visit: Here, meeting: str, item: str, picture: str) -> Response:
    content = visit.site.meetings.showing.picture(visit.actor, meeting, item, picture)
    inline = {"content-disposition": "inline"}
    return Response(content, media_type="image/jpeg", headers=inline)


@router.post(f"{ITEM}/vote")
def vote(visit: Here, meeting: str, item: str, form: Posted) -> Response:
    return _done(visit, meeting, item, form, visit.site.meetings.during.vote)


@router.post(f"{ITEM}/said")
def said(visit: Here, meeting: str, item: str, form: Posted) -> Response:
    return _done(visit, meeting, item, form, visit.site.meetings.during.write)


@router.post(f"{ITEM}/actions")
def agree(visit: Here, meeting: str, item: str, form: Posted) -> Response:
    return _done(visit, meeting, item, form, visit.site.meetings.during.agree)


@router.post(f"{ONE}/finish")
def finish(visit: Here, meeting: str, form: Posted) -> Response:
    visit.site.meetings.during.finish(visit.actor, meeting, visit.key(form))
    return visit.go(f"{PLACE}/{meeting}/minutes")


@router.get(f"{ONE}/minutes")
def minutes(visit: Here, meeting: str) -> Response:
    return _minutes(visit, meeting)


def _minutes(
    visit: Visit,
    meeting: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    whole = visit.site.meetings.seeing.one(visit.actor, meeting)
    return visit.page(
        "meetings/minutes.html",
        status=422 if problems else 200,
        now=whole.now,
        of=whole.line,
        back=f"{PLACE}/{meeting}",
        at=f"{PLACE}/{meeting}",
        meeting=whole,
        standings=case_tags.STATUSES,
        erased=ERASED,
        form=form or {},
        form_token=visit.form_token(),
        problems=problems,
    )


@router.post(f"{ONE}/guests/{{attendance}}/erase")
def erase(visit: Here, meeting: str, attendance: str, form: Posted) -> Response:
    visit.site.meetings.joining.forget(visit.actor, meeting, attendance, visit.key(form))
    return visit.go(f"{PLACE}/{meeting}/minutes#came")


@router.post(f"{ONE}/guests/{{attendance}}/left")
def left(visit: Here, meeting: str, attendance: str, form: Posted) -> Response:
    act = visit.site.meetings.correcting.left
    try:
        act(visit.actor, meeting, attendance, form, visit.key(form))
    except Invalid as error:
        at = [Problem(f"{each.field}-{attendance}", each.message) for each in error.problems]
        return _minutes(visit, meeting, dict(form) | {"attendance": attendance}, at)
    return visit.go(f"{PLACE}/{meeting}/minutes#came")


@router.post(f"{ONE}/actions/{{action}}/off")
def take_back(visit: Here, meeting: str, action: str, form: Posted) -> Response:
    visit.site.meetings.during.take_back(visit.actor, meeting, action, visit.key(form))
    return visit.go(f"{PLACE}/{meeting}/minutes")


def _done(
    visit: Visit, meeting: str, item: str, form: Mapping[str, str], act: Callable[..., None]
) -> Response:
    try:
        act(visit.actor, meeting, item, form, visit.key(form))
    except Invalid as error:
        return _screen(visit, meeting, item, form, error.problems, answer=True)
    answer = "yes" if form.get("answer") else None
    return visit.go(places.at(f"{PLACE}/{meeting}/present", item=item, answer=answer))


def _screen(
    visit: Visit,
    meeting: str,
    item: str | None,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    *,
    answer: bool,
) -> Response:
    whole = visit.site.meetings.seeing.one(visit.actor, meeting)
    if whole.kind is MeetingKind.CASE_REVIEW:
        raise Conflict("This is a case review: its queries open on its own page.")
    if not whole.approved:
        raise Conflict("Both chairs sign the agenda first, as it is now.")
    if not whole.discussed:
        raise Conflict("Everything on this agenda was withdrawn: there is nothing to present.")
    shown = next((each for each in whole.discussed if each.id == item), whole.discussed[0])
    place = whole.discussed.index(shown)
    room = f"{visit.site.public_url}{ROOM}/{whole.row.door_key}"
    drawn = segno.make(room, error="m").svg_inline(
        omitsize=True,
        border=3,
        dark="#000",
        light="#fff",
        title="A QR code for the phones in the room",
    )
    return visit.page(
        "meetings/present.html",
        status=422 if problems else 200,
        now=whole.now,
        of=whole.line,
        back=f"{PLACE}/{meeting}",
        at=f"{PLACE}/{meeting}",
        meeting=whole,
        entry=shown,
        number=place + 1,
        before=_beside(whole, place - 1) if place else None,
        after=_beside(whole, place + 1) if place + 1 < len(whole.discussed) else None,
        answer=_may_show(shown, answer),
        picture=Markup(drawn),  # noqa: S704 # drawn here of squares alone
        room=room,
        form=_said(shown) if form is None else _said(shown) | dict(form),
        standings=[Choice(each, words) for each, words in case_tags.STATUSES.items()],
        people=[Choice(each.key, each.name) for each in whole.people],
        form_token=visit.form_token(),
        problems=problems,
    )


def _beside(whole: Whole, place: int) -> str:
    return f"{PLACE}/{whole.id}/present?item={whole.discussed[place].id}"


def _may_show(entry: Entry, wanted: bool) -> bool:
    """Where something is voted upon, not before its answer is shown."""
    return entry.vote.right is not None if entry.vote else wanted


def _said(entry: Entry) -> dict[str, str]:
    return {
        "notes": entry.notes or "",
        "decision": entry.decision or "",
        "standing": entry.standing or "",
    }
