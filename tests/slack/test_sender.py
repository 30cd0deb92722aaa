"""What we ask of Slack, and what its refusals are to the desk."""

from dataclasses import dataclass
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError

from advice_line.errors import DeliveryDelayed, DeliveryFailed, DeliveryRefused
from advice_line.ports.chat import ChatHome, ChatNotice, ChatRefusal
from integrations.slack.errors import delivery_error
from tests.slack.desk import AMARA, CHANNEL, NINE, Wired, card

NOTICE = ChatNotice(("A question waits.",), "https://advice.example.org/desk", "Open")


def refused(here: Wired) -> str:
    with pytest.raises(DeliveryRefused) as caught:
        here.posted()
    return caught.value.code


def test_a_card_is_posted_changed_and_always_the_same_message(here: Wired) -> None:
    message = here.posted()
    here.ours.sender.update_query(CHANNEL, message, card(state="Taken", owner="Ben Example"))
    (shown,) = here.slack.messages(CHANNEL)
    assert shown.ts == message
    assert shown.text == "K7Q2-M9FX: Taken. Asked for: today."
    assert "With Ben Example" in here.amara.screen()


@pytest.mark.parametrize(
    ("name", "value"), [("archived", True), ("members", {AMARA}), ("private", True)]
)
def test_a_channel_that_takes_nothing_is_closed(here: Wired, name: str, value: Any) -> None:
    channel = here.slack.workspace.channels[CHANNEL]
    channel.members.discard("U0MINIAPP")
    setattr(channel, name, value)
    assert refused(here) == ChatRefusal.CHANNEL_CLOSED


@pytest.mark.hazard("H07")
def test_nothing_is_posted_or_changed_where_another_organisation_reads(here: Wired) -> None:
    here.slack.workspace.channels[CHANNEL].shared = True
    assert refused(here) == ChatRefusal.CHANNEL_SHARED
    with pytest.raises(DeliveryRefused):
        here.ours.sender.update_query(CHANNEL, "1.2", card())
    assert {each.method for each in here.slack.asked} == {"conversations.info"}


def test_a_message_that_somebody_took_away_is_gone(here: Wired) -> None:
    message = here.posted()
    here.slack.messages(CHANNEL)[0].deleted = True
    with pytest.raises(DeliveryRefused) as caught:
        here.ours.sender.update_query(CHANNEL, message, card())
    assert caught.value.code == ChatRefusal.MESSAGE_GONE


def test_a_revoked_token_and_a_missing_scope_are_for_a_person(here: Wired) -> None:
    here.slack.switches.scopes -= {"chat:write"}
    assert refused(here) == ChatRefusal.NOT_LET_IN
    here.slack.switches.revoked = True
    assert refused(here) == ChatRefusal.NOT_LET_IN


def test_too_much_at_once_is_tried_later_and_nobody_sleeps_for_long(here: Wired) -> None:
    for _ in range(5):
        here.posted()
    here.slack.workspace.later(-4)
    with pytest.raises(DeliveryDelayed) as caught:
        here.posted()
    assert (caught.value.code, caught.value.maybe_sent) == ("ratelimited", False)
    assert caught.value.wait > 3, "as long as Slack asks"


def test_a_fault_of_slack_leaves_open_whether_it_was_done(here: Wired) -> None:
    here.slack.switches.broken = 1
    with pytest.raises(DeliveryDelayed) as caught:
        here.posted()
    assert caught.value.maybe_sent


def test_one_person_is_told_and_found_to_have_been(here: Wired) -> None:
    told = here.ours.sender.tell(AMARA, NOTICE, "attempt-7")
    assert here.ours.sender.find_told(AMARA, "attempt-7", NINE) == told
    assert here.ours.sender.find_told(AMARA, "attempt-8", NINE) is None
    here.amara.sees("A question waits.")
    here.slack.workspace.users[AMARA].deleted = True
    with pytest.raises(DeliveryRefused) as caught:
        here.ours.sender.tell(AMARA, NOTICE, "attempt-9")
    assert caught.value.code == ChatRefusal.ACCOUNT_GONE


def test_a_home_is_shown_anew_whatever_stood_there(here: Wired) -> None:
    for heading in ("First", "Second"):
        here.ours.sender.show_home(AMARA, ChatHome(heading))
    assert here.amara.home == "Second"


@dataclass
class Answer:
    status_code: int
    data: object


def api_error(status: int, data: object) -> SlackApiError:
    return SlackApiError("canary", Answer(status, data))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "code", "maybe_sent"),
    [
        (URLError(ConnectionRefusedError()), "no-connection", False),
        (URLError(TimeoutError()), "no-answer", True),
        (TimeoutError(), "no-answer", True),
        (ConnectionResetError(), "connection-lost", True),
        (SlackRequestError("canary"), "unreadable-answer", True),
        (api_error(200, {"ok": False, "error": "internal_error"}), "internal_error", True),
        (
            api_error(200, {"ok": False, "error": "<html> canary"}),
            "unreadable-answer",
            True,
        ),
        (api_error(503, b"canary"), "503", True),
        (api_error(429, {"error": "ratelimited"}), "ratelimited", False),
    ],
)
def test_what_may_be_tried_again_says_whether_it_may_have_been_done(
    error: Exception, code: str, maybe_sent: bool
) -> None:
    made = delivery_error(error)
    assert (type(made), made.code, made.maybe_sent) == (DeliveryDelayed, code, maybe_sent)
    assert "canary" not in str(made)


def test_a_refusal_of_what_was_shown_keeps_slacks_word() -> None:
    made: DeliveryFailed = delivery_error(api_error(200, {"error": "invalid_blocks"}))
    assert (type(made), made.code) == (DeliveryRefused, "invalid_blocks")
