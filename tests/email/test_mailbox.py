"""A mailbox is emptied into the desk: all of it, once, and nothing leaves it before it is kept."""

import imaplib
from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from advice_line.errors import Busy
from advice_line.ports.inbound_mail import FetchedMail, MailFolder, MailTrouble
from integrations.email.mailbox import address, emptying
from integrations.email.mailbox.failures import Stage, trouble
from integrations.email.mailbox.fetching import LARGEST_MAIL
from integrations.email.mailbox.listening import Mailboxes
from tests.email import difficult
from tests.email.kept_mails import KeptMails
from tests.servers.dovecot import Dovecot, running_dovecot

ADVICE, OTHER = "advice@example.org", "other@example.org"
USERS = {ADVICE: "se@cr%t/1", OTHER: "pässword"}


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with running_dovecot(USERS) as dovecot:
        yield dovecot


@pytest.fixture
def dovecot(server: Dovecot) -> Iterator[Dovecot]:
    yield server
    server.empty()


def looking(dovecot: Dovecot, desk: KeptMails, user: str = ADVICE) -> Mailboxes:
    return Mailboxes(address.every(dovecot.url(user)), desk)


def mail(number: int, size: int = 0) -> bytes:
    head = f"From: gp@elmroad.example.org\r\nSubject: {number}\r\n\r\n"
    return head.encode() + (b"x" * 998 + b"\r\n") * (size // 1000) + b"\r\n"


def test_what_came_is_kept_as_it_is_and_moved_when_its_fate_is_committed(
    dovecot: Dovecot,
) -> None:
    desk = KeptMails(folder=None)
    dovecot.deliver(mail(1), "advice+now@example.org")
    assert looking(dovecot, desk).look() == 1
    (kept,) = desk.mails.values()
    assert kept.raw is not None
    assert kept.raw.endswith(mail(1))
    assert b"Delivered-To: advice+now@example.org" in kept.raw
    assert kept.size == len(kept.raw)
    assert (dovecot.folders(ADVICE), dovecot.seen(ADVICE)) == ({"INBOX": 1}, [False])
    desk.folder = MailFolder.QUARANTINE
    assert looking(dovecot, desk).look() == 1
    assert dovecot.folders(ADVICE) == {"INBOX": 0, "Quarantine": 1}
    assert looking(dovecot, desk).look() == 0
    assert len(desk.polls) == 3


def test_every_difficult_mail_is_fetched_and_moved_and_the_folders_add_up(
    dovecot: Dovecot,
) -> None:
    desk = KeptMails()
    every = difficult.mails(500)
    dovecot.deliver_every([(each.raw, ADVICE, each.envelope) for each in every])
    looking(dovecot, desk).look()
    assert len(desk.mails) == 500
    assert dovecot.folders(ADVICE) == {"INBOX": 0, "Processed": 500}
    assert looking(dovecot, desk).look() == 0


def test_nothing_is_lost_where_it_cannot_be_kept(dovecot: Dovecot) -> None:
    desk = KeptMails()
    desk.busy = True
    dovecot.deliver(mail(1), ADVICE)
    with pytest.raises(Busy):
        looking(dovecot, desk).look()
    assert (dovecot.folders(ADVICE), dovecot.seen(ADVICE)) == ({"INBOX": 1}, [False])
    assert desk.polls == []
    desk.busy = False
    assert looking(dovecot, desk).look() == 2  # fetched and moved


def test_numbers_that_began_anew_are_other_mails_by_their_key(dovecot: Dovecot) -> None:
    desk = KeptMails(folder=None)
    dovecot.deliver_every([(mail(1), ADVICE, "a@example.org"), (mail(2), ADVICE, "a@example.org")])
    looking(dovecot, desk).look()
    dovecot.number_anew(ADVICE)
    assert looking(dovecot, desk).look() == 2
    assert len({key.uid_validity for key in desk.mails}) == 2
    assert len({kept.raw for kept in desk.mails.values()}) == 2
    desk.folder = MailFolder.PROCESSED
    assert looking(dovecot, desk).look() == 2
    assert dovecot.folders(ADVICE) == {"INBOX": 0, "Processed": 2}


def test_of_a_mail_that_is_too_large_only_the_head_is_fetched(dovecot: Dovecot) -> None:
    desk = KeptMails()
    dovecot.deliver(mail(1, size=LARGEST_MAIL + 1000), ADVICE)
    dovecot.deliver(mail(2), ADVICE)
    looking(dovecot, desk).look()
    large, small = sorted(desk.mails.values(), key=lambda kept: kept.key.uid)
    assert large.raw is None
    assert large.size > LARGEST_MAIL
    assert b"Subject: 1" in large.head
    assert len(large.head) < 1_000
    assert small.raw is not None


def test_what_a_person_moved_away_counts_as_moved(dovecot: Dovecot) -> None:
    desk = KeptMails(folder=None)
    dovecot.deliver(mail(1), ADVICE)
    looking(dovecot, desk).look()
    with dovecot.signed_in(ADVICE) as client:
        client.create("Mine")
        client.select("INBOX")
        client.uid("MOVE", "1:*", "Mine")
    desk.folder = MailFolder.PROCESSED
    assert looking(dovecot, desk).look() == 1
    assert dovecot.folders(ADVICE) == {"INBOX": 0, "Mine": 1}


@pytest.mark.parametrize("capability", ["", "IMAP4rev1 UIDPLUS", "IMAP4rev1"])
def test_what_a_person_marked_as_deleted_is_not_ours_to_delete(capability: str) -> None:
    """Servers that can move, that can delete by number, and that can do neither."""
    desk = KeptMails(folder=None)
    with running_dovecot({ADVICE: "secret"}, capability=capability) as dovecot:
        for number in (1, 2):
            dovecot.deliver(mail(number), ADVICE)
        looking(dovecot, desk).look()
        with dovecot.signed_in(ADVICE) as client:
            client.select("INBOX")
            client.uid("STORE", "1", "+FLAGS", r"(\Deleted)")
        first, _ = desk.mails
        desk.moved_keys.append(first)
        desk.folder = MailFolder.PROCESSED
        assert looking(dovecot, desk).look() == 1
        kept = 1 if capability != "IMAP4rev1" else 2
        assert dovecot.folders(ADVICE) == {"INBOX": kept, "Processed": 1}
        assert looking(dovecot, desk).look() == 0


def test_a_server_that_keeps_all_folders_under_the_inbox() -> None:
    desk = KeptMails()
    with running_dovecot({ADVICE: "secret"}, prefix="INBOX.") as dovecot:
        dovecot.deliver(mail(1), ADVICE)
        looking(dovecot, desk).look()
        assert dovecot.folders(ADVICE) == {"INBOX": 0, "INBOX.Processed": 1}


def test_a_password_in_other_letters_signs_in(dovecot: Dovecot) -> None:
    desk = KeptMails()
    dovecot.deliver(mail(1), OTHER)
    assert looking(dovecot, desk, OTHER).look() == 2


def test_a_password_that_is_not_taken_any_more_is_told(dovecot: Dovecot) -> None:
    desk, box = KeptMails(), address.every(dovecot.url(ADVICE))
    dovecot.change_password(ADVICE, "another")
    try:
        assert Mailboxes(box, desk).look() == 0
        assert desk.troubles == [MailTrouble.SIGN_IN]
    finally:
        dovecot.change_password(ADVICE, USERS[ADVICE])
    assert desk.polls == []


def test_a_folder_that_is_not_there_is_told(dovecot: Dovecot) -> None:
    desk = KeptMails()
    url = dovecot.url(ADVICE, folder="Nowhere")
    assert Mailboxes(address.every(url), desk).look() == 0
    assert desk.troubles == [MailTrouble.FOLDER]


def test_one_that_cannot_be_kept_keeps_no_other_out(dovecot: Dovecot) -> None:
    class Choosy(KeptMails):
        def mail_fetched(self, mail: FetchedMail) -> None:
            if mail.key.uid == 1:
                raise ValueError("a fault of ours")
            super().mail_fetched(mail)

    desk = Choosy(folder=None)
    for number in (1, 2, 3):
        dovecot.deliver(mail(number), ADVICE)
    with capture_logs() as logged:
        assert looking(dovecot, desk).look() == 0
    # Nothing of a mail, and nothing of an error that may quote one (H07).
    fault = {"event": "mail_not_kept", "error": "ValueError", "log_level": "error"}
    assert logged == [fault]
    assert [key.uid for key in desk.mails] == [2, 3]
    assert (desk.troubles, desk.polls) == ([MailTrouble.FAULT], [])
    assert dovecot.folders(ADVICE) == {"INBOX": 3}


def test_a_look_that_takes_too_long_goes_on_the_next_time(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = KeptMails()
    monkeypatch.setattr(emptying, "LONGEST_SECONDS", -1.0)
    for number in (1, 2):
        dovecot.deliver(mail(number), ADVICE)
    assert looking(dovecot, desk).look() == 2
    assert (len(desk.mails), len(desk.polls)) == (1, 0)
    assert looking(dovecot, desk).look() == 2
    assert looking(dovecot, desk).look() == 0
    assert (len(desk.mails), len(desk.polls)) == (2, 1)


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        ("[AUTHENTICATIONFAILED] wrong", MailTrouble.SIGN_IN),
        ("[UNAVAILABLE] back in a minute", MailTrouble.NO_CONNECTION),
    ],
)
def test_a_server_that_is_not_ready_is_no_wrong_password(refusal: str, told: MailTrouble) -> None:
    assert trouble(imaplib.IMAP4.error(refusal), Stage.SIGNING_IN) is told


def test_a_server_that_is_not_there_is_told() -> None:
    desk = KeptMails()
    assert Mailboxes(address.every("imap://a:b@localhost:1/INBOX"), desk).look() == 0
    assert desk.troubles == [MailTrouble.NO_CONNECTION]
