"""What readers say of a page of guidance, and what its owner answers."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.rules.guidance_feedback import COMMENT
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.asker import Asking
from advice_line.web.guidance import PLACE

router = APIRouter()
HEARD = f"{PLACE}/feedback"


@router.get(HEARD)
def heard(visit: Here, done: str | None = None) -> Response:
    return _heard(visit, done=done)


@router.post(f"{HEARD}/{{feedback}}")
def answer(visit: Here, feedback: str, form: Posted) -> Response:
    text = form.get("answer", "")
    try:
        mailed = visit.site.guidance_feedback.answer(visit.actor, feedback, text, visit.key(form))
    except Invalid as error:
        return _heard(visit, problems=error.problems, typed={feedback: text})
    return visit.go(f"{HEARD}?done={'mailed' if mailed else 'kept'}")


@router.get(f"{PLACE}/{{key}}/feedback")
def ask(visit: Here, who: Asking, key: str, done: str | None = None) -> Response:
    return _ask(visit, who.device, key, done=done)


@router.post(f"{PLACE}/{{key}}/feedback")
def give(visit: Here, who: Asking, key: str, form: Posted) -> Response:
    try:
        visit.site.guidance_feedback.give(
            visit.actor, who.device, key, form, visit.browser, visit.key(form)
        )
    except Invalid as error:
        return _ask(visit, who.device, key, form, error.problems)
    return visit.go(f"{PLACE}/{key}/feedback?done=yes")


@router.get(f"{PLACE}/{{key}}/answers/{{feedback}}")
def answered(visit: Here, key: str, feedback: str) -> Response:
    found = visit.site.guidance_feedback.answered(key, feedback)
    return visit.page("guidance/answered.html", now=found.now, answered=found)


def _ask(
    visit: Visit,
    device: str | None,
    key: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    shown = visit.site.reading_guidance.page(visit.actor, device, key)
    return visit.page(
        "guidance/feedback.html",
        status=422 if problems else 200,
        now=shown.now,
        of=shown.line,
        page_title=shown.shown.title,
        href=shown.shown.href,
        action=f"{PLACE}/{key}/feedback",
        form=form or {},
        longest=COMMENT,
        given=done == "yes",
        form_token=visit.form_token(),
        problems=problems,
    )


def _heard(
    visit: Visit,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] | None = None,
    done: str | None = None,
) -> Response:
    found = visit.site.guidance_feedback.heard(visit.actor)
    wrong = next(iter(typed or {}), "")
    return visit.page(
        "guidance/heard.html",
        status=422 if problems else 200,
        now=found.now,
        unanswered=found.unanswered,
        answered=found.answered,
        typed=typed or {},
        done=done,
        form_token=visit.form_token(),
        problems=[Problem(f"answer-{wrong}", each.message) for each in problems],
    )
