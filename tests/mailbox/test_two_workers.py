"""Any number of workers read what waits, on either database: each mail has one fate, and is one
query."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr

from advice_line.desk.mailbox.taking_in import TakingIn
from integrations.email.reading.reader import Reader
from integrations.sandbox.mail import MailServer
from tests.mailbox.writing import Mails, mail
from tests.stories.soundness import unsound
from tests.stories.world import world

COUNT, WORKERS = 12, 3


@pytest.fixture
def either(database_url: str, mail_server: MailServer) -> Iterator[Mails]:
    with world(database_url, smtp_url=SecretStr(f"smtp://127.0.0.1:{mail_server.port}")) as made:
        yield Mails(made, mail_server)
        assert unsound(made) == []


def test_several_workers_read_each_mail_once(either: Mails) -> None:
    raw = [mail(f"Number {number}") for number in range(COUNT)]
    for each in raw:
        either.keeps(each)
    either.mailbox = "second@example.org/INBOX"
    either.keeps(raw[0])

    def reads(_worker: int) -> int:
        return TakingIn(either.world.ledger, Reader()).read_waiting()

    with ThreadPoolExecutor(WORKERS) as workers:
        assert sum(workers.map(reads, range(WORKERS))) == COUNT
    either.world.settle()
    assert either.fates == [("query", "new")] * COUNT + [("duplicate", "same_mail")]
    assert len(either.world.queries()) == COUNT
    assert len(either.answers()) == 1
