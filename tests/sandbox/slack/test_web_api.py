"""The miniature refuses what Slack refuses; asked by Slack's own kit."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from integrations.sandbox.slack.miniature import Miniature
from tests.sandbox.slack.conftest import CHANNEL

CLAIM = {"type": "button", "text": {"type": "plain_text", "text": "Claim"}, "action_id": "claim"}
CARD: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "a &amp; b"}},
    {"type": "actions", "elements": [CLAIM]},
]
MODAL: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Close"},
    "blocks": CARD[:1],
}


def refused(call: Any, **args: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return str(caught.value.response["error"])


def test_what_is_posted_is_seen_by_who_is_in_the_channel(
    slack: Miniature, client: WebClient
) -> None:
    client.chat_postMessage(channel=CHANNEL, text="A query waits", blocks=CARD)
    assert slack.person("U0AMARA").sees("a & b").endswith("[Claim]")
    slack.workspace.user("U0CAM", "Cam Example")
    assert "a & b" not in slack.person("U0CAM").screen()


def test_a_channel_that_is_closed_gone_or_not_ours_is_refused(
    slack: Miniature, client: WebClient
) -> None:
    post = client.chat_postMessage
    slack.workspace.channel("C0OTHER", "other", "U0AMARA", with_app=False)
    slack.workspace.channels[CHANNEL].archived = True
    assert refused(post, channel=CHANNEL, text="x") == "is_archived"
    assert refused(post, channel="C0OTHER", text="x") == "not_in_channel"
    assert refused(post, channel="C0NONE", text="x") == "channel_not_found"


def test_messages_are_changed_by_their_author_alone_and_while_they_are_there(
    slack: Miniature, client: WebClient
) -> None:
    words = slack.person("U0BEN").writes(CHANNEL, "hello")
    assert refused(client.chat_update, channel=CHANNEL, ts="1.2", text="x") == "message_not_found"
    code = refused(client.chat_update, channel=CHANNEL, ts=words.ts, text="x")
    assert code == "cant_update_message"


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([{"type": "section", "txt": "x"}], "'txt' was unexpected"),
        ([{"type": "sektion"}], "unsupported type: sektion"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}], "longer than 3000"),
        ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "than 150"),
        ([{"type": "actions", "elements": [{**CLAIM, "value": "x" * 2001}]}], "than 2000"),
        ([{"type": "actions", "elements": [CLAIM, CLAIM]}], "claim is there twice"),
        ([{"type": "divider", "block_id": "x" * 256}], "longer than 255"),
        ([{"type": "divider"}] * 51, "51 blocks, 1 to 50 are taken"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": ""}}], "is empty"),
    ],
)
def test_blocks_that_break_a_type_or_a_limit_are_refused(
    client: WebClient, blocks: list[dict[str, Any]], fault: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert fault in answer["response_metadata"]["messages"][0]


def test_too_long_words_are_refused(client: WebClient) -> None:
    assert refused(client.chat_postMessage, channel=CHANNEL, text="x" * 40_001) == "msg_too_long"


def test_a_trigger_opens_one_view_within_three_seconds(slack: Miniature, client: WebClient) -> None:
    trigger = slack.workspace.trigger("U0AMARA")
    client.views_open(trigger_id=trigger, view=MODAL)
    assert slack.person("U0AMARA").sees("a & b")
    again = refused(client.views_open, trigger_id=trigger, view=MODAL)
    assert again == "exchanged_trigger_id"
    late = slack.workspace.trigger("U0AMARA")
    slack.workspace.later(3.1)
    assert refused(client.views_open, trigger_id=late, view=MODAL) == "expired_trigger_id"


def test_a_view_that_was_changed_meanwhile_is_not_overwritten(client: WebClient) -> None:
    home = {"type": "home", "blocks": CARD[:1]}
    first = client.views_publish(user_id="U0AMARA", view=home)["view"]
    client.views_publish(user_id="U0AMARA", view=home, hash=first["hash"])
    code = refused(client.views_publish, user_id="U0AMARA", view=home, hash=first["hash"])
    assert code == "hash_conflict"


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"title": {"type": "plain_text", "text": "x" * 25}}, "modal.title.text is longer than 24"),
        ({"private_metadata": "x" * 3001}, "longer than 3000"),
        ({"colour": "red"}, "'colour' was unexpected"),
    ],
)
def test_a_modal_that_breaks_a_type_or_a_limit_is_refused(
    slack: Miniature, client: WebClient, broken: dict[str, Any], fault: str
) -> None:
    trigger = slack.workspace.trigger("U0AMARA")
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=trigger, view=MODAL | broken)
    assert fault in caught.value.response["response_metadata"]["messages"][0]


def test_a_token_that_is_wrong_revoked_or_may_too_little_is_refused(
    slack: Miniature, client: WebClient
) -> None:
    stranger = WebClient(token="xoxb-other", base_url=slack.api_url)
    assert refused(stranger.auth_test) == "invalid_auth"
    slack.switches.scopes = frozenset()
    assert refused(client.chat_postMessage, channel=CHANNEL, text="x") == "missing_scope"
    assert refused(client.conversations_history, channel=CHANNEL) == "missing_scope"
    slack.switches.revoked = True
    assert refused(client.auth_test) == "token_revoked"


def test_more_than_a_channel_takes_has_to_wait(client: WebClient) -> None:
    for _ in range(5):
        client.chat_postMessage(channel=CHANNEL, text="x")
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="x")
    assert caught.value.response.status_code == 429
    assert 1 <= int(caught.value.response.headers["Retry-After"]) <= 5


def test_an_answer_can_be_lost_after_the_deed(slack: Miniature, client: WebClient) -> None:
    slack.switches.lost = 1
    with pytest.raises(OSError, match="without response"):
        client.chat_postMessage(channel=CHANNEL, text="done all the same")
    assert [each.text for each in slack.messages(CHANNEL)] == ["done all the same"]


def test_what_is_under_a_message_is_read_page_by_page(slack: Miniature, client: WebClient) -> None:
    head = client.chat_postMessage(channel=CHANNEL, text="head")
    (card,) = slack.messages(CHANNEL)
    for number in range(3):
        slack.person("U0BEN").writes(CHANNEL, f"words {number}", under=card)
    first = client.conversations_replies(channel=CHANNEL, ts=str(head["ts"]), limit=3)
    assert [each["text"] for each in first["messages"]] == ["head", "words 0", "words 1"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = client.conversations_replies(channel=CHANNEL, ts=str(head["ts"]), limit=3, cursor=cursor)
    assert [each["text"] for each in rest["messages"]] == ["words 2"]
    assert [each["text"] for each in client.conversations_history(channel=CHANNEL)["messages"]] == [
        "head"
    ]
