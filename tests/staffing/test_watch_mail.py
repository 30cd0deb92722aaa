"""The mail of what is wrong: what an SMS has no room for, and no link that takes anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr

from advice_line.assembly import Service, build
from advice_line.clock import SetClock
from advice_line.ports.mail import Mail
from advice_line.settings import Settings
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.trust.roles import SYSTEM
from advice_line.worker import run_once
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.directory.example import spoilt
from tests.staffing.test_watch_at_once import AFTERNOONS


@dataclass
class Kept:
    """A mail server that keeps what it is given."""

    mails: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.mails.append(mail)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def service(database_url: str, clock: SetClock, kept: Kept) -> Iterator[Service]:
    settings = Settings(
        _env_file=None,
        database_url=database_url,
        public_url="https://advice.example.org",
        secret_key=SecretStr(SECRET_KEY),
        data_keys=SecretStr(DATA_KEYS),
    )
    made = build(settings, clock=clock, mail=kept)
    yield made
    made.close()


def test_the_mail_lists_what_the_text_counts(service: Service, kept: Kept) -> None:
    set_up(service.ledger, spoilt((AFTERNOONS, "")), by=SYSTEM)
    run_once(service, "worker")
    (mail,) = kept.mails
    assert (mail.to, mail.sender) == ("ben@example.org", "advice@example.org")
    assert mail.subject.startswith("Rota: 18 gaps with nobody on tier 1, ")
    assert (
        "- Example Radiology Advice, Monday 30 November, 1pm to 7pm: nobody on tier 1" in mail.text
    )
    assert "8am to 1pm: Dr Amara Example alone" in mail.text
    assert "https://advice.example.org/rota/gaps" in mail.text
    assert "/rota/take/" not in mail.text
    assert mail.automatic


def test_what_is_mended_before_it_is_sent_is_not_sent(service: Service, kept: Kept) -> None:
    set_up(service.ledger, spoilt((AFTERNOONS, "")), by=SYSTEM)
    for job in service.jobs:
        if job.name in ("rota_changes", "rota_notices"):
            job.run()
    set_up(service.ledger, spoilt(), by=SYSTEM, reason="Ben knows most of what is asked")
    for job in service.jobs:
        if job.name == "rota_changes":
            job.run()
    service.deliver()
    assert not any("gap" in mail.subject for mail in kept.mails)
