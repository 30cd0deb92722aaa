"""Whose word about a sender is believed: the one server that is named, and only its own lines."""

import pytest

from advice_line.ports.inbound_mail import Authentication
from integrations.email.reading.reader import Reader

OURS = "mx.example.org"
PASSED = (
    "Authentication-Results: {by}; dkim=pass header.d=ElmRoad.example.org; "
    "spf=pass smtp.mailfrom=gp@elmroad.example.org;\r\n dmarc=pass header.from=elmroad.example.org"
)
REST = "From: gp@elmroad.example.org\r\n\r\nWords."
ELM = Authentication(
    dmarc=("elmroad.example.org",), spf=("elmroad.example.org",), dkim=("elmroad.example.org",)
)


def found(*lines: str, server: str | None = OURS) -> Authentication | None:
    return Reader(server).read("\r\n".join([*lines, REST]).encode()).authentication


def test_what_our_server_found_is_told() -> None:
    assert found(PASSED.format(by=OURS)) == ELM


def test_nobody_is_believed_where_no_server_is_named() -> None:
    assert found(PASSED.format(by=OURS), server=None) is None


@pytest.mark.hazard("H15")
def test_what_another_server_or_the_sender_says_proves_nothing() -> None:
    assert found(PASSED.format(by="mx.example.com")) is None
    assert found(PASSED.format(by=f"{OURS}.example.com")) is None


@pytest.mark.hazard("H15")
def test_a_line_in_our_servers_name_that_came_with_the_mail_proves_nothing() -> None:
    failed = f"Authentication-Results: {OURS}; dmarc=fail header.from=elmroad.example.org"
    came_with_it = ("Received: from thief.example.com by mx.example.org", PASSED.format(by=OURS))
    assert found(failed, *came_with_it) == Authentication()


def test_two_filters_of_the_same_server_are_heard_together() -> None:
    first = f"Authentication-Results: {OURS}; dmarc=pass header.from=elmroad.example.org"
    second = f"Authentication-Results: {OURS}; spf=pass smtp.mailfrom=elmroad.example.org"
    both = found(first, second, "Received: from elmroad.example.org by mx.example.org")
    assert both == Authentication(dmarc=ELM.dmarc, spf=ELM.spf)


def test_exchange_online_that_does_not_name_itself_is_believed_where_that_is_set() -> None:
    unnamed = PASSED.format(by="").replace(" ; ", " ")
    assert found(unnamed, server="exchange-online") == ELM
    assert found(unnamed) is None
    assert found(PASSED.format(by=OURS), server="exchange-online") is None


@pytest.mark.parametrize("broken", ["", ";", "; dmarc", "; dmarc=", "; =pass", "; dmarc=pass (("])
def test_what_cannot_be_read_proves_nothing(broken: str) -> None:
    assert found(f"Authentication-Results: {OURS}{broken}") in (None, Authentication())
