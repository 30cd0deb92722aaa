"""A mailbox that is watched: what comes is heard at once, and whatever breaks mends by itself or is
told to somebody."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from advice_line.ports.inbound_mail import MailTrouble
from integrations.email.mailbox import address
from integrations.email.mailbox.listening import Mailboxes, Pace
from integrations.email.tokens import AccessTokens
from integrations.sandbox.mail_certificate import write_certificate
from tests.email.kept_mails import KeptMails
from tests.servers.dovecot import HOST, Dovecot, running_dovecot
from tests.servers.holding import HoldingProxy, containing
from tests.servers.tokens import TokenServer

ADVICE = "advice@example.org"
QUICK = Pace(idle=30, soon=0.2, first=0.05, longest=0.2, for_a_person=0.1)
MAIL = b"From: gp@elmroad.example.org\r\nSubject: Knee\r\n\r\nWhich?\r\n"


@pytest.fixture(scope="module")
def tokens() -> Iterator[TokenServer]:
    with TokenServer(ADVICE) as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return write_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def server(tokens: TokenServer, certificate: tuple[Path, Path]) -> Iterator[Dovecot]:
    with running_dovecot(
        {ADVICE: "secret"}, token_info=tokens.info, certificate=certificate
    ) as dovecot:
        yield dovecot


@pytest.fixture
def dovecot(server: Dovecot) -> Iterator[Dovecot]:
    yield server
    server.empty()


@contextmanager
def watched(
    url: str,
    desk: KeptMails,
    *,
    tokens: AccessTokens | None = None,
    pace: Pace = QUICK,
    seconds: float = 2.0,
) -> Iterator[Mailboxes]:
    boxes = Mailboxes(address.every(url, timeout_seconds=seconds), desk, tokens, pace=pace)
    boxes.start()
    try:
        yield boxes
    finally:
        boxes.stop()


def test_what_comes_is_heard_at_once_and_moved_soon_after(dovecot: Dovecot) -> None:
    desk = KeptMails()
    with watched(dovecot.url(ADVICE), desk):
        desk.wait_until(lambda: bool(desk.polls))
        dovecot.deliver(MAIL, ADVICE)
        assert desk.wait_until(lambda: bool(desk.mails)) < 3
        desk.wait_until(lambda: bool(desk.moved_keys))
    assert dovecot.folders(ADVICE) == {"INBOX": 0, "Processed": 1}
    assert desk.troubles == []


def test_who_is_told_to_stop_while_nothing_comes_stops_at_once(dovecot: Dovecot) -> None:
    desk = KeptMails()
    with watched(dovecot.url(ADVICE), desk, pace=Pace(idle=600)):
        desk.wait_until(lambda: bool(desk.polls))


def test_a_server_that_tells_nothing_by_itself_is_asked_again_and_again() -> None:
    desk = KeptMails()
    with running_dovecot({ADVICE: "secret"}, capability="IMAP4rev1 UIDPLUS") as simple:
        with watched(simple.url(ADVICE), desk, pace=Pace(idle=0.4, soon=0.2)):
            desk.wait_until(lambda: bool(desk.polls))
            simple.deliver(MAIL, ADVICE)
            desk.wait_until(lambda: bool(desk.moved_keys))
        assert simple.folders(ADVICE) == {"INBOX": 0, "Processed": 1}


def test_a_line_that_is_cut_while_it_waits_is_taken_up_again(dovecot: Dovecot) -> None:
    desk = KeptMails()
    with HoldingProxy((HOST, dovecot.imap_port)) as line:
        waiting = line.hold_answer_to(containing(b"IDLE"))
        with watched(_through(dovecot, line), desk):
            waiting.wait()
            waiting.cut()
            dovecot.deliver(MAIL, ADVICE)
            assert desk.wait_until(lambda: bool(desk.mails)) < 3
    assert desk.troubles == [MailTrouble.NO_CONNECTION]


def test_a_server_that_froze_is_left_and_asked_anew(dovecot: Dovecot) -> None:
    desk = KeptMails()
    pace = Pace(idle=0.3, soon=0.1, first=0.05)
    with (
        HoldingProxy((HOST, dovecot.imap_port)) as line,
        watched(_through(dovecot, line), desk, pace=pace, seconds=0.5),
    ):
        desk.wait_until(lambda: bool(desk.polls))
        frozen = line.hold_answer()
        dovecot.deliver(MAIL, ADVICE)
        frozen.wait()
        assert desk.wait_until(lambda: bool(desk.mails)) < 5
        frozen.cut()
    assert MailTrouble.NO_CONNECTION in desk.troubles


def test_a_mail_whose_text_breaks_off_is_fetched_whole_or_not_at_all(dovecot: Dovecot) -> None:
    desk = KeptMails()
    dovecot.deliver(MAIL + b"x" * 200_000 + b"\r\n", ADVICE)
    with HoldingProxy((HOST, dovecot.imap_port)) as line:
        midway = line.hold_answer(containing(b"x" * 1000))
        with watched(_through(dovecot, line), desk):
            midway.wait()
            assert desk.mails == {}
            midway.cut()
            desk.wait_until(lambda: bool(desk.mails))
    (kept,) = desk.mails.values()
    assert kept.raw is not None
    assert kept.raw.endswith(b"x\r\n")


def test_a_password_that_runs_out_is_told_and_the_new_one_taken(dovecot: Dovecot) -> None:
    desk, url = KeptMails(), dovecot.url(ADVICE)
    dovecot.change_password(ADVICE, "another")
    with watched(url, desk):
        desk.wait_until(lambda: MailTrouble.SIGN_IN in desk.troubles)
        dovecot.change_password(ADVICE, "secret")
        desk.wait_until(lambda: bool(desk.polls))


def test_a_site_that_gave_its_mailboxes_up_says_so() -> None:
    desk = KeptMails()
    with watched("", desk):
        assert desk.named == []


def test_who_must_sign_in_is_asked_less_and_less_often() -> None:
    pace = Pace()
    assert [pace.after(n, MailTrouble.NO_CONNECTION) for n in (1, 2, 3, 9)] == [5, 10, 20, 300]
    assert [pace.after(n, MailTrouble.SIGN_IN) for n in (1, 2, 9)] == [60, 120, 900]
    assert pace.after(10_000, None) == 300


def test_a_token_is_renewed_by_itself_until_a_person_must_agree(
    dovecot: Dovecot, tokens: TokenServer
) -> None:
    desk = KeptMails()
    access = AccessTokens(tokens.url, "client", tokens.refresh_token, "secret")
    boxes = Mailboxes(_without_password(dovecot), desk, access)
    dovecot.deliver(MAIL, ADVICE)
    assert boxes.look() == 2
    tokens.revoke()
    boxes.look()
    assert desk.troubles == [MailTrouble.SIGN_IN]
    assert boxes.look() == 0
    assert desk.troubles == [MailTrouble.SIGN_IN]
    # The second one was asked for by the refresh token that came with the first.
    assert [form["refresh_token"] for form in tokens.asked] == ["refresh-1", "refresh-2"]
    assert {form["client_secret"] for form in tokens.asked} == {"secret"}
    tokens.revoke()
    tokens.consented = False
    boxes.look()
    boxes.look()
    assert desk.troubles[-2:] == [MailTrouble.SIGN_IN, MailTrouble.CONSENT]


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_over_tls_a_mailbox_is_read_and_a_stranger_is_not_believed(
    dovecot: Dovecot, certificate: tuple[Path, Path], scheme: str
) -> None:
    desk, url = KeptMails(), dovecot.url(ADVICE, scheme)
    dovecot.deliver(MAIL, ADVICE)
    assert Mailboxes(address.every(url, certificate_file=certificate[0]), desk).look() == 2
    assert Mailboxes(address.every(url), desk).look() == 0
    assert desk.troubles == [MailTrouble.INSECURE]


def test_nothing_is_read_where_encryption_is_wanted_and_not_offered() -> None:
    desk = KeptMails()
    with running_dovecot({ADVICE: "secret"}) as plain:
        url = plain.url(ADVICE, "imap+starttls")
        assert Mailboxes(address.every(url), desk).look() == 0
    assert desk.troubles == [MailTrouble.INSECURE]


def _through(dovecot: Dovecot, line: HoldingProxy) -> str:
    return dovecot.url(ADVICE, port=line.port)


def _without_password(dovecot: Dovecot) -> tuple[address.MailboxAddress, ...]:
    return address.every(dovecot.url(ADVICE).replace(":secret@", "@"))
