"""A Slack in miniature with two people, a channel and an application that only keeps what it is
told."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient

from integrations.sandbox.slack.miniature import Miniature

CHANNEL = "C0HOTDOC"


@dataclass
class Application:
    """What it was told, and what it answers."""

    told: list[tuple[dict[str, Any], Mapping[str, str], bytes]] = field(default_factory=list)
    status: int = 200
    answer: Mapping[str, Any] | None = None

    def post(self, _url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        self.told.append((_read(body), headers, body))
        return self.status, b"" if self.answer is None else json.dumps(self.answer).encode()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [each["event"] for each, _, _ in self.told if "event" in each]


def _read(body: bytes) -> dict[str, Any]:
    if body.startswith(b"{"):
        tree: dict[str, Any] = json.loads(body)
        return tree
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return json.loads(form["payload"]) if "payload" in form else form


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def slack(application: Application) -> Iterator[Miniature]:
    with Miniature("http://localhost:1/slack/events", application.post) as here:
        here.workspace.user("U0AMARA", "Dr Amara Example", "amara@example.org")
        here.workspace.user("U0BEN", "Ben Example")
        here.workspace.channel(CHANNEL, "hot-doc", "U0AMARA", "U0BEN")
        here.delivering.retry_seconds = (0.0, 0.0, 0.0)
        yield here


@pytest.fixture
def client(slack: Miniature) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
