"""Somebody of a practice shows by a code that an address of its domain is theirs, says once who
they are, and is a named person there in that browser."""

import pytest

from tests.practices.practices import DOCTOR, KIM, LOCUM, MANAGER, ROWAN, SAM, Practices
from tests.web.test_signing_in import what_leaves


@pytest.mark.hazard("H15")
def test_an_address_of_the_domain_makes_a_named_person_of_the_practice(
    practices: Practices,
) -> None:
    reference = practices.advised()
    rowan = practices.joins(ROWAN)
    rowan.sees("Elm Road Surgery", "Dr Rowan Hill", reference, "Nobody has acknowledged it")
    # Another browser: the code alone, for who they are is known.
    practices.types_code(ROWAN).is_at("/practice").sees("Dr Rowan Hill")
    # The form by which they ask knows them too.
    rowan.opens("/ask").sees("From Dr Rowan Hill, Elm Road Surgery")
    rowan.opens("/practice").presses("Sign out")
    rowan.opens("/practice").is_at("/practice/signin?next=/practice")


@pytest.mark.hazard("H15")
def test_who_is_of_no_practice_gets_in_nowhere(practices: Practices) -> None:
    reference = practices.advised()
    stranger = practices.types_code(LOCUM)
    stranger.is_at("/practice/join").sees("You are not signed in", "No practice has this address")
    stranger.opens(f"/practice/queries/{reference}").sees("For practices")
    # The mailbox that everybody reads names nobody.
    practices.types_code("elmroad@example.org").sees("the mailbox that a whole practice reads")
    (refused, _) = practices.trail("practice.join.refused")
    assert refused.detail == {"reason": "nobody"}


@pytest.mark.hazard("H15")
def test_a_code_works_once_in_the_browser_that_asked_within_its_time(practices: Practices) -> None:
    asked, thief = practices.asks_for_code(ROWAN), practices.scene.browser()
    code = practices.scene.mailed_code(ROWAN)
    thief.opens("/practice/signin/code").presses("Continue", code=code, computer="own")
    thief.is_refused(422).sees("asked for in another browser")
    asked.presses("Continue", code=code).is_refused(422).sees("Say who uses this computer")
    form = asked.form("Continue").fields
    asked.presses("Continue", code=code, computer="own").is_at("/practice/join")
    asked.posts("/practice/signin/code", {**form, "code": code, "computer": "own"}).is_refused(422)
    late = practices.asks_for_code(SAM)
    practices.scene.world.wait(10 * 60 + 1)
    late.presses("Continue", code=practices.scene.mailed_code(SAM), computer="own").is_refused(422)
    refused = [each.detail["reason"] for each in practices.trail("practice.sign_in.refused")]
    assert refused == ["expired"] * 3


@pytest.mark.hazard("H07")
def test_who_signs_out_leaves_nothing_that_was_typed_in_the_browser(practices: Practices) -> None:
    rowan = practices.joins(ROWAN, computer="shared").opens("/practice")
    assert what_leaves(rowan, "/practice/signout") == '"cache", "storage"'


@pytest.mark.hazard("H07")
def test_a_shared_computer_forgets_who_was_there(practices: Practices) -> None:
    rowan = practices.joins(ROWAN, computer="shared")
    cookie = next(each for each in rowan.client.cookies.jar if each.name.endswith("asker"))
    assert cookie.expires is None, "it ends with the browser"
    practices.scene.world.wait(25 * 60)
    rowan.opens("/practice").is_at("/practice")
    practices.scene.world.wait(29 * 60)
    rowan.opens("/practice").is_at("/practice")
    practices.scene.world.wait(31 * 60)
    rowan.opens("/practice").sees("Your own email address")
    rowan.opens("/ask").never_sees("Dr Rowan Hill")


@pytest.mark.hazard("H15")
def test_a_manager_sees_who_joined_and_ends_them_at_once_in_every_browser(
    practices: Practices,
) -> None:
    kim, rowan = practices.joins(KIM, MANAGER), practices.joins(ROWAN)
    elsewhere = practices.types_code(ROWAN)
    kim.opens("/practice/people").sees("Dr Rowan Hill", "domain", "Browsers (2)")
    rowan.opens("/practice/people").is_refused(403)
    kim.presses("End the access of Dr Rowan Hill now").never_sees("Dr Rowan Hill")
    for browser in (rowan, elsewhere):
        browser.opens("/practice").sees("Your own email address")
    # Nor back by the same domain: only an invitation brings them back.
    practices.types_code(ROWAN).sees("Your practice has ended your access")
    link = practices.invites(kim, ROWAN)
    practices.accepts(link, ROWAN).presses("Join Elm Road Surgery", **DOCTOR, computer="own")
    kim.opens("/practice/people").sees("Dr Rowan Hill")
    kim.sees("You are the only practice manager here")
    kim.never_sees("End the access of Kim Marsh", "Kim Marsh no longer manages")


def test_who_ends_the_only_manager_is_told_why_not_and_of_nobody_who_was_first(
    practices: Practices,
) -> None:
    kim = practices.joins(KIM, MANAGER)
    practices.joins(ROWAN)
    kim.opens("/practice/people").presses("Dr Rowan Hill manages this list too")
    stale = kim.form("End the access of Kim Marsh now")
    kim.presses("Dr Rowan Hill no longer manages this list")
    kim.posts(stale.action, stale.fields).is_refused(409)
    kim.sees("Nothing was changed", "only practice manager").never_sees("Somebody was first")


@pytest.mark.hazard("H15")
def test_a_manager_signs_somebody_out_of_one_browser(practices: Practices) -> None:
    kim, rowan = practices.joins(KIM, MANAGER), practices.joins(ROWAN)
    elsewhere = practices.types_code(ROWAN)
    kim.opens("/practice/people").presses("Sign Dr Rowan Hill out there (1)")
    elsewhere.opens("/practice").sees("Your own email address")
    rowan.opens("/practice").sees("Dr Rowan Hill")


@pytest.mark.hazard("H17")
def test_people_of_a_practice_whose_code_closes_are_nobody(practices: Practices) -> None:
    kim = practices.joins(KIM, MANAGER)
    link = practices.invites(kim)
    asked = practices.accepts(link)
    practices.scene.world.set_up(
        """
version = 1
[[organisations]]
key = "Y99001"
name = "Elm Road Surgery"
kind = "practice"
phones = ["+441632960101", "+447700900101"]
email = "elmroad@example.org"
email_domains = ["elm.example.org"]
managers = ["kim@elm.example.org"]
closed_on = 2026-11-23
"""
    )
    kim.opens("/practice").sees("Your own email address")
    practices.types_code(KIM).sees("The code of this practice is closed")
    asked.presses("Join Elm Road Surgery", **DOCTOR, computer="own").is_refused(409)
    practices.scene.browser().opens(link).is_refused(410).sees("code of this practice is closed")


@pytest.mark.hazard("H15")
def test_guesses_count_for_the_person_and_too_many_are_told_when_to_come_back(
    practices: Practices,
) -> None:
    guesser = practices.asks_for_code(ROWAN)
    wrong = f"{(int(practices.scene.mailed_code(ROWAN)) + 1) % 1_000_000:06}"
    for _ in range(5):
        guesser.presses("Continue", code=wrong, computer="own").is_refused(422)
    guesser.presses("Continue", code=wrong, computer="own").is_refused(429)
    assert 0 < int(guesser.headers["retry-after"]) <= 15 * 60
    again = practices.scene.browser().opens("/practice/signin")
    again.presses("Send me a code", email=ROWAN).is_refused(429)


@pytest.mark.hazard("H15")
def test_codes_for_a_practice_have_an_end_whoever_of_it_is_named(
    practices: Practices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advice_line.desk.practice.limits.MOST_CODES", 2)
    practices.asks_for_code(ROWAN)
    practices.asks_for_code(SAM)
    third = practices.scene.browser().opens("/practice/signin")
    third.presses("Send me a code", email="another@elm.example.org").is_refused(429)
    assert 0 < int(third.headers["retry-after"]) <= 15 * 60
    other = practices.scene.browser().opens("/practice/signin")
    other.presses("Send me a code", email="somebody@full.example.org")
    assert other.status == 200
