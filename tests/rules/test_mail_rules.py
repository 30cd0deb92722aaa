"""Whether a sender was shown to be who they say, and by what two arrivals are one mail."""

import pytest

from advice_line.ports.inbound_mail import Authentication
from advice_line.rules import mail_marks, mail_rules
from advice_line.rules.mail_rules import Proof

GP = "gp@surgery.example.org"
OWN = "surgery.example.org"


@pytest.mark.hazard("H15")
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (None, Proof.UNKNOWN),
        (Authentication(), Proof.FAILED),
        (Authentication(dmarc=(OWN,)), Proof.PROVEN),
        (Authentication(dmarc=("example.org",)), Proof.FAILED),
        (Authentication(dmarc=("elsewhere.example.com",), spf=(OWN,)), Proof.UNKNOWN),
        (Authentication(spf=(OWN,)), Proof.UNKNOWN),
        (Authentication(dkim=(OWN,)), Proof.UNKNOWN),
        (Authentication(spf=(OWN,), dkim=(OWN,)), Proof.PROVEN),
        (Authentication(spf=("example.org",), dkim=(OWN,)), Proof.PROVEN),
        (Authentication(spf=("org",), dkim=("org",)), Proof.FAILED),
        (Authentication(spf=("other.example.org",), dkim=("other.example.org",)), Proof.FAILED),
        (Authentication(spf=("notsurgery.example.org",), dkim=("ry.example.org",)), Proof.FAILED),
    ],
)
def test_a_sender_is_proven_by_their_own_domain_alone(
    found: Authentication | None, expected: Proof
) -> None:
    assert mail_rules.proof(GP, found) is expected


NAMED = b"Message-ID: <1@example.org>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
BODY = b"\r\nWhat next?\r\n"


def test_what_servers_wrote_on_the_way_makes_no_other_mail() -> None:
    one = b"Delivered-To: advice@example.org\r\nReceived: by a\r\n\tfor b\r\n" + NAMED + BODY
    other = b"Delivered-To: second@example.org\r\nReceived: by c\r\n" + NAMED + BODY
    assert mail_marks.of(one) == mail_marks.of(other)


@pytest.mark.parametrize(
    "changed",
    [
        NAMED.replace(b"<1@", b"<2@") + BODY,
        NAMED + BODY.replace(b"next", b"then"),
        NAMED + b"Subject: Knee\r\n" + BODY,
        NAMED + b"X-Received: by a\r\n" + BODY,
    ],
)
def test_anything_else_does(changed: bytes) -> None:
    assert mail_marks.of(changed) != mail_marks.of(NAMED + BODY)


def test_mails_that_nobody_named_are_one_only_if_all_their_bytes_are() -> None:
    one, other = b"Received: by a\r\n" + BODY, b"Received: by b\r\n" + BODY
    assert mail_marks.of(one) != mail_marks.of(other)
    assert mail_marks.of(one) == mail_marks.of(one.replace(b"\r\n", b"\n"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("advice+Now@Example.org", ("now",)),
        ("advice@example.org", ()),
        ("advice+now@elsewhere.example.org", ()),
        ("other+now@example.org", ()),
    ],
)
def test_what_stands_behind_the_plus_is_of_our_own_address_alone(
    address: str, expected: tuple[str, ...]
) -> None:
    assert mail_rules.suffixes([address], "advice@example.org") == expected
