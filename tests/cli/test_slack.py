"""`slack manifest`: what is pasted at Slack to make the app."""

import json

import pytest

from integrations.slack import marks
from tests.cli.conftest import Command


def test_by_its_address_everything_is_told_there(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://advice.example.org")
    made = json.loads(command("slack", "manifest").out)
    address = f"https://advice.example.org{marks.EVENTS}"
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert made["features"]["slash_commands"][0]["url"] == address
    assert made["settings"]["socket_mode_enabled"] is False


def test_by_a_socket_no_address_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = command("slack", "manifest", "--socket-mode")
    assert json.loads(ran.out)["settings"]["socket_mode_enabled"] is True
    assert "http" not in ran.out
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-canary")
    assert command("slack", "manifest").out == ran.out
    assert "xapp" not in ran.out


def test_an_address_that_slack_cannot_reach_is_refused(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "http://localhost:8000")
    ran = command("slack", "manifest")
    assert ran.code == 2
    assert "http://localhost:8000, which Slack cannot reach" in ran.err
    assert "--socket-mode" in ran.err
