"""What a responder does with a written question short of its advice: ask back, note, pass on, read
what came with it."""

from functools import partial

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from advice_line.desk.questions import asking_back, noting, passing_on
from advice_line.desk.questions.passing_on import Wanted
from advice_line.errors import Invalid
from advice_line.web import query, written
from advice_line.web.access import Here, Posted
from advice_line.web.rendering import render

router = APIRouter()
_KEPT = {"ask_back": asking_back.FIELD, "note": noting.FIELD, "passing_on": passing_on.SAID}


@router.post("/desk/{reference}/ask-back")
def look_over(visit: Here, reference: str, form: Posted) -> Response:
    """What would leave, to whom and how; nothing leaves by this (H19)."""
    try:
        seen = visit.site.conversing.preview(
            visit.actor, reference, form.get(asking_back.FIELD, "")
        )
    except Invalid as error:
        return query.page(visit, reference, status=422, problems=error.problems, typed=form)
    return visit.page(
        "responder/ask_back.html",
        now=seen.now,
        of=seen.line,
        path=f"/desk/{seen.reference}",
        reference=seen.reference,
        asker=seen.asker,
        goes=written.goes(seen.way),
        words=seen.words,
        patient=query.patient(seen.patient),
        form_token=visit.form_token(),
    )


@router.post("/desk/{reference}/ask-back/send")
def ask_back(visit: Here, reference: str, form: Posted) -> Response:
    words, key = form.get(asking_back.FIELD, ""), visit.key(form)
    ask = partial(visit.site.conversing.ask_back, visit.actor, reference, words, key)
    return query.acted(visit, reference, form, ask)


@router.post("/desk/{reference}/go-on")
def go_on(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.conversing.go_on(visit.actor, reference, visit.key(form))
    return visit.go(f"/desk/{reference}/record")


@router.post("/desk/{reference}/note")
def note(visit: Here, reference: str, form: Posted) -> Response:
    words, key = form.get(noting.FIELD, ""), visit.key(form)
    write = partial(visit.site.conversing.note, visit.actor, reference, words, key)
    return query.acted(visit, reference, form, write)


@router.post("/desk/{reference}/unsent/{kind}")
def keep(visit: Here, reference: str, kind: str, form: Posted) -> Response:
    """By the page itself, while somebody types."""
    words = form.get(_KEPT.get(kind, ""), "")
    kept_at = visit.site.conversing.keep(visit.actor, reference, kind, words)
    frame = visit.frame(now=kept_at)
    return HTMLResponse(render("responder/draft_kept.html", frame=frame, kept_at=kept_at))


@router.post("/desk/{reference}/pass-on")
def pass_on(visit: Here, reference: str, form: Posted) -> Response:
    wanted = Wanted(
        to=form.get(passing_on.WHO, ""),
        reason=form.get(passing_on.REASON, ""),
        tag=form.get(passing_on.TAG, ""),
        words=form.get(passing_on.SAID, ""),
    )
    offer = partial(visit.site.passing.offer, visit.actor, reference, wanted, visit.key(form))
    return query.acted(visit, reference, form, offer)


@router.post("/desk/{reference}/pass-on/accept")
def accept(visit: Here, reference: str, _form: Posted) -> Response:
    visit.site.passing.accept(visit.actor, reference)
    return visit.go(f"/desk/{reference}")


@router.post("/desk/{reference}/pass-on/decline")
def decline(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.passing.decline(visit.actor, reference, visit.key(form))
    return visit.go("/desk")


@router.post("/desk/{reference}/pass-on/back")
def take_back(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.passing.take_back(visit.actor, reference, visit.key(form))
    return visit.go(f"/desk/{reference}")


@router.get("/desk/{reference}/files/{file}")
def file(visit: Here, reference: str, file: str) -> Response:
    """To be kept and opened apart: nothing of it is shown within a page of ours."""
    found = visit.site.attached.read(visit.actor, reference, file)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={
            "content-disposition": f'attachment; filename="{found.name}"',
            "content-security-policy": "sandbox; default-src 'none'",
        },
    )
