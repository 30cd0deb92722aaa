"""`check` says of each mailbox whether it can be read, and how to mend it if not."""

from collections.abc import Iterator

import pytest

from advice_line.errors import Misconfigured
from integrations.email.mailbox import address
from integrations.email.mailbox.check import check
from integrations.email.tokens import AccessTokens
from tests.servers.dovecot import Dovecot, running_dovecot
from tests.servers.tokens import TokenServer

ADVICE = "advice@example.org"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot({ADVICE: "secret"}) as server:
        yield server


def says(url: str, tokens: AccessTokens | None = None) -> tuple[bool, str]:
    (found,) = check(address.every(url), tokens)
    assert found.name == "mailbox"
    assert "secret" not in found.sentence
    return found.ok, found.sentence


def test_mail_that_is_not_read_is_no_fault() -> None:
    ok, sentence = says("")
    assert ok
    assert sentence.startswith("Off. Set IMAP_URL")


def test_a_mailbox_that_can_be_read_says_how_much_lies_there(dovecot: Dovecot) -> None:
    dovecot.deliver(b"From: gp@elmroad.example.org\r\n\r\nKnee?\r\n", ADVICE)
    ok, sentence = says(dovecot.url(ADVICE))
    where = f"localhost:{dovecot.imap_port}"
    assert (ok, sentence) == (True, f"On: {where} lets us read INBOX; one mail lies there.")
    assert dovecot.seen(ADVICE) == [False]


def test_each_thing_that_is_missing_has_its_own_sentence(dovecot: Dovecot) -> None:
    url = dovecot.url(ADVICE)
    for wrong, said in (
        (url.replace("secret", "wrong"), "does not accept the user"),
        (url.replace("INBOX", "Nowhere"), "There is no folder Nowhere"),
        ("imap://a:secret@localhost:1/INBOX", "does not answer"),
        (url.replace("imap://", "imap+starttls://"), "does not encrypt"),
        ("imap://a:secret@mail.example.org/INBOX", "in the clear"),
    ):
        ok, sentence = says(wrong)
        assert not ok
        assert said in sentence


def test_a_consent_that_ended_asks_for_a_person(dovecot: Dovecot) -> None:
    url = dovecot.url(ADVICE).replace(":secret@", "@")
    with TokenServer(ADVICE) as server:
        server.consented = False
        ok, sentence = says(url, AccessTokens(server.url, "client", "refresh-1"))
        nobody = AccessTokens("http://localhost:1/token", "client", "refresh-1")
        assert "No access token comes" in says(url, nobody)[1]
    assert not ok
    assert "agree anew" in sentence


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("pop3://a:secret@b/INBOX", "must start with"),
        ("imap:///INBOX", "names no host"),
        ("imap://mail.example.org/INBOX", "names no user"),
        ("imap://a:secret@b:port/INBOX", "cannot be read"),
        ("imap://a:secret@b/%0D%0AINBOX", "signs of control"),
        ("imap://a:secret@b imaps://a:secret@b/INBOX", "names a mailbox twice"),
    ],
)
def test_an_address_that_is_none_is_never_shown(url: str, said: str) -> None:
    with pytest.raises(Misconfigured) as wrong:
        address.every(url)
    assert said in wrong.value.sentence
    assert "secret" not in wrong.value.sentence


def test_several_mailboxes_are_read_with_their_ports_and_folders() -> None:
    first, second = address.every(
        "imaps://a%40b.example:p%3A@b.example imap+starttls://c@d:1/E%2FF"
    )
    assert (first.user, first.password, first.port, first.folder) == (
        "a@b.example",
        "p:",
        993,
        "INBOX",
    )
    assert (second.user, second.password, second.port, second.folder) == ("c", None, 1, "E/F")
    assert first.name == "a@b.example@b.example/INBOX"
