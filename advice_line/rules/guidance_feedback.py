"""What a reader says of a page of guidance, and what is answered: words about a page, and nothing
about a patient (H07)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from advice_line.errors import Invalid, Problem
from advice_line.rules import of_nobody
from advice_line.rules.fields import Fields

COMMENT, ADDRESS = 2_000, 200
_LABELS = {"helpful": "Whether it helped", "comment": "Your comment", "address": "Your address"}
_OF_A_PATIENT = (
    "There is a number in it that is a patient's NHS number by its check digit. Take it out: to "
    "ask about a patient, ask us in writing or ring."
)
_NO_ADDRESS = "Give an email address such as name@example.org, or leave it empty."


@dataclass(frozen=True)
class Given:
    """`comment` and `address` are "" where nothing was written."""

    helpful: bool | None
    comment: str = field(repr=False)
    address: str = field(repr=False)


def read(form: Mapping[str, str]) -> Given:
    """Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    helpful = fields.yes("helpful")
    comment = fields.text("comment", COMMENT) or ""
    address = fields.line("address", ADDRESS) or ""
    if helpful is None and not comment:
        fields.problem("helpful", "Say whether it helped you, or write a comment.")
    if of_nobody.names_a_patient(comment):
        fields.problem("comment", _OF_A_PATIENT)
    if address and not _is_address(address):
        fields.problem("address", _NO_ADDRESS)
    if address and not comment:
        fields.problem(
            "comment", "Write what you would like an answer to, or leave out the address."
        )
    fields.finish()
    return Given(helpful, comment, address)


def read_answer(text: str) -> str:
    """Raises `errors.Invalid`."""
    fields = Fields({"answer": text}, {"answer": "The answer"})
    answer = fields.text("answer", COMMENT) or ""
    if of_nobody.names_a_patient(answer):
        raise Invalid([Problem("answer", _OF_A_PATIENT)])
    fields.finish()
    return answer


def _is_address(text: str) -> bool:
    name, _, domain = text.rpartition("@")
    return bool(name) and "." in domain and not any(each.isspace() for each in text)
