"""A talk by mail through two real servers: ours sends by one, both sides read at the other."""

from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from imap_tools import MailBoxUnencrypted
from pydantic import SecretStr

from advice_line.worker import run_once
from integrations.sandbox.mail import MailServer
from tests.mailbox.writing import ELM_ROAD, LINE, SERVER, Mails, mail
from tests.servers.dovecot import HOST, Dovecot, running_dovecot
from tests.servers.post_office import PostOffice
from tests.stories.soundness import unsound
from tests.stories.world import world

OTHER = "second@example.org"


class Talk(Mails):
    """The practice's mailbox lies at the same server as ours."""

    office: PostOffice

    def goes_on(self) -> None:
        """What is due is done, and what was sent is brought."""
        run_once(self.world.service, "test")
        self.office.carry()

    def read(self) -> list[Any]:
        """By the practice, in the order in which they came."""
        with MailBoxUnencrypted(HOST, self.office.dovecot.imap_port) as box:
            box.login(ELM_ROAD, "practice")
            return [message_from_bytes(each.obj.as_bytes()) for each in box.fetch()]


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    users = {LINE: "secret", OTHER: "secret", ELM_ROAD: "practice"}
    with running_dovecot(users) as server:
        yield server


@pytest.fixture
def talk(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer, dovecot: Dovecot
) -> Iterator[Talk]:
    path = tmp_path / "mails.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    settings: dict[str, Any] = {
        "smtp_url": SecretStr(f"smtp://127.0.0.1:{mail_server.port}"),
        "imap_url": SecretStr(f"{dovecot.url(LINE)} {dovecot.url(OTHER)}"),
        "mail_auth_server": SERVER,
    }
    with world(f"sqlite:///{path}", **settings) as made:
        talk = Talk(made, mail_server)
        talk.office = PostOffice(mail_server, dovecot)
        yield talk
        assert unsound(made) == []
    dovecot.empty()


def answer_to(received: Any, words: str, *, more: str = "") -> tuple[bytes, str]:
    """As a mail program makes it: to whom it is to, and under what it answers."""
    to = received["Reply-To"] or received["From"]
    thread = f"In-Reply-To: {received['Message-ID']}\r\nReferences: {received['Message-ID']}\r\n"
    return mail(words, to=to, subject=f"RE: {received['Subject']}", more=thread + more), to


def test_a_mail_to_two_mailboxes_is_one_question_and_its_answer_finds_it(
    talk: Talk, dovecot: Dovecot
) -> None:
    dovecot.deliver(mail(), LINE, OTHER, sender=ELM_ROAD)
    talk.goes_on()
    assert sorted(fate or "" for fate, _ in talk.fates) == ["duplicate", "query"]
    assert dovecot.folders(LINE) == dovecot.folders(OTHER) == {"INBOX": 0, "Processed": 1}
    (received,) = talk.read()
    assert received["Auto-Submitted"] == "auto-replied"
    raw, to = answer_to(received, "It is the left lung.")
    dovecot.deliver(raw, to, sender=ELM_ROAD)
    talk.goes_on()
    assert talk.fates[-1][0] == "joined"
    assert len(talk.world.queries()) == 1
    assert any("left lung" in words for words in talk.words())


def test_a_machine_that_answers_our_answer_ends_the_talk(talk: Talk, dovecot: Dovecot) -> None:
    dovecot.deliver(mail(), LINE, sender=ELM_ROAD)
    talk.goes_on()
    for _ in range(3):
        raw, to = answer_to(talk.read()[-1], "I am away.", more="Auto-Submitted: auto-replied\r\n")
        dovecot.deliver(raw, to, sender="")
        talk.goes_on()
    assert len(talk.read()) == 1
    assert len(talk.world.queries()) == 1
    assert len(talk.fates) == 4
