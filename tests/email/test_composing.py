"""What arrives is what was written, and nothing in a name, subject or address can add a header."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.errors import DeliveryRefused
from advice_line.ports.mail import Attachment, Mail
from integrations.email.composing import compose
from integrations.sandbox.mail import MailServer
from integrations.sandbox.mail_rules import faults
from tests.email.conftest import LETTER, SURGERY, Post

# Longer than a line, as Exchange makes them.
EXCHANGE_ID = f"<AS8PR01MB{'0123456789ABCDEF' * 3}@AS8PR01MB1234.eurprd01.prod.example.com>"
INJECTION_ID = "<a@example.org>\r\nBcc: <thief@example.com>"
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]


def test_the_letter_arrives_as_it_was_written(mail: MailServer, post: Post) -> None:
    post()
    (kept,) = mail.mailbox(SURGERY)
    assert (kept.sender, kept.recipients) == (LETTER.sender, (SURGERY,))
    assert kept.header("From") == "Example Radiology Advice <advice@example.org>"
    assert kept.header("To") == SURGERY
    assert kept.subject == LETTER.subject
    assert kept.text == LETTER.text
    assert [(a.file_name, a.media_type, a.content) for a in kept.attachments] == [
        (a.file_name, a.media_type, a.content) for a in LETTER.attachments
    ]
    assert set(kept.message.keys()) == set(HEADERS)


def test_the_date_is_the_one_given_and_the_id_is_ours(mail: MailServer, post: Post) -> None:
    post(written_at=datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC))
    assert mail.messages[0].header("Date") == "Sun, 25 Oct 2026 00:59:59 +0000"
    assert mail.messages[0].header("Message-ID") == LETTER.message_id


def test_a_repeat_is_the_same_mail_byte_for_byte() -> None:
    assert compose(LETTER) == compose(LETTER)


def test_what_no_person_wrote_says_so_and_still_lets_bounces_come(
    mail: MailServer, post: Post
) -> None:
    post()
    post(automatic=True)
    written, automatic = mail.messages
    assert written.header("Auto-Submitted") is None
    assert automatic.header("Auto-Submitted") == "auto-generated"
    assert automatic.header("X-Auto-Response-Suppress") == "OOF, AutoReply"


def test_an_answer_names_what_it_answers_and_where_answers_go(mail: MailServer, post: Post) -> None:
    post(
        auto_replied=True,
        reply_to="advice+K7Q2@example.org",
        in_reply_to=EXCHANGE_ID,
        references=("<first@elmroad.example.org>", EXCHANGE_ID, "<second@example.org>"),
    )
    (kept,) = mail.messages
    assert kept.header("Reply-To") == "advice+K7Q2@example.org"
    assert kept.header("In-Reply-To") == EXCHANGE_ID
    assert (kept.header("References") or "").split() == [
        "<first@elmroad.example.org>",
        "<second@example.org>",
        EXCHANGE_ID,
    ]
    assert kept.header("Auto-Submitted") == "auto-replied"
    assert kept.header("X-Auto-Response-Suppress") == "OOF, AutoReply"
    # As it is on the wire: an encoded word would be decoded by then.
    assert EXCHANGE_ID.encode() in kept.raw


@pytest.mark.parametrize(
    "odd", ["", "no brackets@example.org", "<a b@example.org>", f"<{'a' * 300}@b>", INJECTION_ID]
)
def test_an_odd_id_of_theirs_is_left_out_and_the_answer_goes(
    mail: MailServer, post: Post, odd: str
) -> None:
    post(in_reply_to=odd, references=(odd, "<first@example.org>"))
    (kept,) = mail.messages
    assert kept.header("In-Reply-To") is None
    assert kept.header("References") == "<first@example.org>"
    assert b"\r\nBcc:" not in kept.raw


def test_a_reply_address_that_is_none_is_refused(mail: MailServer, post: Post) -> None:
    with pytest.raises(DeliveryRefused, match="address"):
        post(reply_to="advice@example.org\r\nBcc: thief@example.com")
    assert mail.messages == ()


def test_a_notice_without_attachment_is_plain_text(mail: MailServer, post: Post) -> None:
    post(attachments=())
    assert mail.messages[0].message.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Ångström",
        'O\'Brien, "Ann" (radiology)',
        "Żółć, Ελληνικά; <advice>",
        "Cyngor Radioleg Ysbyty Enghreifftiol – llinell gyngor i feddygon teulu Caerdydd a'r Fro",
        "放射線科",
    ],
)
def test_names_of_every_kind_survive(mail: MailServer, post: Post, name: str) -> None:
    post(sender_name=name, subject=f"Reply for {name}", text=f"{name}\n")
    (kept,) = mail.messages
    assert kept.raw.isascii()
    raw_from = next(v for n, v in message_from_bytes(kept.raw).items() if n == "From")
    shown = str(make_header(decode_header(raw_from.replace("\r\n", ""))))
    plain = shown.rpartition("<")[0].strip().removeprefix('"').removesuffix('"')
    assert plain.replace('\\"', '"') == name
    assert kept.message["From"].addresses[0].addr_spec == LETTER.sender
    assert kept.subject == f"Reply for {name}"
    assert kept.text == f"{name}\n"


def test_a_file_name_keeps_its_letters(mail: MailServer, post: Post) -> None:
    post(attachments=(Attachment("Zoë, für.pdf", "application/pdf", b"%PDF"),))
    assert mail.messages[0].attachments[0].file_name == "Zoë, für.pdf"


INJECTION = "Advice\r\nBcc: thief@example.com\r\n\r\nforged body"


@pytest.mark.hazard("H07")
@pytest.mark.parametrize("field", ["subject", "sender_name"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\x1c", "\r\n\t"])
def test_no_line_end_in_words_becomes_a_header(
    mail: MailServer, post: Post, field: str, end: str
) -> None:
    post(**{field: f"Advice{end}Bcc: thief@example.com"})
    (kept,) = mail.messages
    assert kept.recipients == (SURGERY,)
    assert set(kept.message.keys()) == set(HEADERS)
    assert b"\r\nBcc:" not in kept.raw


def test_no_line_end_in_a_file_name_becomes_a_header(mail: MailServer, post: Post) -> None:
    post(attachments=(Attachment(f"{INJECTION}.pdf", "application/pdf", b"%PDF"),))
    (kept,) = mail.messages
    part = next(kept.message.iter_attachments())
    assert set(part.keys()) <= {
        "Content-Type",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "MIME-Version",
    }
    assert kept.text == LETTER.text


@pytest.mark.parametrize("field", ["to", "sender"])
@pytest.mark.parametrize(
    "address",
    [
        "elmroad@example.org\r\nRCPT TO:<thief@example.com>",
        "elmroad@example.org\n",
        "elmroad@example.org, thief@example.com",
        "elmroad@example.org>\x00",
        "<elmroad@example.org>",
        "Elm Road <elmroad@example.org>",
        "elm road@example.org",
        "elm..road@example.org",
        "elmroad@example..org",
        "elmroad@-example.org",
        "elmroad@localhost",
        "elmroad",
        "@example.org",
        "élm@example.org",
        f"{'a' * 250}@example.org",
        "",
    ],
)
def test_what_is_more_or_less_than_an_address_is_refused(
    mail: MailServer, post: Post, field: str, address: str
) -> None:
    with pytest.raises(DeliveryRefused) as refused:
        post(**{field: address})
    assert refused.value.code == "address"
    assert mail.messages == ()


@pytest.mark.parametrize("address", ["o'brien@example.org", "elm.road+k7q2@mail.example.org"])
def test_an_unusual_address_is_an_address(mail: MailServer, post: Post, address: str) -> None:
    post(to=address)
    assert mail.mailbox(address)[0].header("To") == address


@pytest.mark.parametrize("wrong", ["x@example.org", "<x>", "<x@example.org>\r\nBcc: <a@b>", ""])
def test_an_id_that_is_none_is_refused(post: Post, wrong: str) -> None:
    with pytest.raises(DeliveryRefused, match="message-id"):
        post(message_id=wrong)


WORDS = st.text(max_size=200)


@settings(deadline=None)  # the machine may be busy
@given(name=WORDS, subject=WORDS, text=WORDS, file_name=WORDS)
def test_whatever_is_written_is_one_sound_mail_with_our_headers_only(
    name: str, subject: str, text: str, file_name: str
) -> None:
    raw = compose(
        Mail(
            message_id=LETTER.message_id,
            sender=LETTER.sender,
            sender_name=name,
            to=LETTER.to,
            subject=subject,
            text=text,
            written_at=LETTER.written_at,
            attachments=(Attachment(file_name, "application/pdf", b"%PDF"),),
        )
    )
    assert faults(raw, eight_bit_body=False, utf8_headers=False) == ()
    assert set(message_from_bytes(raw, policy=default).keys()) == set(HEADERS)
