"""From where a request comes, and whether that is one of a line's own networks."""

import pytest

from advice_line.rules import images_link

PROXIES = ("10.1.0.4/32", "fd00::/8")
WARDS = ("10.0.0.0/8",)


@pytest.mark.hazard("H07")
@pytest.mark.parametrize(
    ("peer", "forwarded", "direct", "found"),
    [
        ("10.2.0.9", None, True, "10.2.0.9"),
        # Somebody passes requests on whom nobody has named.
        ("10.2.0.9", "10.2.0.8", True, None),
        ("10.2.0.9", "10.2.0.8", False, None),
        # A proxy that adds nothing: everybody would be the proxy.
        ("10.2.0.9", None, False, None),
        ("10.1.0.4", None, False, None),
        ("10.1.0.4", "203.0.113.9", False, "203.0.113.9"),
        # What stands before that was written by whoever asked.
        ("10.1.0.4", "10.2.0.9, 203.0.113.9", False, "203.0.113.9"),
        # One proxy behind another.
        ("10.1.0.4", "203.0.113.9, fd00::1", False, "203.0.113.9"),
        ("10.1.0.4", "10.2.0.9, rubbish", False, None),
        ("10.1.0.4", "10.1.0.4", False, None),
        (None, None, True, None),
    ],
)
def test_a_callers_address_is_what_our_own_proxy_wrote(
    peer: str | None, forwarded: str | None, direct: bool, found: str | None
) -> None:
    assert images_link.caller(peer, forwarded, PROXIES, direct=direct) == found


@pytest.mark.hazard("H07")
@pytest.mark.parametrize(
    ("where", "within"),
    [("10.2.0.9", True), ("::ffff:10.2.0.9", True), ("203.0.113.9", False), (None, False)],
)
def test_who_cannot_be_told_sits_in_no_network(where: str | None, within: bool) -> None:
    assert images_link.is_within(where, WARDS) is within


def test_the_number_stands_in_the_link_as_one_part_of_it() -> None:
    link = images_link.address("https://pacs.example.org/v?a={accession}", "A/1&b=2")
    assert link == "https://pacs.example.org/v?a=A%2F1%26b%3D2"
    assert images_link.address(None, "A") is images_link.address("x", None) is None
