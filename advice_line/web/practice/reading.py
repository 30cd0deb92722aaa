"""One thing that a practice asked or was told, for its own people; what they say of it is said by
the name of whoever is signed in."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.alerting import box
from advice_line.desk.practice import answering
from advice_line.desk.receipts import said
from advice_line.desk.receipts.letterbox import Opened
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import Channel
from advice_line.web import alert_opened, for_record, letter
from advice_line.web.access import Here, Posted, StaleForm, Typed, Visit
from advice_line.web.asker import Given
from advice_line.web.labels import CHANNELS, STATES
from advice_line.web.numbers import whole

router = APIRouter()
ANSWER = "/practice/queries/{reference}/answer"
_NOTHING: Mapping[str, str] = {}


@router.get("/practice/queries/{reference}")
def look(visit: Here, reference: str) -> Response:
    opened = visit.site.practice.reading.letter(visit.actor, reference)
    if opened is None:
        return _waiting(visit, reference)
    return _letter(visit, reference, opened)


@router.get("/practice/queries/{reference}/letter.pdf")
def as_pdf(visit: Here, reference: str) -> Response:
    return _file(visit, reference, "pdf")


@router.get("/practice/queries/{reference}/letter.txt")
def as_text(visit: Here, reference: str) -> Response:
    return _file(visit, reference, "txt")


@router.get("/practice/queries/{reference}/letter.json")
def as_fhir(visit: Here, reference: str) -> Response:
    return _file(visit, reference, "json")


@router.post("/practice/queries/{reference}/acknowledge")
def acknowledge(visit: Here, reference: str, form: Posted) -> Response:
    reading = visit.site.practice.reading
    try:
        reading.acknowledge(
            visit.actor,
            reference,
            form.get("acknowledgement", ""),
            whole(form.get("version", ""), otherwise=0),
            form.get(said.REASON, ""),
            visit.key(form),
        )
    except Invalid as error:
        opened = reading.letter(visit.actor, reference)
        if opened is None:
            raise
        return _letter(visit, reference, opened, 422, error.problems, form)
    return visit.go(f"/practice/queries/{reference}")


@router.post("/practice/queries/{reference}/helpful")
def helpful(visit: Here, reference: str, form: Posted) -> Response:
    """One tap, which may be changed."""
    yes = form.get("helpful") == "yes"
    visit.site.practice.reading.helped(visit.actor, reference, yes=yes)
    return visit.go(f"/practice/queries/{reference}")


@router.post(ANSWER)
def answer_back(visit: Here, reference: str, form: Typed, files: Given) -> Response:
    """What was asked back. The words come back with whatever refuses them."""
    words = form.get(answering.FIELD, "")
    if not visit.holds(form):
        return _waiting(visit, reference, 403, [Problem("", StaleForm.sentence)], words)
    try:
        once = visit.key(form, [each.content for each in files])
        visit.site.practice.answers.answer(visit.actor, reference, words, files, once)
    except Invalid as error:
        return _waiting(visit, reference, 422, error.problems, words)
    except Conflict as error:
        return _waiting(visit, reference, 409, [Problem("", error.sentence)], words)
    return visit.go(f"/practice/queries/{reference}")


@router.get("/practice/alerts/{reference}")
def alert(visit: Here, reference: str) -> Response:
    return _alert(visit, reference)


@router.post("/practice/alerts/{reference}/answer")
def answer(visit: Here, reference: str, form: Posted) -> Response:
    try:
        visit.site.practice.reading.answer(
            visit.actor,
            reference,
            form.get(box.ANSWER, ""),
            form.get(box.WHY, ""),
            visit.key(form),
        )
    except Invalid as error:
        return _alert(visit, reference, 422, error.problems, form)
    return visit.go(f"/practice/alerts/{reference}")


def _file(visit: Visit, reference: str, ending: str) -> Response:
    return for_record.file(
        visit, visit.site.practice.reading.document(visit.actor, reference), ending
    )


def _letter(
    visit: Visit,
    reference: str,
    opened: Opened,
    status: int = 200,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] = _NOTHING,
) -> Response:
    reader = visit.site.practice.reading.reader(visit.actor)
    return visit.page(
        "requester/letter.html",
        status=status,
        now=opened.now,
        **letter.shown(opened),
        here=f"/practice/queries/{reference}",
        back="/practice",
        signs=reader.signs,
        clinical=reader.clinical,
        acknowledged_by="",
        cannot_act_reason=typed.get(said.REASON, ""),
        form_token=visit.form_token(),
        problems=problems,
    )


def _waiting(
    visit: Visit,
    reference: str,
    status: int = 200,
    problems: Sequence[Problem] = (),
    words: str = "",
) -> Response:
    asked = visit.site.practice.reading.asked(visit.actor, reference)
    return visit.page(
        "practice/question.html",
        status=status,
        reference=asked.query.reference,
        state=STATES[asked.state],
        channel=CHANNELS[Channel(asked.query.channel)],
        received_at=asked.query.received_at,
        own=asked.own,
        here=f"/practice/queries/{asked.query.reference}",
        signs=visit.site.practice.reading.reader(visit.actor).signs,
        words=words,
        form_token=visit.form_token(),
        problems=problems,
    )


def _alert(
    visit: Visit,
    reference: str,
    status: int = 200,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] = _NOTHING,
) -> Response:
    opened = visit.site.practice.reading.alert(visit.actor, reference)
    reader = visit.site.practice.reading.reader(visit.actor)
    return alert_opened.page(
        visit,
        opened,
        alert_opened.Reader(
            here=f"/practice/alerts/{reference}",
            back="/practice",
            signs=reader.signs,
            clinical=reader.clinical,
        ),
        status=status,
        problems=problems,
        typed=typed,
    )
