"""Whoever comes back from the hospital's sign-in otherwise than it must be is turned away: with a
reason on the page and in the trail, and without a session. Each case by its name (H15)."""

from collections.abc import Callable

import pytest

from integrations.sandbox.identity.miniature import Account, Miniature
from integrations.sandbox.identity.switches import Switches
from tests.identity.hospital import START, STRONG, SUBJECT, Hospital

pytestmark = pytest.mark.hazard("H15")

# What is wrong at the provider, for these stories and for those in a real browser.
Wrong = Callable[[Miniature], None]


def said(**claims: object) -> Wrong:
    def turn(at: Miniature) -> None:
        at.switches.said = claims

    return turn


def switched(**switches: object) -> Wrong:
    def turn(at: Miniature) -> None:
        at.switches = Switches(**switches)  # type: ignore[arg-type] # each case names one

    return turn


def shown(**claims: object) -> Wrong:
    """Amara with other claims than two factors."""

    def turn(at: Miniature) -> None:
        at.who = Account(SUBJECT, claims)

    return turn


HOUR, IN_2100 = 3600, 4_102_444_800
CASES: dict[str, tuple[Wrong, str, str]] = {
    "wrong audience": (said(aud="another-service"), "wrong_audience", "not proven who you are"),
    "several audiences, and another service authorised": (
        said(aud=["advice-line", "another-service"], azp="another-service"),
        "wrong_audience",
        "not proven who you are",
    ),
    "several audiences, and nobody named as authorised": (
        said(aud=["advice-line", "another-service"]),
        "wrong_audience",
        "not proven who you are",
    ),
    "wrong issuer": (said(iss="https://login.example.com"), "wrong_issuer", "not proven"),
    "wrong nonce": (said(nonce="of-another-sign-in"), "wrong_nonce", "not proven"),
    "no nonce": (said(nonce=None), "wrong_nonce", "not proven"),
    "algorithm none": (switched(algorithm="none"), "wrong_algorithm", "not proven"),
    "signed with the public key for a secret": (
        switched(algorithm="HS256"),
        "wrong_algorithm",
        "not proven",
    ),
    "signed by somebody else": (switched(foreign_key=True), "wrong_signature", "not proven"),
    "unknown key": (switched(kid="key-0"), "unknown_key", "not proven"),
    "expired": (switched(issued_in=-HOUR), "expired", "not proven"),
    "issued in the future": (switched(issued_in=HOUR), "from_the_future", "not proven"),
    "not valid yet": (said(nbf=IN_2100), "from_the_future", "not proven"),
    "of no date": (said(exp=None), "expired", "not proven"),
    "for ever": (said(exp="never"), "expired", "not proven"),
    "no token": (switched(tokenless=True), "no_token", "not proven"),
    "declined": (switched(declines="access_denied"), "declined", "stopped before its end"),
    "provider in trouble": (
        switched(declines="temporarily_unavailable"),
        "provider_down",
        "does not answer",
    ),
    "no second factor": (shown(amr=["pwd"]), "no_second_factor", "your password alone"),
    "nothing said of factors": (shown(), "no_second_factor", "your password alone"),
}


@pytest.mark.parametrize("case", CASES)
def test_who_comes_back_wrong_is_turned_away(hosted: Hospital, case: str) -> None:
    turn, refusal, words = CASES[case]
    before = hosted.sessions()
    turn(hosted.at)
    browser = hosted.browser().comes_in()
    browser.is_refused(503 if refusal == "provider_down" else 403)
    browser.sees("You are not signed in", words, "What to do", f"Reason: {refusal}")
    assert (hosted.refusals()[-1], hosted.sessions()) == (refusal, before)
    browser.opens("/desk").is_at("/signin?next=/desk")
    hosted.begin()
    browser.comes_in().is_at("/desk")


def test_what_came_back_serves_once_and_in_its_own_browser(hosted: Hospital) -> None:
    """A replayed state, the state of another browser, a code used twice."""
    amara, thief = hosted.browser(), hosted.browser()
    back = hosted.at.visited(amara.sent())
    thief.sent()
    (own,) = (value for name, value in thief.client.cookies.items() if "oidc" in name)
    thief.comes_back(back).is_refused(403).sees("not begun in this browser")
    # Nor with their own cookie under the name of hers.
    (hers,) = (name for name, _ in amara.client.cookies.items() if "oidc" in name)
    thief.client.cookies.set(hers, own, domain="advice.example.org")
    thief.comes_back(back).is_refused(403).sees("Reason: not_begun_here")
    amara.comes_back(back).is_at("/desk")
    amara.comes_back(back).is_refused(403).sees("not begun in this browser")

    # With the cookie kept, as a copy of the whole browser would.
    address = amara.sent()
    cookies = dict(amara.client.cookies)
    back = hosted.at.visited(address)
    amara.comes_back(back).is_at("/desk")
    count = hosted.sessions()
    copy = hosted.browser()
    for name, value in cookies.items():
        if name != "__Host-session":
            copy.client.cookies.set(name, value)
    copy.comes_back(back).is_refused(403).sees("This sign-in was used before")

    # A code that was fetched before: the provider refuses it, whatever is well otherwise.
    code = back.partition("code=")[2]
    fresh = hosted.at.visited(copy.sent()).partition("code=")[0] + f"code={code}"
    copy.comes_back(fresh).is_refused(403).sees("Reason: code_refused")
    assert hosted.refusals()[-5:] == [
        *["not_begun_here"] * 3,
        "used_before",
        "code_refused",
    ]
    assert hosted.sessions() == count


def test_ten_minutes_are_the_most_and_a_made_up_cookie_is_none(hosted: Hospital) -> None:
    amara = hosted.browser()
    back = hosted.at.visited(amara.sent())
    cookies = dict(amara.client.cookies)
    hosted.world.phones.advance(601)
    late = hosted.browser()
    for name, value in cookies.items():
        late.client.cookies.set(name, value)
    late.comes_back(back).is_refused(403).sees("more than ten minutes ago")
    for name in cookies:
        late.client.cookies.set(name, "k1.bm90IHNlYWxlZCBieSB1cyBhdCBhbGw=")
    late.comes_back(back).is_refused(403).sees("not begun in this browser")
    late.comes_back("/signin/oidc/return").is_refused(403).sees("not begun in this browser")


def test_another_provider_cannot_speak_for_the_one_that_was_asked(hosted: Hospital) -> None:
    """Mix-up (RFC 9207): the code is not even taken to the token's address."""
    amara = hosted.browser()
    back = hosted.at.visited(amara.sent())
    asked = hosted.at.log.count("token")
    elsewhere = back.replace("iss=http", "iss=https")
    amara.comes_back(elsewhere).is_refused(403).sees("Reason: wrong_issuer")
    assert hosted.at.log.count("token") == asked


def test_a_provider_that_is_down_leaves_the_other_ways_open(hosted: Hospital) -> None:
    amara = hosted.browser()
    back = hosted.at.visited(amara.sent())
    hosted.at.switches.down = True
    amara.comes_back(back).is_refused(503)
    amara.sees("does not answer", "sign in another way", "Calls still come through")
    amara.follows("Sign in another way").is_at("/signin").sees("Send me a code")
    hosted.at.switches.down = False
    amara.comes_in().is_at("/desk")


def test_a_stranger_is_told_how_to_be_let_in(hosted: Hospital) -> None:
    """Though their address is that of somebody in the directory: this site links by none."""
    before = hosted.sessions()
    claims = {**STRONG, "email": "ben@example.org", "email_verified": True}
    hosted.at.who = Account("8a11-unknown", claims)
    browser = hosted.browser().comes_in().is_refused(403)
    browser.sees("8a11-unknown", "Give whoever runs the line your name")
    assert (hosted.refusals()[-1], hosted.sessions()) == ("unknown_person", before)
    assert "8a11-unknown" not in str([each.subject for each in hosted.trail("sign_in.refused")])


def test_nobody_is_led_elsewhere_afterwards(hosted: Hospital) -> None:
    hosted.browser().comes_in(f"{START}?next=/library").is_at("/library")
    for elsewhere in ("//evil.example.org", "https://evil.example.org", "/signin/oidc", "/\\evil"):
        hosted.browser().comes_in(f"{START}?next={elsewhere}").is_at("/desk")
