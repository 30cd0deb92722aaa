"""The practice's pages: a reply is waiting, its code, the letter, and that it was received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.receipts import said
from advice_line.desk.receipts.acknowledged import Word
from advice_line.desk.receipts.letterbox import Opened, Waiting
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Acknowledgement
from advice_line.outgoing_kinds import OutChannel
from advice_line.ports.letter import Letter
from advice_line.rules import letter_text
from advice_line.tables.directory import Line
from advice_line.trust import links
from advice_line.trust.roles import Action
from advice_line.web import for_record, own_question
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.behind_code import Gate
from advice_line.web.numbers import whole

router = APIRouter()
NOTHING: Mapping[str, str] = MappingProxyType({})
_DAYS = links.LIFETIME[links.LinkKind.LETTER].days
_WORDS = {
    Acknowledgement.CLINICIAN_WILL_ACT: "Received, a clinician will act",
    Acknowledgement.CANNOT_ACT: "Received, and nobody can act on it",
    Acknowledgement.FILED: "Received and filed",
}


@dataclass(frozen=True)
class _Line:
    name: str
    number: str


@dataclass(frozen=True)
class _Acknowledgement:
    """`final`: a clinician's word, after which nothing more is asked; `cannot`: nobody can act."""

    words: str
    by: str
    at: datetime
    final: bool
    cannot: bool


@router.get("/q/{token}")
def look(visit: Here, token: str) -> Response:
    """The letter to the browser that typed its code, to any other that a reply is waiting; to who
    asked, what they asked."""
    if visit.site.own_questions.knows(token):
        return own_question.shown(visit, token)
    if visit.actor.may(Action.READ_LETTER):
        return _letter(visit, token, visit.site.letterbox.look(token).line)
    return _GATE.closed(visit, token)


@router.post("/q/{token}/code")
def send_code(visit: Here, token: str, _form: Posted) -> Response:
    return _GATE.send_code(visit, token)


@router.get("/q/{token}/code")
def ask_code(visit: Here, token: str) -> Response:
    return _GATE.ask_code(visit, token)


@router.post("/q/{token}/open")
def open_letter(visit: Here, token: str, form: Posted) -> Response:
    return _GATE.open(visit, token, form.get("code", ""))


@router.get("/q/{token}/letter")
def of_own_question(visit: Here, token: str) -> Response:
    """The answer to who asked."""
    return _letter(visit, token, visit.site.own_questions.look(token, visit.browser).line)


@router.get("/q/{token}/letter.pdf")
def as_pdf(visit: Here, token: str) -> Response:
    from advice_line.desk.letter import letter_pdf  # noqa: PLC0415 # 20 MB, for letters alone

    letter = visit.site.letterbox.read(visit.actor, token).letter
    return _file(letter, "pdf", letter_pdf.render(letter), "application/pdf")


@router.get("/q/{token}/letter.txt")
def as_text(visit: Here, token: str) -> Response:
    letter = visit.site.letterbox.read(visit.actor, token).letter
    text = letter_text.plain(letter)
    return _file(letter, "txt", text.encode(), "text/plain; charset=utf-8")


@router.get("/q/{token}/letter.json")
def as_fhir(visit: Here, token: str) -> Response:
    return for_record.file(visit, visit.site.letterbox.document(visit.actor, token), "json")


@router.post("/q/{token}/acknowledge")
def acknowledge(visit: Here, token: str, form: Posted) -> Response:
    try:
        visit.site.letterbox.acknowledge(
            visit.actor,
            token,
            form.get("acknowledged_by", ""),
            form.get("acknowledgement", ""),
            whole(form.get("version", ""), otherwise=0),
            visit.key(form),
            form.get(said.REASON, ""),
        )
    except Invalid as error:
        return _letter(visit, token, _line_of(visit, token), 422, error.problems, form)
    return visit.go(f"/q/{token}")


@router.post("/q/{token}/helpful")
def helpful(visit: Here, token: str, form: Posted) -> Response:
    """One tap, which may be changed."""
    yes = form.get("helpful") == "yes"
    visit.site.letterbox.helped(visit.actor, token, yes=yes)
    own = visit.site.own_questions.knows(token)
    return visit.go(f"/q/{token}/letter" if own else f"/q/{token}")


@router.post("/q/{token}/fresh")
def fresh(visit: Here, token: str, _form: Posted) -> Response:
    return _GATE.fresh(visit, token)


def _mails(visit: Visit, _waiting: Waiting) -> bool:
    return OutChannel.EMAIL in visit.site.channels


def _waiting(visit: Visit, token: str, waiting: Waiting, status: int) -> Response:
    return visit.page(
        "requester/waiting.html",
        status=status,
        now=waiting.now,
        of=waiting.line,
        here=f"/q/{token}",
        reference=waiting.reference,
        line=_Line(waiting.line.name, waiting.line.number),
        sent_to=waiting.sent_to,
        mails=_mails(visit, waiting),
        form_token=visit.form_token(),
    )


def _line_of(visit: Visit, token: str) -> Line:
    if visit.site.own_questions.knows(token):
        return visit.site.own_questions.look(token, visit.browser).line
    return visit.site.letterbox.look(token).line


def _letter(
    visit: Visit,
    token: str,
    line: Line,
    status: int = 200,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] = NOTHING,
) -> Response:
    opened = visit.site.letterbox.read(visit.actor, token)
    return visit.page(
        "requester/letter.html",
        status=status,
        now=opened.now,
        of=line,
        **shown(opened),
        here=f"/q/{token}",
        back=None,
        signs=None,
        clinical=True,
        acknowledged_by=typed.get("acknowledged_by", ""),
        cannot_act_reason=typed.get(said.REASON, ""),
        form_token=visit.form_token(),
        problems=problems,
    )


def shown(opened: Opened) -> dict[str, Any]:
    """The letter itself and what was said of it, for whoever reads it."""
    return {
        "title": letter_text.title(opened.letter),
        "line_name": opened.letter.line_name,
        "alert_word": opened.letter.alert_word,
        "sections": letter_text.sections(opened.letter),
        "earlier": [
            {"title": letter_text.title(each), "sections": letter_text.sections(each)}
            for each in opened.earlier
        ],
        "acknowledgements": [_acknowledgement(each) for each in opened.said],
        "may_say_cannot": all(each.said is not Acknowledgement.CANNOT_ACT for each in opened.said),
        "helpful": opened.helpful,
        "version": opened.letter.version,
    }


def _acknowledgement(word: Word) -> _Acknowledgement:
    final = word.said is Acknowledgement.CLINICIAN_WILL_ACT
    cannot = word.said is Acknowledgement.CANNOT_ACT
    return _Acknowledgement(_WORDS[word.said], word.name, word.at, final, cannot)


def _file(letter: Letter, ending: str, content: bytes, media_type: str) -> Response:
    # The file's name carries the reference alone: file names travel further than their content.
    name = f'attachment; filename="advice-{letter.reference}.{ending}"'
    return Response(content, media_type=media_type, headers={"content-disposition": name})


_GATE = Gate(
    "/q",
    f"Links to a reply last {_DAYS} days. The reply is still there.",
    box=lambda visit: visit.site.letterbox,
    sends=_mails,
    waiting=_waiting,
)
