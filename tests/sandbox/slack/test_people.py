"""What people do in the miniature comes to the application as Slack would tell it."""

import time
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from integrations.sandbox.slack.miniature import Miniature
from tests.sandbox.slack.conftest import CHANNEL, Application
from tests.sandbox.slack.test_web_api import CARD

FORM: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Close"},
    "submit": {"type": "plain_text", "text": "Close it"},
    "blocks": [
        {
            "type": "input",
            "block_id": "reason",
            "label": {"type": "plain_text", "text": "Why"},
            "element": {
                "type": "static_select",
                "action_id": "given",
                "options": [{"text": {"type": "plain_text", "text": "Test"}, "value": "test"}],
            },
        }
    ],
}


def test_every_delivery_is_signed_as_slacks_own_kit_checks_it(
    slack: Miniature, application: Application
) -> None:
    slack.person("U0BEN").writes(CHANNEL, "hello")
    slack.delivering.settle()
    slack.person("U0BEN").commands("/hotdoc", "words")
    for _, headers, body in application.told:
        verifier = SignatureVerifier(slack.workspace.signing_secret)
        assert verifier.is_valid_request(body, dict(headers))
        assert not verifier.is_valid_request(body + b" ", dict(headers))


def test_words_their_edit_and_their_end_are_told_in_order(
    slack: Miniature, application: Application
) -> None:
    ben = slack.person("U0BEN")
    said = ben.writes(CHANNEL, "first")
    ben.edits(said, "second").deletes(said)
    slack.delivering.settle()
    subtypes = [each.get("subtype") for each in application.events]
    assert subtypes == [None, "message_changed", "message_deleted"]
    assert application.events[1]["message"]["text"] == "second"
    assert application.events[2]["deleted_ts"] == said.ts


def test_an_unanswered_event_comes_three_times_more_with_the_same_id(
    slack: Miniature, application: Application
) -> None:
    application.status = 500
    slack.person("U0BEN").writes(CHANNEL, "hello")
    slack.delivering.settle()
    assert len({each["event_id"] for each, _, _ in application.told}) == 1
    retries = [headers.get("X-Slack-Retry-Num") for _, headers, _ in application.told]
    assert retries == [None, "1", "2", "3"]


def test_a_press_says_who_where_and_what(
    slack: Miniature, application: Application, client: WebClient
) -> None:
    client.chat_postMessage(channel=CHANNEL, text="card", blocks=CARD)
    slack.person("U0AMARA").clicks("Claim", about="a & b")
    pressed = application.told[-1][0]
    assert (pressed["type"], pressed["user"]["id"]) == ("block_actions", "U0AMARA")
    assert pressed["actions"][0]["action_id"] == "claim"
    assert pressed["channel"]["id"] == CHANNEL


def test_who_presses_sees_that_nobody_answered(
    slack: Miniature, application: Application, client: WebClient
) -> None:
    client.chat_postMessage(channel=CHANNEL, text="card", blocks=CARD)
    application.status = 500
    assert slack.person("U0AMARA").clicks("Claim").troubles == ["This app did not respond."]


def test_a_form_is_filled_in_sent_and_may_come_back_with_faults(
    slack: Miniature, application: Application, client: WebClient
) -> None:
    amara = slack.person("U0AMARA")
    client.views_open(trigger_id=slack.workspace.trigger("U0AMARA"), view=FORM)
    with pytest.raises(LookupError, match="'Why' is required"):
        amara.submits()
    application.answer = {"response_action": "errors", "errors": {"reason": "Not now."}}
    amara.chooses("Why", "Test").submits().sees("Not now.")
    values = application.told[-1][0]["view"]["state"]["values"]
    assert values["reason"]["given"]["selected_option"]["value"] == "test"
    application.answer = None
    assert amara.submits().modal is None


def test_people_of_another_organisation_come_with_their_own_team(
    slack: Miniature, application: Application
) -> None:
    slack.workspace.outsider("U0OUT", "Olly Outside")
    slack.workspace.channel("C0SHARED", "shared", "U0OUT", shared=True)
    slack.person("U0OUT").writes("C0SHARED", "hello")
    slack.delivering.settle()
    (event,) = application.events
    assert event["user_team"] != application.told[0][0]["team_id"]
    assert application.told[0][0]["is_ext_shared_channel"]


def test_what_is_held_comes_in_the_wrong_order_and_what_is_doubled_twice(
    slack: Miniature, application: Application
) -> None:
    slack.switches.held = slack.switches.doubled = True
    for words in ("one", "two"):
        slack.person("U0BEN").writes(CHANNEL, words)
    slack.delivering.let_go()
    slack.delivering.settle()
    assert [each["text"] for each in application.events] == ["two", "two", "one", "one"]


def test_a_slack_that_is_slow_or_down_is_just_that(slack: Miniature, client: WebClient) -> None:
    slack.switches.slow = 0.2
    began = time.monotonic()
    client.auth_test()
    assert time.monotonic() - began >= 0.2
    slack.switches.down = True
    with pytest.raises(OSError, match="without response"):
        client.auth_test()
