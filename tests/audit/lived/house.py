"""The line that is lived on: telephones, mail, a chat and a system, in one process."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from random import Random
from typing import Any, overload

from pydantic import SecretStr

from advice_line.jobs import Job
from integrations.sandbox.mail import MailServer
from integrations.sandbox.slack.miniature import Miniature
from integrations.sandbox.slack.posting import client_post
from tests.audit.lived.judging import Judging
from tests.audit.lived.life import Life
from tests.audit.lived.truth import COSTS, LONDON
from tests.chat.conftest import with_chat
from tests.mailbox.writing import SERVER
from tests.slack.ward import Later, people, settings_for
from tests.stories.conftest import FRONT_DOOR
from tests.stories.scene import PUBLIC_URL
from tests.stories.world import world

_PRICES = ", ".join(
    f"{{ from = {since}, hour = {hour}, year = {year} }}" for since, hour, year in COSTS
)
_BY_HAND = f'key = "hotdoc"\nring_backs = "by_hand"\nqueue_seconds = 0\ncosts = [{_PRICES}]\n'
SETUP = with_chat(FRONT_DOOR.read_text(encoding="utf-8").replace('key = "hotdoc"\n', _BY_HAND, 1))


# What a network does to us and may not change what is counted.
SAID_TWICE = ("duplicate-callbacks", "retry-same-token", "extra-fields")
OUT_OF_ORDER = (*SAID_TWICE, "reorder-callbacks")
LATE = (*SAID_TWICE, "delay-callbacks")


class AnyOrder(Sequence[Job]):
    """Otherwise each time that they are gone through."""

    def __init__(self, jobs: Sequence[Job], dice: Random) -> None:
        self._jobs, self._dice = jobs, dice

    def __len__(self) -> int:
        return len(self._jobs)

    @overload
    def __getitem__(self, place: int) -> Job: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Job]: ...
    def __getitem__(self, place: int | slice) -> Job | Sequence[Job]:
        return self._jobs[place]

    def __iter__(self) -> Iterator[Job]:
        return iter(self._dice.sample(self._jobs, len(self._jobs)))


@contextmanager
def house(
    url: str, mail: MailServer, seed: int, first: date, rough: tuple[str, ...] = ()
) -> Iterator[Life]:
    """Early on the first of the month in which it is begun to live there. Where it is `rough`,
    these switches of the carrier are on, chat and mailbox say everything twice, and the worker does
    what is due in any order."""
    early = datetime.combine(first.replace(day=1), time(6), LONDON)
    client = Later()
    slack = Miniature(f"{PUBLIC_URL}/slack/events", client_post(client))
    slack.delivering.retry_seconds = (0.0, 0.0, 0.0)
    slack.workspace.set(early.timestamp())
    people(slack)
    smtp = SecretStr(f"smtp://127.0.0.1:{mail.port}")
    settings: dict[str, Any] = {"smtp_url": smtp, "mail_auth_server": SERVER} | settings_for(slack)
    with world(url, early, SETUP, **settings) as here, slack:
        client.browser = here.browser
        life = Life(here, mail, slack, Random(seed), Judging(seed), rough)
        if rough:
            life.calms()
            slack.switches.doubled = True
            here.service = replace(here.service, jobs=AnyOrder(here.service.jobs, Random(seed)))
        yield life
