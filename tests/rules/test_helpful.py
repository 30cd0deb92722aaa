"""The gentle checks: they speak when a reply would help little, and are silent otherwise."""

from datetime import date, timedelta

import pytest

from advice_line.rules import helpful, record_form
from advice_line.rules.record import Record
from tests.rules.conftest import london

GOOD = {
    "requester_name": "Dr Ann Example",
    "patient_name": "Pat Fictional",
    "date_of_birth": "1-2-1950",
    "question": "Knee pain for 6 weeks. MRI?",
    "advice": "MRI would show a meniscal tear. If it does, refer to orthopaedics; "
    "if not, physiotherapy for six weeks.",
    "test_advised": "yes",
    "test_name": "MRI knee",
    "action_owner": "GP",
    "action_by": "in 2 weeks",
}
NO_TEST = GOOD | {"test_advised": "no", "test_name": "", "advice": "Physiotherapy first. No MRI."}


def record(form: dict[str, str], scope: tuple[str, ...] = ()) -> Record:
    return record_form.read(form, scope, date(2026, 11, 24))


def test_a_helpful_reply_is_left_alone() -> None:
    assert helpful.hints(record(GOOD)) == ()
    assert helpful.hints(record(NO_TEST)) == ()


def test_a_list_of_tests_is_asked_what_then() -> None:
    (hint,) = helpful.hints(record(GOOD | {"advice": "MRI knee."}))
    assert "what to do then" in hint


@pytest.mark.parametrize("test", ["PET-CT", "CT pulmonary angiogram", "Ultrasound guided biopsy"])
def test_a_practice_is_not_asked_for_what_it_cannot_order(test: str) -> None:
    (hint,) = helpful.hints(record(GOOD | {"test_name": test}))
    assert "cannot order" in hint
    assert helpful.hints(record(GOOD | {"test_name": test, "action_owner": "Radiology"})) == ()


def test_an_answer_that_comes_late_is_told_so() -> None:
    wanted = london("2026-11-24 12:00")
    late = wanted + timedelta(minutes=1)
    assert helpful.hints(record(GOOD), wanted_by=wanted, now=wanted) == ()
    (hint,) = helpful.hints(record(GOOD), wanted_by=wanted, now=late)
    assert "later than it was wanted" in hint


@pytest.mark.hazard("H12")
@pytest.mark.parametrize(
    ("advice", "asked"),
    [
        ("I suggest an urgent CT of the chest.", True),
        ("Please arrange a chest X-ray in six weeks.", True),
        ("I would not recommend imaging.", True),
        ("I recommend physiotherapy and no imaging.", False),
        ("Physiotherapy is advised rather than an MRI.", False),
        ("The CT of 1 November is normal.", False),
    ],
)
def test_a_test_hidden_in_the_text_is_pointed_out(advice: str, asked: bool) -> None:
    # "Not recommend imaging" is asked about too: a needless question is better than a lost test.
    assert bool(helpful.hints(record(NO_TEST | {"advice": advice}))) is asked


@pytest.mark.hazard("H12")
@pytest.mark.parametrize("advice", ["Physiotherapy first.", "Urgent CT today. I will arrange it."])
def test_who_did_not_say_whether_a_test_is_advised_is_asked(advice: str) -> None:
    (hint,) = helpful.hints(record(NO_TEST | {"test_advised": "", "advice": advice}))
    assert hint.startswith("You did not say whether a test is advised.")


def test_who_has_a_scope_is_reminded_of_it_until_they_say() -> None:
    (hint,) = helpful.hints(record(GOOD, ("msk", "chest")))
    assert "msk, chest" in hint
    assert helpful.hints(record(GOOD | {"within_scope": "yes"}, ("msk", "chest"))) == ()
