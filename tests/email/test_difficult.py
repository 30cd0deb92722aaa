"""Whatever comes is read, or said to be unreadable: nothing else ever happens."""

from dataclasses import astuple
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.ports.inbound_mail import ReadMail, Unreadable
from integrations.email.reading import wording
from integrations.email.reading.reader import Reader
from tests.email import difficult
from tests.email.defects import EVERY, GP
from tests.email.difficult import DifficultMail

# Lines of answers and of what they quote, in any order.
LINES = (
    "",
    "The left knee.",
    "> Which knee?",
    ">50 % of it",
    "On Mon, 23 Nov 2026 at 09:00, Advice <advice@example.org> wrote:",
    "On Friday he wrote:",
    "From: Advice",
    "Sent: Monday",
    "To: GP",
    "Subject: Knee",
    "-----Original Message-----",
    "________________________________",
)
READER = Reader("mx.example.org")
COUNT = 500
# Each defect by itself: to draw the others takes seconds, of which no other test should wait.
PRISTINE = difficult.mails(len(EVERY))


def test_there_are_as_many_as_were_asked_for_and_always_the_same() -> None:
    mails = difficult.mails(COUNT)
    assert len({mail.raw for mail in mails}) == COUNT
    again = difficult.mails.__wrapped__(COUNT)
    assert [mail.raw for mail in again] == [mail.raw for mail in mails]
    assert [mail for mail in mails if mail.pristine] == PRISTINE
    assert {mail.defect for mail in PRISTINE} == set(EVERY)


@pytest.mark.parametrize("mail", PRISTINE, ids=lambda mail: mail.defect.name)
def test_each_defect_is_noticed_and_its_words_are_read(mail: DifficultMail) -> None:
    defect = mail.defect
    if defect.unreadable is not None:
        with pytest.raises(Unreadable) as unreadable:
            READER.read(mail.raw)
        assert unreadable.value.why is defect.unreadable
        return
    read = READER.read(mail.raw)
    assert set(read.defects) == set(defect.noticed)
    assert (read.automatic.kind if read.automatic else None) == defect.automatic
    assert (mail.words in read.words, mail.words in read.text) == (defect.shown, defect.shown)


def test_whatever_is_done_to_them_nothing_but_unreadable_is_raised() -> None:
    for mail in difficult.mails(COUNT):
        try:
            read = READER.read(mail.raw)
        except Unreadable:
            continue
        assert "\x00" not in "".join(_words(read))
        assert all("\n" not in each for each in (read.subject, *(s.name for s in read.senders)))


@settings(deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_whatever_bytes_come_nothing_but_unreadable_is_raised(head: bytes, body: bytes) -> None:
    try:
        read = READER.read(head + b"\r\nIn-Reply-To: <a@b>\r\n" + body)
    except Unreadable:
        return
    assert "\x00" not in "".join(_words(read))


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_of_a_reply_nothing_is_made_up_and_its_beginning_is_never_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    own = wording.without_quotes(text)
    assert own == text or text.lstrip().startswith(own)
    assert own.strip() or not text.strip()


def test_of_a_mail_too_large_its_head_is_read() -> None:
    mail = next(mail for mail in PRISTINE if mail.defect.name == "sound")
    read = READER.read_head(mail.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    assert [each.address for each in read.senders] == [GP]
    assert (read.text, read.files) == ("", ())


EVIL = {
    "deep HTML": b"Content-Type: text/html\r\n\r\n" + b"<div>" * 200_000,
    "deep quotes": b"Content-Type: text/html\r\n\r\n" + b"<blockquote>a" * 80_000,
    "words of a quote": b"\r\n" + (b"On " + b"a " * 5_000 + b"\r\n") * 20,
    "heads of quotes": b"\r\n" + b"From: \r\n" * 20_000,
    "empty lines": b"\r\n" + b"\r\n" * 1_000_000,
    "parts in parts": b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (at, at)
        for at in range(2_000)
    ),
    "parts": b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 20_000,
    "parameters": b"Content-Type: text/plain; " + b"a=b; " * 20_000 + b"\r\n\r\nx",
    "addresses": b"To: " + b"a@b.example, " * 50_000 + b"\r\n\r\nx",
    "results": b"Authentication-Results: mx.example.org; "
    + b"dkim=pass ((((" * 1_000
    + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", EVIL)
def test_a_mail_that_is_built_to_hold_a_reader_up_does_not(name: str) -> None:
    before = process_time()
    try:
        READER.read(b"From: thief@example.com\r\nIn-Reply-To: <a@b>\r\n" + EVIL[name])
    except Unreadable:
        assert name == "parts in parts"
    assert process_time() - before < 3


def _words(read: ReadMail) -> list[str]:
    return [str(each) for each in astuple(read)]
