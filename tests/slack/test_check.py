"""What `check` says of Slack: what is missing, and how to mend it; never a secret."""

from collections.abc import Iterator
from typing import Any

import pytest

from integrations.sandbox.slack.miniature import Miniature
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


@pytest.fixture
def slack() -> Iterator[Miniature]:
    with Miniature("http://localhost:1/slack/events", lambda *_: (200, b"")) as here:
        here.workspace.channel("C0HOTDOC", "hot-doc")
        yield here


def said(slack: Miniature, **more: Any) -> dict[str, bool]:
    return {each.sentence: each.ok for each in check(slack.bot_token, slack.api_url, **more)}


def test_all_that_is_well_is_said(slack: Miniature) -> None:
    assert said(slack, signed=True, app_token="xapp-miniature", channels=["C0HOTDOC"]) == {
        "On: advice_line in Miniature.": True,
        "The app may do all that is asked of it.": True,
        "Slack is heard at /slack/events.": True,
        "Slack is heard by Socket Mode.": True,
        "The app is in channel C0HOTDOC.": True,
    }


def test_what_the_app_may_not_yet_is_named(slack: Miniature) -> None:
    slack.switches.scopes -= {"im:history", "commands"}
    (found,) = [each for each, ok in said(slack, signed=True).items() if not ok]
    assert found.startswith("The app may not yet: commands, im:history. ")


def test_a_slack_to_which_nobody_listens_is_said(slack: Miniature) -> None:
    (found,) = [each for each, ok in said(slack).items() if not ok]
    assert "Set SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN" in found
    (found,) = [each for each, ok in said(slack, app_token="xapp-other").items() if not ok]
    assert "Socket Mode is refused (invalid_auth)" in found


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"archived": True}, "is archived"),
        ({"shared": True}, "is shared with another organisation"),
        ({"members": set()}, "The app is not in channel C0HOTDOC. Invite"),
        ({"private": True, "members": set()}, "Slack shows the app no channel C0HOTDOC"),
    ],
)
def test_a_channel_that_takes_no_card_is_named(
    slack: Miniature, changed: dict[str, Any], sentence: str
) -> None:
    for name, value in changed.items():
        setattr(slack.workspace.channels["C0HOTDOC"], name, value)
    found = [each for each, ok in said(slack, signed=True, channels=["C0HOTDOC"]).items() if not ok]
    assert len(found) == 1
    assert sentence in found[0]
