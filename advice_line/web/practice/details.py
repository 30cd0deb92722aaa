"""What the directory has of a practice, for its own people; its manager puts it right, and says so
where it is right already."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory import part_words
from advice_line.directory_kinds import Part
from advice_line.errors import Invalid, Problem
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
PLACE, CHANGE = "/practice/details", "/practice/details/change"
FIELDS = (
    *("name", "address", "postcode", "phones", "bypass_number", "email", "email_domains"),
    *("open", "out_of_hours_name", "out_of_hours_number", "network", "list_size"),
)


@router.get(PLACE)
def look(visit: Here) -> Response:
    return _page(visit)


@router.get(CHANGE)
def change(visit: Here) -> Response:
    return _form(visit)


@router.post(CHANGE)
def correct(visit: Here, form: Posted) -> Response:
    said = {name: form[name] for name in FIELDS if name in form}
    try:
        done = visit.site.practice_corrections.correct(visit.actor, said, visit.key(form))
    except Invalid as error:
        return _form(visit, form, 422, error.problems)
    return _page(visit, at_once=_named(done.at_once), kept=_named(done.waiting), done=True)


@router.post("/practice/details/right")
def confirm(visit: Here, form: Posted) -> Response:
    visit.site.practice_corrections.confirm(visit.actor, visit.key(form))
    return _page(visit, confirmed=True)


def _page(
    visit: Visit,
    *,
    at_once: Sequence[str] = (),
    kept: Sequence[str] = (),
    done: bool = False,
    confirmed: bool = False,
) -> Response:
    found = visit.site.practice.details.look(visit.actor)
    manages = visit.actor.may(Action.CORRECT_OWN_PRACTICE)
    waiting = visit.site.practice_corrections.own(visit.actor).waiting if manages else ()
    return visit.page(
        "practice/details.html",
        now=found.now,
        of=found.line,
        practice=found.name,
        code=found.key,
        phones=found.phones,
        bypass=found.bypass_number,
        email=found.email,
        domains=found.domains,
        open=found.open,
        out_of_hours=found.out_of_hours,
        number=found.line.number,
        line_email=found.line.email,
        manages=manages,
        waiting=[(part_words.NAMES[each.part], each.by, each.at) for each in waiting],
        at_once=at_once,
        kept=kept,
        done=done,
        confirmed=confirmed,
        form_token=visit.form_token(),
    )


def _form(
    visit: Visit,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    own = visit.site.practice_corrections.own(visit.actor)
    return visit.page(
        "practice/change.html",
        status=status,
        now=own.now,
        practice=own.name,
        form=typed or own.typed,
        form_token=visit.form_token(),
        problems=problems,
    )


def _named(parts: Sequence[Part]) -> list[str]:
    return [part_words.NAMES[each] for each in parts]
