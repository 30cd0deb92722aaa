"""The radiology office answers by what the radiology system shows; the author of urgent advice that
was not followed hears of it."""

import pytest

from advice_line.desk.staff.worklist import Worklist
from advice_line.desk.tracers.asking import asking
from advice_line.desk.tracers.office import TracersOffice
from tests.questions.asking import ADDRESS
from tests.questions.test_author_gone import MAY_NOT_ANSWER
from tests.questions.test_closed_code import CLOSED
from tests.stories.scene import BEN, CHIDI
from tests.tracers.traced import DAY, DONE, NOT_DONE, Traced, at

KEEP = "Keep this answer"
SEEN = {"outcome": "done", "done_on": "3 12 2026", "found": "MRI lumbar spine"}


def test_the_office_answers_first_and_the_requester_is_asked_no_more(traced: Traced) -> None:
    reference = traced.advises()
    traced.passes_to(at(12, 23))
    page = traced.reading()
    form = page.form(DONE)
    office = traced.office().opens("/admin/tracers").follows("Oak Lane Surgery")
    office.sees("Edith Larkspur", "1 February 1950").presses(KEEP, **SEEN)
    office.is_at("/admin/tracers").never_sees(reference)

    (answer,) = traced.tracer()["answers"]
    assert (answer["source"], answer["by"]) == ("radiology_system", "chidi")
    assert (answer["outcome"], answer["done_on"]) == ("done", "2026-12-03")
    page.posts(form.action, form.fields | {"outcome": "not_done", "reason": "other"})
    page.is_refused(409)
    page.opens(traced.link()).sees("Nothing is open any more", "from the radiology system")
    traced.scene.signed_in("amara").opens(f"/desk/{reference}").sees(
        "from the radiology system (Dr Chidi Example)", "Done on Thursday 3 December 2026"
    )
    traced.passes_to(at(3, 31, year=2027))
    assert len(traced.asked()) == 1


def test_an_answer_before_the_notice_went_sends_none(traced: Traced) -> None:
    traced.advises()
    traced.sleeps_to(at(12, 23))
    asking(traced.world.ledger).sweep()
    office, tracer = TracersOffice(traced.world.ledger), traced.tracer()
    assert tracer["state"] == "asked"
    office.answer(traced.world.responder("chidi"), tracer["id"], SEEN, "once")
    traced.works()
    assert traced.asked() == []
    assert traced.tracer()["state"] == "answered"


def test_what_the_office_cannot_have_seen_is_told_beside_what_it_typed(traced: Traced) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))
    office = traced.office().opens("/admin/tracers").follows("Oak Lane Surgery")
    office.presses(KEEP, **(SEEN | {"done_on": "3 11 2026"})).is_refused(422)
    office.sees("was given on 23 November 2026", "MRI lumbar spine")
    assert 'value="3 11 2026"' in office.page
    assert traced.tracer()["answers"] == []


@pytest.mark.parametrize(("alert", "owed"), [("urgent", 1), ("routine", 0)])
def test_urgent_advice_that_was_not_followed_is_its_authors_to_see(
    traced: Traced, alert: str, owed: int
) -> None:
    reference = traced.advises(urgency_set=alert)
    traced.passes_to(at(12, 23))
    traced.reading().presses(NOT_DONE, reason="not_arranged")
    traced.world.settle()
    found = [
        each["owner"]
        for each in traced.world.query()["tasks"]
        if (each["kind"], each["state"]) == ("not_followed", "open")
    ]
    assert found == ["amara"] * owed
    told = [text for text in traced.world.texts("+447700900001") if "not done as advised" in text]
    assert (len(told), [reference in each for each in told]) == (owed, [True] * owed)


@pytest.mark.hazard("H23")
@pytest.mark.parametrize("left", ["before it was said", "after"])
def test_of_an_author_who_has_left_whoever_is_there_sees_it(traced: Traced, left: str) -> None:
    reference = traced.advises(urgency_set="urgent")
    traced.passes_to(at(12, 23))
    practice = traced.reading()
    if left == "before it was said":
        traced.world.set_up(MAY_NOT_ANSWER, reason="She has left.")
    practice.presses(NOT_DONE, reason="not_arranged")
    traced.world.settle()
    if left == "after":
        assert not any(reference in text for text in traced.world.texts(CHIDI))
        traced.world.set_up(MAY_NOT_ANSWER, reason="She has left.")
        traced.world.wait(7 * DAY.total_seconds())
        traced.world.settle()
    for number in (BEN, CHIDI):
        told = [text for text in traced.world.texts(number) if "not done as advised" in text]
        assert [
            f"Dr Amara Example, who is not there, was not done as advised ({reference})" in each
            for each in told
        ] == [True]
    chidi = traced.world.responder("chidi")
    traced.world.records.claim(chidi, reference)
    (task,) = (each for each in traced.world.query()["tasks"] if each["kind"] == "not_followed")
    Worklist(traced.world.ledger).finish(chidi, task["id"], "seen")
    traced.world.wait(7 * DAY.total_seconds())
    assert len([text for text in traced.world.texts(BEN) if "as advised" in text]) == 1


def test_nobody_but_the_office_looks_there(traced: Traced) -> None:
    traced.advises(urgency_set="routine")
    traced.passes_to(at(12, 23))
    traced.scene.signed_in("amara").opens("/admin/tracers").is_refused(403)


@pytest.mark.hazard("H17")
def test_a_practice_whose_code_is_closed_is_not_asked_and_the_office_is(traced: Traced) -> None:
    reference = traced.advises(sender=ADDRESS)
    traced.world.set_up(CLOSED)
    traced.passes_to(at(12, 28, 12))
    assert traced.asked(ADDRESS) == []
    assert traced.tracer()["unreached_at"] is not None
    traced.office().opens("/admin/tracers").sees(reference)


@pytest.mark.hazard("H17")
def test_a_practice_that_closes_after_it_was_asked_is_sent_no_code(traced: Traced) -> None:
    traced.advises(sender=ADDRESS)
    traced.passes_to(at(12, 28, 12))
    traced.world.set_up(CLOSED)
    before = len(traced.mail.mailbox(ADDRESS))
    page = traced.scene.browser().opens(traced.link(ADDRESS))
    assert "Send me a code" not in page.text
    traced.works()
    assert len(traced.mail.mailbox(ADDRESS)) == before
