"""What has had its time goes from the folders of a real mail server, and nothing else does."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from imap_tools import BaseMailBox, MailBoxUnencrypted

from advice_line.ports.inbound_mail import FetchedMail, Filed, MailFolder, MailKey
from advice_line.ports.mail_deleting import MailThere
from integrations.email.mailbox import address, deleting, moving
from integrations.email.mailbox.listening import Mailboxes
from tests.email.kept_mails import KeptMails
from tests.email.test_mailbox import ADVICE, mail
from tests.servers.dovecot import HOST, Dovecot, running_dovecot

pytestmark = pytest.mark.hazard("H07")

NOT_MOVING = ("", "IMAP4rev1 UIDPLUS", "IMAP4rev1")
ONES_OWN = r"(\Deleted)"


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with running_dovecot({ADVICE: "secret"}) as dovecot:
        yield dovecot


@pytest.fixture
def dovecot(server: Dovecot) -> Iterator[Dovecot]:
    yield server
    server.empty()


@dataclass
class Due:
    """A `ports.mail_deleting.MailsThere` over what was kept."""

    desk: KeptMails
    wanted: list[MailThere] = field(default_factory=list)
    settled: dict[MailKey, bool] = field(default_factory=dict)

    @property
    def said(self) -> list[bool]:
        return list(self.settled.values())

    def due(self, mailbox: str) -> list[MailThere]:
        assert all(each.key.mailbox == mailbox for each in self.wanted)
        found, self.wanted = self.wanted, []
        return found

    def is_that(self, key: MailKey, found: FetchedMail) -> bool:
        own = self.desk.mails[key]
        return (own.raw, own.head) == (found.raw, found.head)

    def gone(self, key: MailKey, *, found: bool) -> None:
        self.settled[key] = found

    def wants(self, key: MailKey, *, told: bool = True, message_id: str | None = None) -> None:
        filed = self.desk.filed[key] if told else None
        size = self.desk.mails[key].size
        self.wanted.append(MailThere(key, MailFolder.PROCESSED, filed, size, message_id))


def looks(dovecot: Dovecot, due: Due) -> int:
    return Mailboxes(address.every(dovecot.url(ADVICE)), due.desk, there=due).look()


def filed_away(dovecot: Dovecot, *mails: bytes) -> Due:
    """They came, were kept and moved."""
    due = Due(KeptMails())
    for each in mails:
        dovecot.deliver(each, ADVICE)
    looks(dovecot, due)
    return due


def folders(dovecot: Dovecot) -> dict[str, int]:
    return {name: count for name, count in dovecot.folders(ADVICE).items() if count}


@pytest.mark.parametrize("capability", NOT_MOVING)
def test_what_is_due_goes_and_what_a_person_marked_stays_whatever_the_server_can(
    capability: str,
) -> None:
    with running_dovecot({ADVICE: "secret"}, capability=capability) as dovecot:
        due = filed_away(dovecot, mail(1), mail(2), mail(3))
        first, second, _ = due.desk.mails
        with dovecot.signed_in(ADVICE) as client:
            client.select("Processed")
            client.uid("STORE", "2", "+FLAGS", ONES_OWN)
        due.wants(first, told=capability != "IMAP4rev1")
        looks(dovecot, due)
        assert due.said == [True]
        assert dovecot.folders(ADVICE)["Processed"] == 2
        with dovecot.signed_in(ADVICE) as client:
            client.select("Processed")
            assert client.uid("SEARCH", "DELETED")[1] == [b"2"]
            client.select("INBOX")
            assert b"1" not in client.uid("SEARCH", "ALL")[1][0].split()
        assert second in due.desk.moved_keys


def test_where_the_folder_was_numbered_anew_it_is_known_by_its_bytes_alone(
    dovecot: Dovecot,
) -> None:
    """A number of before is another mail's now, and two mails may bear one id."""
    named = [b"Message-ID: <one@example.org>\r\n" + mail(each) for each in (1, 2, 3, 4)]
    due = filed_away(dovecot, *named)
    third = list(due.desk.mails)[2]
    with dovecot.signed_in(ADVICE) as client:
        client.select("Processed")
        client.uid("STORE", "1", "+FLAGS", ONES_OWN)
        client.expunge()
    dovecot.number_anew(ADVICE, "Processed")
    due.wants(third, message_id="<one@example.org>")
    looks(dovecot, due)
    assert (due.said, subjects(dovecot, "Processed")) == ([True], ["2", "4"])


def subjects(dovecot: Dovecot, folder: str) -> list[str]:
    with MailBoxUnencrypted(HOST, dovecot.imap_port) as box:
        box.login(ADVICE, "secret", initial_folder=folder)
        return [each.subject for each in box.fetch(mark_seen=False)]


def test_what_somebody_moved_is_looked_for_in_our_folders_and_nowhere_else(
    dovecot: Dovecot,
) -> None:
    due = filed_away(dovecot, mail(1), mail(2))
    first, second = due.desk.mails
    with dovecot.signed_in(ADVICE) as client:
        client.create("Quarantine")
        client.create("Mine")
        client.select("Processed")
        client.uid("MOVE", "1", "Quarantine")
        client.uid("MOVE", "2", "Mine")
    due.wants(first)
    due.wants(second)
    looks(dovecot, due)
    assert due.said == [True, False]
    assert folders(dovecot) == {"Mine": 1}


def test_a_mail_that_was_too_large_to_fetch_is_known_by_its_head_and_size(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.email.mailbox.fetching.LARGEST_MAIL", 4000)
    due = filed_away(dovecot, mail(1, size=5000), mail(2, size=5000))
    first = next(iter(due.desk.mails))
    assert due.desk.mails[first].raw is None
    due.wants(first, told=False)
    looks(dovecot, due)
    assert (due.said, folders(dovecot)) == ([True], {"Processed": 1})


def test_one_that_the_server_keeps_is_not_called_gone_and_the_next_goes(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = filed_away(dovecot, mail(1), mail(2))
    first, second = due.desk.mails
    due.wants(first)
    due.wants(second)
    asked = deleting._asked

    def refuses(box: BaseMailBox, command: str, *what: str) -> None:
        if command == "EXPUNGE" and what == ("1",):
            return
        asked(box, command, *what)

    monkeypatch.setattr(deleting, "_asked", refuses)
    looks(dovecot, due)
    assert due.said == [True]
    assert folders(dovecot) == {"Processed": 1}


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ([b"7 4:5 10:11"], {4: Filed(7, 10), 5: Filed(7, 11)}),
        ([b"7 4,9 10:11"], {4: Filed(7, 10), 9: Filed(7, 11)}),
        ([b"7 4 1", b"7 5 2"], {4: Filed(7, 1), 5: Filed(7, 2)}),
        ([b"7 4:5 10"], {}),
        ([b"7 1:4294967295 1:4294967295"], {}),
        ([b"nonsense", None], {}),
        ([None], {}),
    ],
)
def test_what_a_server_tells_of_where_a_mail_went_is_believed_where_it_makes_sense(
    told: list[bytes | None], known: dict[int, Filed]
) -> None:
    assert moving._filed(told) == known
