"""The form by which somebody asks: typed, looked at once more, sent. Nothing that was typed is lost
by whatever goes wrong; it goes along from page to page, and is kept by nobody before it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.asking.form import Checked, CodeFirst, Form, Visitor
from advice_line.directory import out_of_hours
from advice_line.errors import AdviceLineError, Expired, Invalid, Problem, TooManyTries
from advice_line.kinds import Urgency
from advice_line.rules import ask_form, labels
from advice_line.trust import codes
from advice_line.web import asker, form_tokens
from advice_line.web.access import Here, StaleForm, Typed, Visit
from advice_line.web.asker import Asking, Given
from advice_line.web.labels import NUMBER_MISSING, choices
from advice_line.web.rendering import Choice
from advice_line.written_kinds import WouldHaveDone

router = APIRouter()
PLACE = "/ask"
SEND = f"{PLACE}/send"
TOO_LARGE = {
    "sentence": "The files are larger than 40 MB together, the most that can be sent at once."
    " Nothing was sent.",
    "mend": "Go back, take some of them out, and send it again.",
}
LINE, CODE = "line", "code"
_MINUTES = int(codes.LIFETIME.total_seconds() // 60)
FIELDS = (*ask_form.LABELS, LINE)
_FLAGS = ("pregnancy", "egfr", "mri_implant", "contrast_allergy")


@dataclass(frozen=True)
class _Line:
    key: str
    name: str
    number: str
    out_of_hours: str


@router.get(PLACE)
def ask(visit: Here, who: Asking) -> Response:
    shown = visit.site.asking.look(visit.actor, None, who)
    if len(shown.lines) > 1:
        return visit.page("requester/ask_line.html", now=shown.now, lines=shown.lines)
    return _page(visit, shown, shown.remembered)


@router.get("/ask/{line}")
def ask_line(visit: Here, line: str, who: Asking) -> Response:
    shown = visit.site.asking.look(visit.actor, line, who)
    return _page(visit, shown, shown.remembered)


@router.post(PLACE)
def check(visit: Here, form: Typed, who: Asking) -> Response:
    """What was typed, shown once more before it is sent (H02)."""
    if not visit.holds(form):
        return _stale(visit, form, who)
    return _checked(visit, form, who)


@router.post("/ask/again")
def again(visit: Here, form: Typed, who: Asking) -> Response:
    """Back, with everything as it was typed."""
    if not visit.holds(form):
        return _stale(visit, form, who)
    return _page(visit, _form(visit, form, who), form)


@router.post(SEND)
def send(visit: Here, form: Typed, files: Given, who: Asking) -> Response:
    if not visit.holds(form):
        return _stale(visit, form, who)
    if form.get(CODE, "").strip():
        return _confirmed(visit, form, files, who)
    return _sent(visit, form, files, who)


def _stale(visit: Visit, form: Mapping[str, str], who: Visitor) -> Response:
    """Of an earlier visit, or of nobody's: looked at once more, and nothing is lost."""
    problems = [Problem("", StaleForm.sentence)]
    return _page(visit, _form(visit, form, who), form, 403, problems)


def _confirmed(visit: Visit, form: Mapping[str, str], files: Given, who: Visitor) -> Response:
    try:
        token = visit.site.asking.confirm(visit.actor, form, who, form[CODE])
    except (Invalid, Expired, TooManyTries) as error:
        return _code(visit, form, who, error, files=bool(files))
    answer = _sent(visit, form, files, Visitor(who.browser, token))
    asker.remember(visit, answer, token)
    return answer


def _sent(visit: Visit, form: Mapping[str, str], files: Given, who: Visitor) -> Response:
    # The code shows whose address it is, and is no part of what is asked.
    asked = {name: value for name, value in form.items() if name != CODE}
    once = visit.key(asked, [each.content for each in files])
    key = form.get(LINE, "")
    try:
        kept = visit.site.asking.send(visit.actor, key, form, files, who, once)
    except (CodeFirst, TooManyTries) as error:
        return _code(visit, form, who, error, files=bool(files))
    except Invalid as error:
        return _checked(visit, form, who, 422, error.problems)
    answer = visit.go(f"/q/{kept.token}/kept")
    asker.remember(visit, answer, kept.device)
    return answer


def _checked(
    visit: Visit,
    form: Mapping[str, str],
    who: Visitor,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    shown = _form(visit, form, who)
    try:
        checked = visit.site.asking.check(visit.actor, shown.line.key, form, who)
    except Invalid as error:
        return _page(visit, shown, form, 422, error.problems)
    return visit.page(
        "requester/ask_check.html",
        status=status,
        now=shown.now,
        of=shown.line,
        line=_line(shown),
        open=shown.open,
        asked=_asked(shown, checked),
        patient=checked.filled.patient,
        guidance=visit.site.guidance.fits(
            visit.actor, shown.line.key, checked.filled.question.question
        ),
        fields=_fields(form),
        form_token=visit.form_token(),
        problems=problems,
    )


def _asked(shown: Form, checked: Checked) -> dict[str, object]:
    filled = checked.filled
    question, role = filled.question, filled.who.requester_role
    would = question.would_have_done
    flags = {each: getattr(question, each).value.replace("_", " ") for each in _FLAGS}
    return {
        "name": filled.who.requester_name,
        "role": labels.REQUESTER_ROLES.get(role, role) if role else None,
        "registration": filled.who.registration,
        "supervising_gp": filled.who.supervising_gp,
        "organisation": checked.organisation or filled.organisation,
        "known": checked.organisation is not None,
        "email": filled.email,
        "number": filled.number,
        "question": question.question,
        "urgency": labels.URGENCY_ASKED[filled.urgency],
        "now": filled.urgency is Urgency.NOW,
        "due": shown.due[filled.urgency],
        "would_have_done": labels.WOULD_HAVE_DONE[would] if would else None,
        "would_have_done_note": question.would_have_done_note,
        "booking_reference": question.booking_reference,
        "flags": [
            (ask_form.LABELS[name], said) for name, said in flags.items() if said != "not known"
        ],
    }


def _code(
    visit: Visit,
    form: Mapping[str, str],
    who: Visitor,
    error: AdviceLineError,
    *,
    files: bool,
) -> Response:
    """The question goes along in this page: it is kept once the address is shown to be theirs."""
    shown = _form(visit, form, who)
    problems = error.problems if isinstance(error, Invalid) else [Problem(CODE, error.sentence)]
    first = isinstance(error, CodeFirst)
    return visit.page(
        "requester/ask_code.html",
        status=200 if first else 422,
        now=shown.now,
        of=shown.line,
        line=_line(shown),
        email=form.get("email", ""),
        sent=not isinstance(error, TooManyTries | Expired),
        minutes=_MINUTES,
        fields=_fields(form),
        files=files,
        form_token=form[form_tokens.FIELD],
        problems=() if first else problems,
    )


def _page(
    visit: Visit,
    shown: Form,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    return visit.page(
        "requester/ask.html",
        status=status,
        now=shown.now,
        of=shown.line,
        line=_line(shown),
        open=shown.open,
        due={str(urgency): due for urgency, due in shown.due.items()},
        organisations=shown.organisations,
        remembered=shown.confirmed and form.get("email", "") == shown.remembered.get("email"),
        fresh=form is shown.remembered,
        form=form,
        choices=_choices(),
        form_token=visit.form_token(),
        problems=problems,
    )


def _form(visit: Visit, form: Mapping[str, str], who: Visitor) -> Form:
    return visit.site.asking.look(visit.actor, form.get(LINE), who)


def _line(shown: Form) -> _Line:
    line = shown.line
    return _Line(line.key, line.name, line.number, out_of_hours.number(line))


def _fields(form: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, form[name]) for name in FIELDS if form.get(name)]


def _choices() -> dict[str, list[Choice]]:
    return {
        "requester_role": choices(labels.REQUESTER_ROLES),
        "urgency_asked": choices(labels.URGENCY_ASKED),
        "would_have_done": choices({each: labels.WOULD_HAVE_DONE[each] for each in WouldHaveDone}),
        "number_missing_reason": [Choice(each, each) for each in NUMBER_MISSING[1:]],
    }
