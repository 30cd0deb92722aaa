"""The world of the stories in one process: one line with its people, a telephone network that is
strict, a service that is the real one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource
from starlette.testclient import TestClient

from advice_line.assembly import Service, build
from advice_line.ports.chat_desk import ChatDesk, ChatService
from advice_line.settings import Settings
from advice_line.staffing.exchange import setting_up
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.client import SandboxHttpClient
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.posting import client_post
from tests import set_up_once, shown_to_reach
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.stories import at_rest
from tests.stories.base import MONDAY_TEN
from tests.stories.scene import (
    AMARA,
    BEN,
    CHIDI,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE,
    OAK_LANE_MOBILE,
    PUBLIC_URL,
    STRANGER,
    STRANGER_MOBILE,
    SWITCHBOARD,
    Scene,
    point_number,
)

__all__ = [
    "AMARA",
    "BEN",
    "CHIDI",
    "ELM_ROAD",
    "ELM_ROAD_MOBILE",
    "LINE",
    "MONDAY_TEN",
    "OAK_LANE",
    "OAK_LANE_MOBILE",
    "PUBLIC_URL",
    "STRANGER",
    "STRANGER_MOBILE",
    "SWITCHBOARD",
    "point_number",
]

HOTDOC = Path(__file__).with_name("hotdoc.toml")


class AsGiven(Settings):
    """Whatever stands in the environment: to search that takes three milliseconds a site."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 # the library's signature, as below
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


@dataclass
class World(Scene):
    """`service` does nothing by itself here: `settle` and `wait` send and sweep."""

    carrier: Carrier
    service: Service
    browser: TestClient

    def settle(self, seconds: float = 5) -> None:
        self.service.deliver()
        self.phones.advance(seconds)
        self.sweep()
        self.service.deliver()
        self.phones.advance(seconds)

    def sweep(self) -> None:
        at_rest.run(self.service.ledger, self.service.jobs)

    def set_up(self, text: str, reason: str | None = None) -> None:
        """Run a setup file, whole or only its additions, as the command would; whoever is new tries
        their mobile."""
        setting_up.set_up(self.service.ledger, text, by=SYSTEM, reason=reason)
        shown_to_reach.everybody(self.service.ledger)


@contextmanager
def world(
    database_url: str,
    at: datetime = MONDAY_TEN,
    setup: str | None = None,
    more: tuple[str, ...] = (),
    chat_of: Callable[[ChatDesk], ChatService] | None = None,
    **changed: Any,
) -> Iterator[World]:
    """A service over this database, its line set up, the carrier's number pointing at it. `setup`
    is another setup file's text, `more` are those that follow it, `chat_of` makes the chat;
    `changed` are settings."""
    carrier, client = _carrier(at)
    settings = AsGiven(
        _env_file=None,
        database_url=database_url,
        public_url=PUBLIC_URL,
        secret_key=SecretStr(SECRET_KEY),
        data_keys=SecretStr(DATA_KEYS),
        twilio_account_sid=carrier.account.sid,
        twilio_auth_token=SecretStr(carrier.account.token),
        # The clock stands still while a story asks for many pages.
        **({"requests_a_minute": 0} | changed),
    )
    service = build(
        settings,
        clock=carrier.clock,
        twilio_http=SandboxHttpClient(carrier.rest),
        chat_of=chat_of,
    )
    set_up_once.set_up(service.ledger, setup or HOTDOC.read_text(encoding="utf-8"), *more)
    with TestClient(service.app, base_url=PUBLIC_URL) as browser:
        client.target = browser
        phones = InProcessControl(carrier)
        point_number(phones)
        try:
            yield World(phones, service.ledger, carrier, service, browser)
        finally:
            service.close()


class _Later:
    """The carrier is made before the service that it posts to."""

    target: TestClient

    def post(self, url: str, *, content: bytes, headers: Any) -> Any:
        return self.target.post(url, content=content, headers=headers)


def _carrier(at: datetime) -> tuple[Carrier, _Later]:
    client = _Later()
    return Carrier(at, client_post(client)), client
