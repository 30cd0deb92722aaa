"""A question as a clinical system sends it: JSON with the fields of the form, `null` for what is
not known. Every fault is told with a JSON pointer to where it is (RFC 6901)."""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advice_line.errors import Invalid, Problem
from advice_line.kinds import Urgency
from advice_line.rules import ask_form, record_form
from advice_line.rules.fields import Fields, clean
from advice_line.rules.record import Patient, Question, Requester

LINE, ABOUT, FILES = "line", ask_form.ABOUT, "attachments"
TEXTS = (
    "requester_name",
    "requester_role",
    "registration",
    "supervising_gp",
    "email",
    "call_back_number",
    "patient_name",
    "date_of_birth",
    "nhs_number",
    "number_missing_reason",
    "question",
    "would_have_done",
    "would_have_done_note",
    "urgency_asked",
    "booking_reference",
    "pregnancy",
    "egfr",
    "mri_implant",
    "contrast_allergy",
)
_FIELDS = frozenset({LINE, ABOUT, FILES, *TEXTS})
_FILE_FIELDS = frozenset({"name", "content"})
LONGEST_NAME = 200
NO_OBJECT = Problem("", "Send one JSON object: the fields of the question in braces.")


@dataclass(frozen=True)
class Given:
    """What came, before it is known to make sense; `problems` are what is wrong with its shape."""

    line: str | None
    form: Mapping[str, str] = field(repr=False)
    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Raised:
    """`email` is in lower case and `number` E.164, None where they were not given."""

    who: Requester
    patient: Patient | None
    question: Question
    urgency: Urgency
    email: str | None
    number: str | None


def pointer(*place: str | int) -> str:
    return "".join(f"/{str(each).replace('~', '~0').replace('/', '~1')}" for each in place)


def given(body: object) -> Given:
    """Never raises: what is of another shape is among the problems."""
    if not isinstance(body, dict):
        return Given(None, {}, (), (NO_OBJECT,))
    problems = list(_unknown(body))
    form = dict(_texts(body, problems))
    if _about(body, problems):
        form[ABOUT] = "yes"
    files = tuple(_files(body.get(FILES), problems))
    line = body.get(LINE)
    if line is not None and not isinstance(line, str):
        problems.append(Problem(pointer(LINE), "This must be text."))
    return Given(line if isinstance(line, str) else None, form, files, tuple(problems))


def read(
    given: Given,
    today: date,
    number: Callable[[str], str | None],
    wrong: Sequence[Problem] = (),
) -> Raised:
    """`wrong` are the problems of its files and of its line.

    Raises `errors.Invalid` with every problem, those of its shape among them.
    """
    fields = Fields(given.form, ask_form.LABELS)
    who, patient, question = record_form.asked(fields, today, ask_form.NEEDED)
    email = fields.checked("email", ask_form.address)
    ring = fields.checked("call_back_number", lambda text: ask_form.number_of(text, number))
    if question.urgency_asked is None and not fields.given("urgency_asked"):
        fields.problem("urgency_asked", "Say how soon you need an answer.")
    known = (*given.problems, *wrong)
    if NO_OBJECT in known:
        raise Invalid([NO_OBJECT])
    told = {each.field for each in known}
    found = [Problem(pointer(each.field), each.message) for each in fields.problems]
    problems = [*known, *(each for each in found if each.field not in told)]
    if problems:
        raise Invalid(problems)
    assert question.urgency_asked is not None
    return Raised(who, patient, question, question.urgency_asked, email, ring)


def _unknown(body: Mapping[str, Any]) -> Iterator[Problem]:
    for name in body:
        if name not in _FIELDS:
            said = "There is no such field. Leave it out, or look at how it is spelt."
            yield Problem(pointer(clean(name)[:LONGEST_NAME]), said)


def _texts(body: Mapping[str, Any], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        value = body.get(name)
        if isinstance(value, str):
            yield name, value
        elif value is not None:
            problems.append(Problem(pointer(name), "This must be text, or null."))


def _about(body: Mapping[str, Any], problems: list[Problem]) -> bool:
    value = body.get(ABOUT)
    if value is not None and not isinstance(value, bool):
        problems.append(Problem(pointer(ABOUT), "This must be true or false."))
    return value is True


def _files(value: object, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    if value is None:
        return
    if not isinstance(value, list):
        problems.append(Problem(pointer(FILES), "This must be a list of files."))
        return
    for place, each in enumerate(value):
        found = _file(each, place, problems)
        if found is not None:
            yield found


def _file(each: object, place: int, problems: list[Problem]) -> tuple[str, bytes] | None:
    where = pointer(FILES, place)
    if not isinstance(each, dict) or each.keys() != _FILE_FIELDS:
        problems.append(Problem(where, "A file has a name, and its content in base64."))
        return None
    name = clean(each["name"]) if isinstance(each["name"], str) else ""
    if not name or len(name) > LONGEST_NAME:
        problems.append(Problem(f"{where}/name", f"A name has 1 to {LONGEST_NAME} characters."))
        return None
    try:
        return name, base64.b64decode(each["content"], validate=True)
    except (binascii.Error, ValueError, TypeError):
        problems.append(Problem(f"{where}/content", "This is not base64."))
        return None
