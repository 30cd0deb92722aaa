"""The page of who is asked: nothing without its code, nothing by looking, and nothing lost that was
typed."""

import pytest
from sqlmodel import col, select

from advice_line.desk.tracers import own_page
from advice_line.desk.tracers.own_page import OwnTracers
from advice_line.errors import NotAllowed
from advice_line.kinds import Role
from advice_line.rules.tracing import CORRECTED_WITHIN
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import Actor
from tests.tracers.traced import DONE, NOT_DONE, NOT_YET, ROWAN, Traced, at
from tests.web.people import CANARIES


@pytest.mark.hazard("H15")
def test_a_forwarded_link_gives_nothing_and_looking_changes_nothing(traced: Traced) -> None:
    reference = traced.advises()
    traced.passes_to(at(12, 23))
    own, before = traced.reading(), traced.tracer()

    other = traced.scene.browser().opens(traced.link()).never_sees(*CANARIES, reference)
    action = own.form(DONE).action
    other.opens(action.rpartition("/")[0] + "/code").never_sees(*CANARIES, reference)
    token = other.form("Send me a code").fields if "Send me a code" in other.page else {}
    other.posts(action, token | {"outcome": "done"}).never_sees(*CANARIES, reference)
    assert traced.tracer() == before
    own.opens(traced.link())
    assert traced.tracer() == before


@pytest.mark.hazard("H15")
def test_the_code_of_another_link_opens_nothing(traced: Traced) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))
    door, token = OwnTracers(traced.world.ledger), traced.link().rpartition("/")[2]
    other = Actor("requester:99", frozenset({Role.REQUESTER}), link_id=99)
    with pytest.raises(NotAllowed):
        door.read(other, token)
    with pytest.raises(NotAllowed):
        door.answer(other, token, traced.tracer()["id"], {"outcome": "done"}, "once")


def test_what_was_typed_is_kept_where_the_reason_is_missing(traced: Traced) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))
    page = traced.reading()
    page.presses(NOT_DONE, found="She moved away", feedback="No slots").is_refused(422)
    page.sees("Choose why it was not done", "She moved away", "No slots")
    assert traced.tracer()["answers"] == []
    page.presses(NOT_DONE, reason="not_available").sees("could not be had", "She moved away")
    (answer,) = traced.tracer()["answers"]
    assert (answer["outcome"], answer["reason"]) == ("not_done", "not_available")


def test_the_same_tap_twice_is_one_answer_and_another_after_going_back_is_another(
    traced: Traced,
) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))
    page = traced.reading()
    form = page.form(NOT_YET)
    for outcome in ("unknown", "unknown", "done", "done"):
        page.posts(form.action, form.fields | {"outcome": outcome}).is_refused(200)
    assert [each["outcome"] for each in traced.tracer()["answers"]] == ["unknown", "done"]
    page.posts(form.action, form.fields | {"outcome": "changed"}).is_refused(409)


def test_what_was_typed_as_the_code_ran_out_comes_back(traced: Traced) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))
    page = traced.reading()
    traced.world.phones.advance(31 * 60)
    page.presses(DONE, found="A disc at L5").is_refused(401)
    assert "A disc at L5" in page.page
    assert traced.tracer()["answers"] == []


@pytest.mark.hazard("H10")
def test_who_tapped_the_wrong_button_corrects_it_and_both_answers_stay(traced: Traced) -> None:
    traced.advises(urgency_set="urgent")
    traced.passes_to(at(12, 23))
    page = traced.reading().presses(NOT_DONE, reason="not_arranged")
    assert owed(traced) == ["not_followed"]
    back = page.sees("Correct it", "What you said before stays beside it").form(DONE)
    for _ in range(2):
        page.posts(back.action, back.fields | {"outcome": "done"}).is_refused(200)
    page.sees("Not done: nobody has arranged it , by you", "Done as advised , by you")
    assert [each["outcome"] for each in traced.tracer()["answers"]] == ["not_done", "done"]
    assert (owed(traced), traced.world.query()["case"]["traced"]) == ([], "done")
    page.posts(back.action, back.fields | {"outcome": "changed", "found": "A film."})
    page.is_refused(409).sees("answered this already", "A film.")
    page.opens(traced.link()).presses(NOT_YET)
    assert (traced.tracer()["state"], traced.tracer()["due_at"] is None) == ("asked", False)
    page.presses(DONE)
    traced.sleeps_to(traced.now + CORRECTED_WITHIN)
    traced.reading().never_sees("Correct it")


def owed(traced: Traced) -> list[str]:
    tasks = traced.world.query()["tasks"]
    return [each["kind"] for each in tasks if each["state"] == "open"]


def test_who_comes_by_an_expired_link_is_sent_a_fresh_one_where_something_is_open(
    traced: Traced,
) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))
    link = traced.link()
    traced.sleeps_to(at(2, 25, year=2027))
    late = traced.scene.browser().opens(link).is_refused(410).sees("This link has expired")
    late.presses("Send a fresh link to ro…@full.example.org").sees("A fresh link is on its way")
    traced.world.service.deliver()
    assert traced.link() != link
    traced.reading().presses(DONE)
    late.opens(link).is_refused(410).sees("This link has expired").never_sees("Send a fresh link")


def test_what_was_answered_takes_no_place_of_what_is_open(
    traced: Traced, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_page, "MOST_SHOWN", 1)
    first = traced.advises()
    traced.passes_to(at(12, 20))
    second = traced.advises()
    traced.passes_to(at(1, 25, year=2027))
    traced.reading().sees(second).presses(DONE).sees(first)


def test_each_look_at_who_it_was_is_in_the_trail(traced: Traced) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))
    traced.reading(ROWAN)
    traced.office().opens("/admin/tracers").follows("Oak Lane Surgery").sees("Edith Larkspur")
    with traced.world.ledger.look("test") as work:
        viewed = select(TrailEntry.actor).where(col(TrailEntry.action) == "tracer.viewed")
        actors = [each.partition(":")[0] for each in work.session.exec(viewed)]
    assert actors == ["requester", "responder"]


@pytest.mark.hazard("H04")
def test_what_was_added_since_the_page_was_opened_is_read_before_it_is_answered(
    traced: Traced,
) -> None:
    reference = traced.advises()
    traced.passes_to(at(12, 23))
    page = traced.reading()
    traced.signs(reference, addendum_reason="Looked again", advice="CT instead.")
    page.presses(DONE, found="A disc at L5").is_refused(422)
    page.sees("Something was added to the advice", "CT instead.", "A disc at L5")
    assert traced.tracer()["answers"] == []
    page.presses(NOT_YET)
    assert [each["outcome"] for each in traced.tracer()["answers"]] == ["unknown"]
