"""Who is let in through the hospital, as whom, and with which roles: a site that links by address
and maps the groups of its provider."""

import pytest
from sqlmodel import col, select

from advice_line.kinds import Role
from advice_line.tables.directory import Responder
from advice_line.tables.identity import ProviderIdentity, ProviderReturn
from integrations.sandbox.identity.miniature import Account
from tests.identity.hospital import STRONG, SUBJECT, Hospital, hospital

SETTINGS = {
    "oidc_link_by_email": True,
    "oidc_role_claim": "groups",
    "oidc_role_map": "hotdoc-responders=responder,hotdoc-leads=service_lead",
}
HOST = "advice.example.org"
RESPONDER = {"groups": ["staff", "hotdoc-responders"]}


def roles(hosted: Hospital, key: str, *wanted: Role) -> None:
    with hosted.world.ledger.work("test") as work:
        work.change(Responder, col(Responder.key) == key, roles=[*wanted])


@pytest.mark.hazard("H15")
def test_an_address_links_once_and_only_where_it_is_proven(hosted: Hospital) -> None:
    before = hosted.sessions()
    for unproven in ({"email_verified": False}, {}, {"email_verified": "no"}):
        claims = {**STRONG, **RESPONDER, "email": "ben@example.org", **unproven}
        hosted.at.who = Account("8a11-ben", claims)
        hosted.browser().comes_in().is_refused(403).sees("8a11-ben", "has not confirmed")
    assert hosted.refusals()[-1] == "email_unproven"
    assert hosted.sessions() == before

    proven = {**STRONG, **RESPONDER, "email": " Ben@Example.org", "email_verified": True}
    hosted.at.who = Account("8a11-ben", proven)
    ben = hosted.browser().comes_in().is_at("/desk")
    assert "Ben Example" in ben.page
    assert hosted.trail("identity.linked")[-1].detail == {"how": "email"}

    # From now on the subject counts: his address may change, and whoever gets it is not him.
    hosted.at.who = Account("8a11-ben", {**STRONG, **RESPONDER})
    hosted.browser().comes_in().is_at("/desk")
    hosted.at.who = Account("9b22-another", proven)
    hosted.browser().comes_in().is_refused(403).sees("9b22-another", "does not yet")


@pytest.mark.hazard("H15")
def test_whoever_leads_comes_to_the_service_and_is_refused_nothing(hosted: Hospital) -> None:
    roles(hosted, "amara", Role.RESPONDER, Role.SERVICE_LEAD)
    before = len(hosted.trail("access.refused"))
    hosted.now(groups=["hotdoc-leads"])
    amara = hosted.browser().comes_in().is_at("/service")
    assert (amara.status, len(hosted.trail("access.refused"))) == (200, before)


@pytest.mark.hazard("H15")
def test_an_address_that_was_changed_for_somebody_links_nobody_to_them(hosted: Hospital) -> None:
    """Whoever keeps the directory would be Ben by an address of their own."""
    with hosted.world.ledger.work("test") as work:
        work.change(Responder, col(Responder.key) == "ben", unconfirmed=["email"])
    claims = {**STRONG, **RESPONDER, "email": "ben@example.org", "email_verified": True}
    hosted.at.who = Account("8a11-ben", claims)
    hosted.browser().comes_in().is_refused(403)
    assert hosted.refusals()[-1] == "unknown_person"


def test_an_address_of_two_people_links_neither(hosted: Hospital) -> None:
    with hosted.world.ledger.work("test") as work:
        work.change(Responder, col(Responder.key) == "chidi", email="ben@example.org")
    claims = {**STRONG, **RESPONDER, "email": "ben@example.org", "email_verified": True}
    hosted.at.who = Account("8a11-ben", claims)
    hosted.browser().comes_in().is_refused(403)
    assert hosted.refusals()[-1] == "unknown_person"
    with hosted.world.ledger.work("test") as work:
        work.change(Responder, col(Responder.key) == "chidi", email="chidi@example.org")


@pytest.mark.hazard("H15")
def test_a_session_may_do_what_both_say_and_nothing_more(hosted: Hospital) -> None:
    roles(hosted, "amara", Role.RESPONDER, Role.EDUCATOR, Role.SERVICE_LEAD)
    hosted.now(groups=["hotdoc-responders", "hotdoc-leads"])
    both = hosted.browser().comes_in().is_at("/desk")
    both.opens("/admin/waits").sees("Waits")

    # Taken away at the provider: gone at the next sign-in.
    hosted.now(**RESPONDER)
    one = hosted.browser().comes_in().is_at("/desk")
    one.opens("/admin/waits").is_refused(403)
    both.opens("/admin/waits").sees("Waits")

    # Taken away in the directory: gone at once, in every session.
    roles(hosted, "amara", Role.RESPONDER)
    both.opens("/admin/waits").is_refused(403)

    # What the provider alone gives is not given; nor what no value stands for.
    hosted.now(groups=["hotdoc-leads"])
    hosted.browser().comes_in().is_refused(403).sees("has no role at this line")
    hosted.now(groups=["staff"])
    hosted.browser().comes_in().is_refused(403)
    hosted.now()
    hosted.browser().comes_in().is_refused(403)
    assert hosted.refusals()[-3:] == ["no_roles"] * 3
    roles(hosted, "amara", Role.RESPONDER, Role.EDUCATOR)


@pytest.mark.hazard("H15")
def test_no_session_outlives_another_sign_in_and_none_is_fixed(hosted: Hospital) -> None:
    hosted.now(**RESPONDER)
    amara = hosted.browser()
    amara.client.cookies.set("__Host-session", "chosen-by-another", domain=HOST)
    amara.comes_in().is_at("/desk")
    first = amara.client.cookies["__Host-session"]
    assert first != "chosen-by-another"
    amara.comes_in().is_at("/desk")
    assert amara.client.cookies["__Host-session"] != first
    copy = hosted.browser()
    copy.client.cookies.set("__Host-session", first)
    copy.opens("/desk").is_at("/signin?next=/desk")


def test_signing_out_ends_it_at_the_provider_too(hosted: Hospital) -> None:
    hosted.now(**RESPONDER)
    amara = hosted.browser().comes_in().presses("Sign out")
    amara.sees("You are signed out", "your hospital account", "Sign out there too")
    place = next(part for part in amara.page.split('"') if part.startswith("0; url="))
    address = place.removeprefix("0; url=").replace("&amp;", "&")
    assert hosted.at.signed_out(address) == "https://advice.example.org/"
    amara.opens("/desk").is_at("/signin?next=/desk")


def test_keys_that_were_renewed_are_asked_for_once(hosted: Hospital) -> None:
    hosted.now(**RESPONDER)
    hosted.browser().comes_in().is_at("/desk")
    hosted.at.rotate()
    asked = hosted.at.log.count("keys"), hosted.at.log.count("discovery")
    hosted.browser().comes_in().is_at("/desk")
    hosted.browser().comes_in().is_at("/desk")
    assert (hosted.at.log.count("keys"), hosted.at.log.count("discovery")) == (
        asked[0] + 1,
        asked[1],
    )


def test_what_stands_beside_the_token_is_asked_of_the_provider(hosted: Hospital) -> None:
    """As at NHS CIS2: the token says who, `userinfo` says what they are."""
    hosted.at.who = Account(SUBJECT, dict(STRONG), dict(RESPONDER))
    hosted.browser().comes_in().is_at("/desk")
    hosted.at.who = Account(SUBJECT, dict(STRONG), {**RESPONDER, "sub": "somebody-else"})
    hosted.browser().comes_in().is_refused(403)
    assert hosted.refusals()[-1] == "no_token"


def test_the_time_of_use_is_kept_of_who_is_linked(hosted: Hospital) -> None:
    hosted.now(**RESPONDER)
    hosted.browser().comes_in().is_at("/desk")
    with hosted.world.ledger.look("test") as look:
        row = look.session.exec(select(ProviderIdentity)).one()
        assert (row.subject, row.used_at) == (SUBJECT, look.now)
    entry = hosted.trail("session.started")[-1]
    assert (entry.detail["how"], entry.detail["factors"]) == ("oidc", 2)


def test_on_either_database_a_first_and_a_second_sign_in_are_one_person(database_url: str) -> None:
    with hospital(database_url, **SETTINGS) as hosted:
        proven = {**STRONG, **RESPONDER, "email": "ben@example.org", "email_verified": True}
        hosted.at.who = Account("8a11-ben", proven)
        hosted.browser().comes_in().is_at("/desk")
        ben = hosted.browser()
        back = hosted.at.visited(ben.sent())
        kept = [(name, value) for name, value in ben.client.cookies.items() if "oidc" in name]
        ben.comes_back(back).is_at("/desk")
        ben.client.cookies.set(*kept[0], domain=HOST)
        ben.comes_back(back).is_refused(403).sees("used before")
        assert len(hosted.trail("identity.linked")) == 2  # Amara's by the test, and his once
        hosted.world.phones.advance(3 * 24 * 3600)
        hosted.browser().comes_in().is_at("/desk")
        with hosted.world.ledger.look("test") as look:
            assert len(look.session.exec(select(ProviderReturn)).all()) == 1
