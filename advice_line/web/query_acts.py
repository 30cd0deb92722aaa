"""What may be done with a query on its page short of writing its advice: claimed, rung back,
texted, countersigned, closed."""

from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.messages import words_seen
from advice_line.desk.owed import said_before, tracing
from advice_line.errors import Invalid, WordsCame
from advice_line.rules import closing
from advice_line.web import numbers
from advice_line.web.access import Here, Posted
from advice_line.web.query import acted, page

router = APIRouter()


@router.post("/desk/{reference}/claim")
def claim(visit: Here, reference: str, _form: Posted) -> Response:
    visit.site.records.claim(visit.actor, reference)
    return visit.go(f"/desk/{reference}")


@router.post("/desk/{reference}/ring-back")
def ring_back(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.records.ring_back(visit.actor, reference, visit.key(form))
    return visit.go(f"/desk/{reference}")


@router.post("/desk/{reference}/number")
def number_found(visit: Here, reference: str, form: Posted) -> Response:
    number, key = form.get(tracing.FIELD, ""), visit.key(form)
    found = partial(visit.site.records.number_found, visit.actor, reference, number, key)
    return acted(visit, reference, form, found)


@router.post("/desk/{reference}/rang")
def rang(visit: Here, reference: str, form: Posted) -> Response:
    owed = visit.site.records.rang(visit.actor, reference, visit.key(form))
    return visit.go(f"/desk/{reference}/record" if owed else f"/desk/{reference}")


@router.post("/desk/{reference}/spoke")
def spoke(visit: Here, reference: str, form: Posted) -> Response:
    """What became of a call back that was over in a moment: `spoke` is "yes" or "no"."""
    said = form.get("spoke") == "yes"
    visit.site.records.said_of_call_back(visit.actor, reference, visit.key(form), spoke=said)
    return visit.go(f"/desk/{reference}")


@router.post("/desk/{reference}/text")
def text(visit: Here, reference: str, form: Posted) -> Response:
    notice = form.get("notice", "")
    visit.site.text_answers.text(visit.actor, reference, notice, visit.key(form))
    return visit.go(f"/desk/{reference}")


@router.post("/desk/{reference}/countersign")
def countersign(visit: Here, reference: str, form: Posted) -> Response:
    version = numbers.whole(form.get("version", ""), otherwise=0)
    visit.site.countersigning.sign(visit.actor, reference, version, visit.key(form))
    return visit.go(f"/desk/{reference}")


@router.post("/desk/{reference}/said")
def said(visit: Here, reference: str, form: Posted) -> Response:
    words, key = form.get(said_before.FIELD, ""), visit.key(form)
    say = partial(visit.site.records.said_before, visit.actor, reference, words, key)
    return acted(visit, reference, form, say)


@router.post("/desk/{reference}/close")
def close(visit: Here, reference: str, form: Posted) -> Response:
    words, how = form.get(closing.WORDS, ""), form.get(closing.HOW, "")
    try:
        visit.site.records.close(
            visit.actor, reference, words, visit.key(form), how, seen=form.get(words_seen.FIELD)
        )
    except WordsCame:
        return page(visit, reference, status=409, typed=form, closing_over=form)
    except Invalid as error:
        return page(visit, reference, status=422, problems=error.problems, typed=form)
    return visit.go("/desk")
