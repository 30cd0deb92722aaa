"""The record's form: what a responder types on a phone becomes a record, or all that is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.errors import Invalid, Problem
from advice_line.kinds import AlertWord, Urgency
from advice_line.rules import record_form
from advice_line.rules.record import (
    Body,
    Patient,
    Question,
    Record,
    Requester,
    SafetyFlag,
    ViewedOn,
)
from advice_line.written_kinds import WouldHaveDone

TUESDAY = date(2026, 11, 24)
CHI = "0102501238"

LEAST = {
    "requester_name": "Dr Ann Example",
    "patient_name": "Pat Fictional",
    "date_of_birth": "1-2-1950",
    "question": "Knee pain for 6 weeks. MRI?",
    "advice": "No imaging yet: physiotherapy first.",
}

FULL = LEAST | {
    "requester_role": "GP",
    "nhs_number": "999 000 0018",
    "would_have_done": "Requested imaging",
    "would_have_done_note": "MRI knee",
    "images_reviewed": "yes",
    "image_modality": "Radiograph",
    "image_date": "1 Nov 2026",
    "accession": " ACC/2026-42 ",
    "booking_reference": "1234 5678 9012",
    "viewed_on": "Phone",
    "report_seen": "no",
    "missing_information": "Weight-bearing view",
    "test_advised": "yes",
    "test_name": "MRI knee",
    "action_owner": "GP",
    "action_by": "in 2 weeks",
    "urgency_asked": "two-days",
    "urgency_set": "CANCER",
    "pregnancy": "no",
    "egfr": "not known",
    "mri_implant": "yes",
    "read_back": "on",
    "guideline": "NG12 1.11",
    "red_flags": "Night pain",
    "alternative": "Ultrasound",
    "for_patient": "You need no scan now.",
    "review_date": "3 months",
    "within_scope": "no",
}


def read(form: dict[str, str], scope: tuple[str, ...] = ()) -> Record:
    return record_form.read(form, scope, TUESDAY)


def problems(form: dict[str, str]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        read(form)
    found = {each.field: each.message for each in refused.value.problems}
    assert len(found) == len(refused.value.problems), "a field is named twice"
    return found


def without(form: dict[str, str], *names: str) -> dict[str, str]:
    return {name: text for name, text in form.items() if name not in names}


def test_five_answers_are_enough() -> None:
    record = read(LEAST)
    assert record.requester.requester_name == "Dr Ann Example"
    assert record.patient == Patient(patient_name="Pat Fictional", date_of_birth=date(1950, 2, 1))
    assert record.body.action.test_advised is None
    assert not record.body.opinion.read_back
    assert not record.body.opinion.outside_scope


def test_a_full_record_is_read_in_the_words_people_use() -> None:
    record = read(FULL, ("msk",))
    assert record.patient is not None
    assert record.patient.nhs_number == "9990000018"
    assert record.question.would_have_done is WouldHaveDone.REQUESTED_IMAGING
    assert record.question.urgency_asked is Urgency.TWO_DAYS
    body = record.body
    assert body.basis.image_date == "2026-11-01"
    assert body.basis.viewed_on is ViewedOn.PHONE
    assert body.basis.accession == "ACC/2026-42"
    assert record.question.booking_reference == "123456789012"
    assert body.basis.images_reviewed is True
    assert body.basis.report_seen is False
    assert body.opinion.urgency_set is AlertWord.CANCER
    assert body.opinion.review_date == date(2027, 2, 24)
    assert body.opinion.read_back
    assert body.opinion.outside_scope
    assert body.opinion.author_scope == ("msk",)
    assert body.action.action_by == date(2026, 12, 8)


@pytest.mark.parametrize("field", ["requester_name", "patient_name", "question", "advice"])
@pytest.mark.parametrize("blank", ["", "  \n\x00 "])
def test_what_is_needed_is_asked_for(field: str, blank: str) -> None:
    assert set(problems(LEAST | {field: blank})) == {field}


def test_every_problem_is_told_at_once() -> None:
    assert set(problems({"egfr": "45", "urgency_asked": "soon", "action_by": "asap"})) == {
        "requester_name",
        "patient_name",
        "nhs_number",
        "question",
        "urgency_asked",
        "egfr",
        "advice",
        "action_by",
    }


def test_a_general_question_needs_no_patient() -> None:
    form = without(LEAST, "patient_name", "date_of_birth") | {"general_question": "on"}
    assert read(form).patient is None


def test_a_general_question_that_names_a_patient_is_neither() -> None:
    told = problems(LEAST | {"general_question": "yes"})
    assert "yet a patient is named" in told["general_question"]


@pytest.mark.hazard("H02")
def test_a_name_alone_is_no_patient() -> None:
    assert set(problems(without(LEAST, "date_of_birth"))) == {"nhs_number"}


@pytest.mark.hazard("H02")
@pytest.mark.parametrize(
    "known",
    [
        {"nhs_number": "9990000018"},
        {"date_of_birth": "1 Feb 1950"},
        {"number_missing_reason": "newborn"},
        {"nhs_number": "None known"},
    ],
)
def test_a_second_identifier_or_the_reason_for_none_is_enough(known: dict[str, str]) -> None:
    assert read(without(LEAST, "date_of_birth") | known).patient is not None


@pytest.mark.hazard("H02")
def test_the_century_of_a_birth_is_asked_and_never_guessed() -> None:
    told = problems(LEAST | {"date_of_birth": "1/2/50"})
    assert "do not guess the century" in told["date_of_birth"]


@pytest.mark.hazard("H02")
def test_a_number_with_two_digits_swapped_is_refused() -> None:
    assert "two are swapped" in problems(LEAST | {"nhs_number": "999 000 0081"})["nhs_number"]


@pytest.mark.hazard("H02")
def test_a_mismatch_needs_a_reason() -> None:
    mismatch = LEAST | {"nhs_number": CHI, "date_of_birth": "2-2-1950"}
    assert "says born on 01/02/50" in problems(mismatch)["nhs_number"]
    record = read(mismatch | {"number_missing_reason": "both checked against the card"})
    assert record.patient is not None
    assert record.patient.nhs_number == CHI


@pytest.mark.hazard("H12")
@pytest.mark.parametrize("field", ["action_owner", "action_by"])
def test_a_test_without_owner_or_day_is_refused(field: str) -> None:
    assert set(problems(without(FULL, field))) == {field}


@pytest.mark.hazard("H12")
def test_a_test_that_is_named_is_advised_though_nothing_was_tapped() -> None:
    named = LEAST | {"test_name": "MRI knee"}
    assert set(problems(named)) == {"action_owner", "action_by"}
    assert read(named | {"action_owner": "GP", "action_by": "Friday"}).body.action.test_advised
    assert set(problems(named | {"test_advised": "no"})) == {"test_advised"}


@pytest.mark.hazard("H12")
@pytest.mark.parametrize(("tapped", "said"), [("no", False), ("", None)])
def test_no_test_is_what_somebody_said_and_not_what_nobody_said(
    tapped: str, said: bool | None
) -> None:
    record = read(LEAST | {"test_advised": tapped})
    assert record.body.action.test_advised is said
    assert read(record_form.to_form(record)) == record


@pytest.mark.hazard("H12")
def test_a_day_that_is_past_is_no_by_when() -> None:
    told = problems(FULL | {"action_by": "23/11/2026"})
    assert told == {"action_by": "23/11/2026 is past. Give today or later."}


def test_a_safety_flag_is_not_known_until_somebody_says() -> None:
    question = read(LEAST).question
    flags = (question.pregnancy, question.egfr, question.mri_implant, question.contrast_allergy)
    assert set(flags) == {SafetyFlag.NOT_KNOWN}


def test_images_are_of_the_past_or_in_words() -> None:
    assert read(LEAST | {"image_date": "last October"}).body.basis.image_date == "last October"
    assert set(problems(LEAST | {"image_date": "25/11/2026"})) == {"image_date"}


def test_long_texts_have_room_and_the_bound_is_said() -> None:
    assert len(read(LEAST | {"advice": "x" * 10_000}).body.opinion.advice) == 10_000
    told = problems(LEAST | {"advice": "x" * 10_001, "patient_name": "y" * 201})
    assert "10,001 characters; there is room for 10,000" in told["advice"]
    assert "201 characters; there is room for 200" in told["patient_name"]


def test_control_characters_go_and_words_stay() -> None:
    typed = "L4/5\x00 disc\r\n\tno\u202e flag\x07\ud800\ufffe\U0001ffff\ufdd0"
    assert read(LEAST | {"question": typed}).question.question == "L4/5 disc\n\tno flag"


def test_other_fields_of_the_page_are_passed_over() -> None:
    assert read(LEAST | {"form_token": "abc"}) == read(LEAST)


@pytest.mark.parametrize("form", [LEAST, FULL, FULL | {"within_scope": "yes"}])
def test_a_record_becomes_its_form_and_is_read_as_itself(form: dict[str, str]) -> None:
    record = read(form)
    assert read(record_form.to_form(record)) == record


def test_the_parts_make_the_form_that_a_draft_starts_from() -> None:
    record = read(FULL)
    parts = record_form.to_form(record.requester, record.patient, record.question)
    assert parts["patient_name"] == "Pat Fictional"
    assert parts["mri_implant"] == "yes"
    assert parts["date_of_birth"] == "1 February 1950", "as people write it, and not as machines do"
    assert "advice" not in parts
    assert record_form.to_form(None) == {}


def test_a_general_question_becomes_its_form() -> None:
    form = without(LEAST, "patient_name", "date_of_birth") | {"general_question": "on"}
    assert record_form.to_form(read(form))["general_question"] == "yes"


def test_every_field_has_a_label_and_every_label_a_field() -> None:
    values: set[str] = set(Requester.model_fields) | set(Patient.model_fields)
    values |= set(Question.model_fields)
    for part in Body.model_fields.values():
        if part.annotation is not date and part.annotation is not None:
            values |= set(part.annotation.model_fields)
    values -= {"author_scope", "practice_said"}
    assert set(record_form.LABELS) == values | {"general_question"}


names = st.sampled_from(sorted(record_form.LABELS))


@given(st.dictionaries(names, st.text(max_size=60)))
def test_no_form_whatever_breaks_the_reader(form: dict[str, str]) -> None:
    told: tuple[Problem, ...] = ()
    try:
        record = read(form)
    except Invalid as refused:
        told = refused.problems
    else:
        assert Record.from_json(record.to_json()) == record
    assert {each.field for each in told} <= set(record_form.LABELS)
    assert all(each.message.endswith(".") for each in told)


@given(st.text(max_size=300), st.text(max_size=300))
def test_what_is_sealed_as_json_comes_back_as_it_was(question: str, advice: str) -> None:
    try:
        record = read(FULL | {"question": question, "advice": advice})
    except Invalid:
        return
    assert Requester.from_json(record.requester.to_json()) == record.requester
    assert Question.from_json(record.question.to_json()) == record.question
    assert Body.from_json(record.body.to_json()) == record.body
    assert "\x00" not in record.body.to_json()


def test_a_record_sealed_before_a_field_was_added_is_still_read() -> None:
    assert Question.from_json('{"question": "MRI?", "gone": 1}') == Question(question="MRI?")
