"""What `check` says of Slack: what is missing, and how to mend it; never a secret."""

import pytest

from integrations.slack.check import check
from tests.slack.conftest import Peer

TOKEN = "xoxb-canary"


def test_without_a_token_slack_is_off_and_nobody_is_asked(peer: Peer) -> None:
    answer = check(None, peer.url)
    assert [(each.name, each.ok) for each in answer] == [("slack", True)]
    assert answer[0].sentence == "Off. Set SLACK_BOT_TOKEN to switch Slack on."
    assert peer.asked == []


def test_slack_itself_is_asked_who_we_are(peer: Peer) -> None:
    peer.body = '{"ok": true, "user": "advice", "team": "Example Trust"}'
    assert check(TOKEN, peer.url)[0].sentence == "On: advice in Example Trust."
    assert peer.asked == [("/api/auth.test", f"Bearer {TOKEN}")]


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, '{"ok": false, "error": "invalid_auth"}', "Copy the bot token again"),
        (200, '{"ok": false, "error": "account_inactive"}', "Install it again"),
        (429, '{"ok": false, "error": "ratelimited"}', "Try again in a minute"),
        (200, '{"ok": false, "error": "team_added_to_org"}', "refused with team_added_to_org"),
        (502, "<html>canary of a proxy</html>", "is not Slack"),
        (200, "[]", "is not Slack"),
        (200, "{", "is not Slack"),
    ],
)
def test_each_refusal_says_how_to_mend_it(peer: Peer, status: int, body: str, said: str) -> None:
    peer.status, peer.body = status, body
    answer = check(TOKEN, peer.url)[0]
    assert not answer.ok
    assert said in answer.sentence
    assert "canary" not in answer.sentence


def test_a_slack_that_cannot_be_reached_is_said() -> None:
    answer = check(TOKEN, "http://127.0.0.1:1/api/")[0]
    assert not answer.ok
    assert "cannot be reached" in answer.sentence


def test_an_address_that_is_not_the_api_is_said(peer: Peer) -> None:
    answer = check(TOKEN, peer.url.removesuffix("api/"))[0]
    assert (answer.ok, answer.sentence) == (False, "SLACK_API_URL must end in /api/.")
    assert peer.asked == []
