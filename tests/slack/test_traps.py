"""Where the kit for Slack as it comes loses or doubles something: a test for each of its traps."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from advice_line.errors import DeliveryDelayed, Problem
from advice_line.ports.chat_desk import (
    ActChosen,
    FormSent,
    Mend,
    Refused,
    Stale,
    ThreadWords,
    WordsChanged,
)
from integrations.sandbox.slack import payloads
from integrations.slack import answers
from integrations.slack.marks import EVENTS
from tests.slack.desk import AMARA, BUSY, CHANNEL, CLOSING, Wired, card


@pytest.mark.hazard("H16")
def test_it_is_kept_before_slack_is_told_that_we_have_it(here: Wired) -> None:
    """Bolt acknowledges an event before its listener runs: what fails then is handed on later."""
    here.posted()
    here.desk.fails["thread_words"] = RuntimeError("killed in the middle")
    (message,) = here.slack.messages(CHANNEL)
    here.amara.writes(CHANNEL, "seen before", under=message)
    here.told()
    here.until(lambda: bool(here.amara.whispers()))
    (key,) = here.desk.kept
    assert (here.desk.done, here.desk.of(ThreadWords)) == ([], [])
    here.desk.fails.clear()
    here.ours.reader.again(here.desk.kept[key])
    (words,) = here.desk.of(ThreadWords)
    assert (words.key, words.words, words.thread) == (key, "seen before", message.ts)


@pytest.mark.hazard("H16")
def test_what_cannot_be_kept_is_answered_500_and_told_again(here: Wired) -> None:
    here.posted()
    here.desk.fails["keep"] = BUSY
    (message,) = here.slack.messages(CHANNEL)
    here.slack.delivering.retry_seconds = (0.0, 0.3, 0.3)
    here.amara.writes(CHANNEL, "again please", under=message)
    here.until(lambda: any(each.status == 500 for each in here.slack.delivered))
    here.desk.fails.clear()
    here.told()
    here.until(lambda: len(here.desk.of(ThreadWords)) == 1)
    assert [each.status for each in here.slack.delivered][-1] == 200


@pytest.mark.hazard("H16")
def test_a_retry_may_be_the_first_copy_that_comes(here: Wired) -> None:
    """So it is told by its key what we have, never by the header that says it is a retry."""
    here.posted()
    (message,) = here.slack.messages(CHANNEL)
    here.told()
    channel = here.slack.workspace.channels[CHANNEL]
    said = here.slack.workspace.say(channel, AMARA, "only once", thread_ts=message.ts)
    event = payloads.message_event(here.slack.workspace, said)
    body = json.dumps(payloads.envelope(here.slack.workspace, event)).encode()
    for _ in range(3):
        headers = here.signed(body) | {"X-Slack-Retry-Num": "1"}
        assert here.browser.post(EVENTS, content=body, headers=headers).status_code == 200
    here.until(lambda: len(here.desk.of(ThreadWords)) >= 1)
    time.sleep(0.1)
    assert [each.words for each in here.desk.of(ThreadWords)] == ["only once"]


def test_an_error_after_the_acknowledgement_is_no_time_out(here: Wired) -> None:
    here.posted()
    here.desk.fails["act"] = RuntimeError("a fault of ours")
    here.amara.clicks("Claim").sees("It is kept, and tried again by itself")
    assert here.slack.delivered[-1].status == 200


def test_what_fails_in_a_lazy_function_is_recorded_and_its_person_told(
    here: Wired, caplog: pytest.LogCaptureFixture
) -> None:
    here.desk.fails["ask_wanted"] = RuntimeError("Edith Larkspur")
    here.amara.commands("/hotdoc", "Edith Larkspur").sees(answers.NOT_DONE)
    assert "RuntimeError" in caplog.text
    assert "Edith" not in caplog.text


def test_a_form_that_waits_for_the_desk_keeps_nobody_else_waiting(here: Wired) -> None:
    """Bolt's own adapter would hold the event loop meanwhile."""
    here.form_before_amara()
    here.desk.waits = 0.6
    with ThreadPoolExecutor(1) as another:
        sending = another.submit(here.amara.chooses("Why", "A test").submits)
        time.sleep(0.1)
        began = time.monotonic()
        assert here.browser.get("/healthz").status_code == 200
        assert time.monotonic() - began < 0.3
        assert not sending.done()
        sending.result()


def test_slow_work_keeps_no_acknowledgement_waiting(here: Wired) -> None:
    """Bolt runs both in one pool of five: with all of them at work nothing would be answered."""
    here.posted()
    here.slack.switches.slow = 0.4
    press = here.amara.press_of("Claim")
    with ThreadPoolExecutor(12) as many:
        for done in many.map(lambda _: here.amara.presses_again(press), range(12)):
            assert (done.status, done.seconds < 0.3) == (200, True)


def test_nothing_ever_goes_to_the_address_that_the_kit_has_built_in(here: Wired) -> None:
    assert here.ours.bolt.client.base_url == here.slack.api_url
    assert here.ours.bolt.client.token is None
    here.posted()
    here.amara.clicks("Claim").sees("It is done.")


def test_a_card_whose_answer_was_lost_is_found_and_not_posted_twice(here: Wired) -> None:
    """The kit's default posts once more where a connection was lost."""
    here.slack.switches.lost = 1
    with pytest.raises(DeliveryDelayed) as caught:
        here.posted()
    assert caught.value.maybe_sent
    (message,) = here.slack.messages(CHANNEL)
    assert here.ours.sender.find_posted(CHANNEL, "attempt-1", card().waiting_since.at) == message.ts
    assert here.ours.sender.find_posted(CHANNEL, "attempt-2", card().waiting_since.at) is None


def test_a_change_is_tried_again_where_slack_failed_or_asked_for_a_moment(here: Wired) -> None:
    message = here.posted()
    here.slack.switches.broken = 1
    here.ours.sender.update_query(CHANNEL, message, card(state="Taken"))
    assert "Taken" in here.amara.screen()
    here.slack.switches.too_many = 1
    here.ours.sender.update_query(CHANNEL, message, card(state="Answered"))
    assert "Answered" in here.amara.screen()


def test_joins_edits_other_programs_and_ourselves_ask_nothing(here: Wired) -> None:
    here.posted()
    (message,) = here.slack.messages(CHANNEL)
    here.amara.joins(CHANNEL)
    here.amara.writes(CHANNEL, "good morning everybody")
    here.ours.sender.update_query(CHANNEL, message.ts, card(state="Taken"))
    here.told()
    assert (here.desk.kept, here.desk.heard) == ({}, [])
    assert {each.status for each in here.slack.delivered} == {200}


def test_an_edit_and_an_end_are_amendments_and_no_new_words(here: Wired) -> None:
    here.posted()
    (message,) = here.slack.messages(CHANNEL)
    said = here.amara.writes(CHANNEL, "first &amp; &lt;best&gt;", under=message)
    here.amara.edits(said, "second").deletes(said)
    here.told()
    here.until(lambda: len(here.desk.heard) == 3)
    (words,) = here.desk.of(ThreadWords)
    changes = sorted(here.desk.of(WordsChanged), key=lambda each: each.at)
    assert words.words == "first & <best>"
    assert [(each.first.message, each.words) for each in changes] == [
        (said.ts, "second"),
        (said.ts, None),
    ]


def test_what_is_wrong_with_a_form_is_its_own_acknowledgement(here: Wired) -> None:
    here.form_before_amara()
    here.desk.form_answer = Mend((Problem("reason", "Choose another."), Problem("", "And that.")))
    here.amara.chooses("Why", "A test").submits().sees("Choose another. And that.")
    here.desk.form_answer = Mend((Problem("reason", "Still not."),))
    here.amara.submits().sees("Still not.")


def test_a_form_that_could_not_be_sent_stays_open_with_what_was_given(here: Wired) -> None:
    here.form_before_amara()
    here.desk.fails["form_sent"] = BUSY
    here.amara.chooses("Why", "A test").submits().sees(answers.NOT_SENT)
    here.desk.fails.clear()
    here.amara.submits().sees("It is done.")
    (sent,) = here.desk.of(FormSent)
    assert sent.fields == {"reason": "test"}


def test_a_form_sent_twice_is_one_and_mended_it_is_another(here: Wired) -> None:
    here.form_before_amara()
    here.desk.form_answer = Mend((Problem("reason", "Not yet."),))
    first = here.amara.chooses("Why", "A test").submission()
    for _ in range(2):
        here.amara.presses_again(first)
    here.desk.form_answer = Refused("No.")
    keys = [each.key for each in here.desk.of(FormSent)]
    assert len(set(keys)) == 1
    view = here.slack.workspace.modal(AMARA)
    assert view is not None
    view.given["reason"] = {"given": {"type": "static_select", "selected_option": None}}
    here.amara.presses_again(payloads.submission(here.slack.workspace, here.amara.user, view))
    assert len({each.key for each in here.desk.of(FormSent)}) == 2


def test_the_modal_is_open_before_the_desk_has_thought_about_it(here: Wired) -> None:
    """A trigger lives three seconds, and opens one view."""
    here.posted()
    here.desk.answer = CLOSING
    here.desk.waits = 0.3
    here.amara.clicks("Close").sees(answers.WAIT, seconds=0.3)
    here.amara.sees("It is closed.")
    assert [each.method for each in here.slack.asked if "views" in each.method] == [
        "views.open",
        "views.update",
    ]


def test_who_presses_where_slack_is_too_slow_to_open_anything_is_told(here: Wired) -> None:
    here.posted()
    press = here.amara.press_of("Close")
    here.slack.workspace.later(4)
    here.amara.presses_again(press)
    here.amara.sees(answers.TOO_LATE)
    assert here.desk.of(ActChosen) == []


def test_who_acted_on_what_was_not_so_any_more_sees_how_it_is_now(here: Wired) -> None:
    here.posted()
    here.desk.answer = Stale("It has changed.", card(version=4, owner="Ben Example"))
    here.amara.clicks("Claim").sees("It has changed.")
    here.amara.sees("With Ben Example")
    here.amara.clicks("Claim", about="It has changed.")
    here.until(lambda: len(here.desk.of(ActChosen)) == 2)
    assert [each.version for each in here.desk.of(ActChosen)] == [3, 4]
