"""Advice, and what came of it 30 days later: mail, code, page, answer, case, and the page of who
gave it."""

import pytest

from advice_line.education.cases import case_json
from advice_line.schemas.cases import Case
from tests.tracers.traced import DONE, NOT_DONE, ROWAN, SUBJECT, Traced, at
from tests.web.people import CANARIES


@pytest.mark.hazard("H07")
def test_who_asked_is_asked_once_after_30_days_and_the_answer_joins_the_case(
    traced: Traced,
) -> None:
    reference = traced.advises()
    assert traced.tracer()["due_at"] == "2026-12-23T08:00:00Z"
    traced.passes_to(at(12, 23, 7))
    assert traced.asked() == []

    traced.passes_to(at(12, 23))
    (asked,) = traced.asked()
    assert asked.subject == SUBJECT
    for canary in (*CANARIES, reference):
        assert canary not in asked.text + asked.subject

    page = traced.scene.browser().opens(traced.link()).never_sees(*CANARIES, reference)
    page.sees("ro…@full.example.org").presses("Send me a code")
    traced.world.service.deliver()
    page.presses("Continue", code=traced.scene.mailed_code(ROWAN))
    page.sees("Edith Larkspur", "1 February 1950", reference, "MRI of the lumbar spine")

    page.presses(DONE, found="A disc at L5", feedback="Thank you", avoided="referral")
    page.sees("Nothing is open any more", "Done as advised , by you", "A disc at L5")

    tracer = traced.tracer()
    assert (tracer["state"], tracer["due_at"]) == ("answered", None)
    (answer,) = tracer["answers"]
    assert (answer["source"], answer["outcome"]) == ("requester", "done")
    assert (answer["avoided"], answer["reason"], answer["by"]) == ("referral", None, None)
    assert traced.world.query()["case"]["traced"] == "done"

    author = traced.scene.signed_in("amara").opens(f"/desk/{reference}")
    author.sees("What came of it", "A disc at L5", "Thank you", "A referral was avoided")
    author.sees("Done as advised , by the requester", "Done as advised, by the requester")
    traced.passes_to(at(3, 31, year=2027))
    assert len(traced.asked()) == 1


@pytest.mark.hazard("H08")
def test_the_case_has_fixed_words_and_its_author_sees_the_rest_cleaned(traced: Traced) -> None:
    """What somebody wrote of it stays with the query, until its author makes a lesson of it."""
    reference = traced.advises()
    traced.passes_to(at(12, 23))
    found = "Edith Larkspur had a disc at L5"
    traced.reading().presses(NOT_DONE, reason="other", found=found, avoided="both")
    case = traced.world.query()["case"]["reference"]
    with traced.world.ledger.look("test") as work:
        shown = Case.model_validate(
            case_json.as_json(work, case_json.by_reference(work, f" {case.lower()}"))
        )
    assert (shown.traced, shown.traced_reason, shown.traced_by) == (
        "not_done",
        "other",
        "requester",
    )
    assert (shown.avoided, shown.question) == ("both", None)
    assert "disc" not in shown.model_dump_json()

    author = traced.scene.signed_in("amara").opens(f"/desk/{reference}/saved")
    author.presses("Offer this case for teaching").opens(f"/library/{case}")
    author.sees("what came of it: not done", "had a disc at L5", "Larkspur (removed")
    month = author.opens("/library/month/2026-11").sees("What came of it", "Not done")
    month.never_sees("disc at L5")
