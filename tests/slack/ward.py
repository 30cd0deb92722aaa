"""The line of the stories and a Slack in miniature: HTTP one way, signed requests the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import SecretStr

from integrations.sandbox.slack.miniature import Miniature
from integrations.sandbox.slack.people import Person
from integrations.sandbox.slack.posting import client_post
from tests.chat.conftest import setup_file
from tests.chat.hospital import Hospital
from tests.chat.room import CHANNEL
from tests.stories.base import MONDAY_TEN
from tests.stories.scene import PUBLIC_URL
from tests.stories.world import World, world

AMARA, BEN, WARD = "U0AMARA", "U0BEN", "U0WARD"


@dataclass
class Ward(Hospital):
    slack: Miniature

    @property
    def amara(self) -> Person:
        return self.slack.person(AMARA)

    @property
    def ben(self) -> Person:
        return self.slack.person(BEN)

    def sent(self) -> None:
        """What is due goes out, and what came of it goes out as well."""
        self.world.settle()
        self.world.settle()
        self.slack.delivering.settle()


class Later:
    """The miniature is made before the service that it tells."""

    browser: Any = None

    def post(self, url: str, *, content: bytes, headers: Any) -> Any:
        return self.browser.post(url, content=content, headers=headers)


@contextmanager
def ward(
    database_url: str, at: datetime = MONDAY_TEN, *more: str, **changed: Any
) -> Iterator[Ward]:
    """`more` are lines of the setup file, `changed` are settings."""
    client = Later()
    slack = Miniature(f"{PUBLIC_URL}/slack/events", client_post(client))
    slack.delivering.retry_seconds = (0.0, 0.0, 0.0)
    slack.workspace.set(at.timestamp())
    people(slack)
    # In this order: who still tells something must be done before nobody listens.
    with (
        world(database_url, at, setup_file(*more), **(settings_for(slack) | changed)) as here,
        slack,
    ):
        client.browser = here.browser
        yield Ward(here, None, slack)


def people(slack: Miniature) -> None:
    slack.workspace.user(AMARA, "Dr Amara Example", "amara@example.org")
    slack.workspace.user(BEN, "Ben Example", "ben@example.org")
    slack.workspace.user("U0CHIDI", "Chidi Example", "chidi@example.org")
    slack.workspace.user(WARD, "Dr Wanda Ward", "ward@example.org")
    slack.workspace.channel(CHANNEL, "hot-doc", AMARA, BEN, WARD)


def settings_for(slack: Miniature) -> dict[str, Any]:
    return {
        "slack_bot_token": SecretStr(slack.bot_token),
        "slack_signing_secret": SecretStr(slack.workspace.signing_secret),
        "slack_api_url": slack.api_url,
    }


__all__ = [
    "AMARA",
    "BEN",
    "CHANNEL",
    "WARD",
    "Later",
    "Ward",
    "World",
    "people",
    "settings_for",
    "ward",
]
