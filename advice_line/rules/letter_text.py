"""The advice letter in sections: one order and one wording for page, plain text and PDF, so that
what a practice files is what it read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from textwrap import fill

from advice_line.ports.letter import Letter, LetterPatient
from advice_line.rules import bookings
from advice_line.rules.addendum_words import adds
from advice_line.rules.wording import day_in_words
from advice_line.rules.written import number_in_groups, when

WIDTH = 76
ASKED_BY, BASIS = "Asked by", "What the advice rests on"


class Weight(StrEnum):
    """What the eye should find first."""

    PLAIN = "plain"
    WARNING = "warning"
    ADVICE = "advice"
    FIXED = "fixed"


@dataclass(frozen=True)
class Section:
    title: str
    paragraphs: tuple[str, ...]
    weight: Weight = Weight.PLAIN


def title(letter: Letter) -> str:
    version = f", addendum {letter.version - 1}" if letter.addendum_reason else ""
    return f"Radiology advice {letter.reference}{version}"


def sections(letter: Letter) -> tuple[Section, ...]:
    """What stands in the letter, in the order in which a clinician reads it."""
    found = (
        Section("Outside the usual scope", tuple(_scope(letter)), Weight.WARNING),
        Section("Patient", (*_patient(letter.patient), *_booking(letter.booking_reference))),
        Section(ASKED_BY, tuple(_asked_by(letter))),
        Section("Why this addendum", tuple(_addendum(letter))),
        Section("Question", (letter.question,)),
        Section("What was asked back", letter.asked_back),
        Section("Safety", letter.safety),
        Section("What you would have done otherwise", _maybe(letter.would_have_done)),
        Section("Advice", tuple(_advice(letter)), Weight.ADVICE),
        Section("Who does what, by when", _maybe(letter.who_does_what), Weight.ADVICE),
        Section("Alternative", _maybe(letter.alternative)),
        Section("Red flags: act sooner if", _maybe(letter.red_flags)),
        Section("Words for the patient", _maybe(letter.for_patient)),
        Section(BASIS, letter.basis),
        Section("Advised by", tuple(_author(letter))),
        Section("Please note", (letter.fixed_sentence,), Weight.FIXED),
    )
    return tuple(section for section in found if section.paragraphs)


def plain(letter: Letter) -> str:
    """The letter as text of 76 columns, for mail and "for the record"."""
    head = title(letter)
    blocks = [f"{letter.line_name}\n{head}\n{'=' * len(head)}"]
    for section in sections(letter):
        body = "\n".join(_wrapped(paragraph) for paragraph in section.paragraphs)
        blocks.append(f"{section.title.upper()}\n{body}")
    return "\n\n".join(blocks) + "\n"


def _wrapped(paragraph: str) -> str:
    return "\n".join(fill(line, WIDTH) if line else "" for line in paragraph.splitlines())


def _maybe(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _patient(patient: LetterPatient | None) -> Iterator[str]:
    if patient is None:
        yield "General question: no patient."
        return
    if patient.name:
        yield f"Name: {patient.name}"
    if patient.date_of_birth:
        born = patient.date_of_birth
        yield f"Date of birth: {born.day} {born:%B} {born.year}"
    if patient.number:
        yield f"NHS, CHI or H&C number: {number_in_groups(patient.number)}"
    elif patient.number_missing_reason:
        yield f"No number: {patient.number_missing_reason}"


def _booking(reference: str | None) -> Iterator[str]:
    if reference:
        yield f"Booking reference (UBRN): {bookings.grouped(reference)}"


def _asked_by(letter: Letter) -> Iterator[str]:
    who = (letter.requester_name, letter.requester_role, letter.requester_registration)
    yield ", ".join(filter(None, who))
    if letter.organisation_name:
        yield letter.organisation_name
    yield f"By {letter.asked_by} on {when(letter.asked_at, letter.time_zone)}"


def _addendum(letter: Letter) -> Iterator[str]:
    if letter.adds_to:
        yield adds(letter.version, letter.adds_to, letter.time_zone)
    if letter.addendum_reason:
        yield letter.addendum_reason


def _advice(letter: Letter) -> Iterator[str]:
    if letter.alert_word:
        yield letter.alert_word
    yield letter.advice
    if letter.test_advised is not None:
        yield f"Test advised: {letter.test_name}" if letter.test_advised else "No imaging advised."
    if letter.guideline:
        yield f"Guideline: {letter.guideline}"
    if letter.review_date:
        yield f"Review on {day_in_words(letter.review_date)}"


def _author(letter: Letter) -> Iterator[str]:
    yield f"{letter.author_name}, {letter.author_role}, {letter.author_registration}"
    yield f"Signed on {when(letter.finalised_at, letter.time_zone)}, version {letter.version}"
    if letter.read_back_at:
        yield _read_back(letter, letter.read_back_at)


def _read_back(letter: Letter, at: datetime) -> str:
    """It says that a person agreed, and who, where that was written down."""
    how = "Given on the call" if letter.read_back_on_call else "Given by word of mouth"
    by = f" by {letter.read_back_by}" if letter.read_back_by else ""
    said = f"{how} and read back{by}"
    return f"{said} on {when(at, letter.time_zone)}, as recorded by radiology."


def _scope(letter: Letter) -> Iterator[str]:
    if letter.out_of_scope:
        given = "This advice was given outside its author's usual scope."
        if letter.countersigned_by is None or letter.countersigned_at is None:
            yield f"{given} It awaits a countersignature: no colleague has countersigned it yet."
        else:
            at = when(letter.countersigned_at, letter.time_zone)
            yield f"{given} Countersigned on {at} by {letter.countersigned_by}."
