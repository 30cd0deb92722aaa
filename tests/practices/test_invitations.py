"""Who is invited joins by a link and a code to the address that was invited, once and within 7
days."""

import pytest

from advice_line.desk.practice import limits
from tests.practices.practices import KIM, LOCUM, MANAGER, OLA, ROWAN, Practices
from tests.web.surfing import Surfer

WHO = {"member_name": "Dr Lee Fenn", "member_role": "gp", "computer": "own"}
JOIN = "Join Elm Road Surgery"


@pytest.fixture
def kim(practices: Practices) -> Surfer:
    return practices.joins(KIM, MANAGER)


@pytest.mark.hazard("H15")
def test_a_locum_is_one_of_the_practice_until_their_last_day(
    practices: Practices, kim: Surfer
) -> None:
    link = practices.invites(kim, ends_on="in 2 days")
    kim.opens("/practice/people").sees(LOCUM, "until", "Mailed")
    lee = practices.accepts(link).presses(JOIN, **WHO).is_at("/practice")
    lee.sees("Elm Road Surgery", "Dr Lee Fenn")
    kim.opens("/practice/people").sees("Dr Lee Fenn", "by an invitation", "Nobody is invited")
    practices.scene.world.wait(3 * 24 * 3600)
    lee.opens("/practice").sees("Your own email address")
    practices.types_code(LOCUM).sees("No practice has this address")


@pytest.mark.hazard("H15")
def test_looking_at_the_link_consumes_nothing_and_its_use_does(
    practices: Practices, kim: Surfer
) -> None:
    link = practices.invites(kim)
    for _ in range(3):  # a scanner
        practices.scene.browser().opens(link).sees("You are invited")
        practices.scene.browser().opens(f"{link}/code").is_refused(200)
    at = practices.accepts(link)
    form = at.form(JOIN).fields
    at.presses(JOIN, **WHO).is_at("/practice")
    at.posts(f"{link}/join", {**form, **WHO}).is_refused(403)
    practices.scene.browser().opens(link).is_refused(410).sees("was used before")
    practices.scene.browser().posts(f"{link}/code", {}).is_refused(403)
    assert [each.detail["by"] for each in practices.trail("member.joined")] == [
        "on_file",
        "invitation",
    ]


@pytest.mark.hazard("H15")
def test_two_browsers_of_the_invited_join_once(practices: Practices, kim: Surfer) -> None:
    link = practices.invites(kim)
    first, second = practices.accepts(link), practices.accepts(link)
    first.presses(JOIN, **WHO).is_at("/practice")
    second.presses(JOIN, **WHO).is_refused(409).sees("was used before")
    assert len(practices.trail("member.joined")) == 2
    (refused,) = practices.trail("invitation.refused")
    assert refused.detail == {"reason": "used_before"}


@pytest.mark.hazard("H15")
def test_whoever_has_the_link_and_no_code_does_not_join(practices: Practices, kim: Surfer) -> None:
    link = practices.invites(kim)
    asked = practices.scene.browser().opens(link).presses("Send me a code")
    practices.scene.world.settle()
    code = practices.scene.mailed_code(LOCUM)
    thief = practices.scene.browser().opens(link).presses("Send me a code")
    thief.presses("Continue", code=code).is_refused(422)  # it is of the other browser
    token = thief.form("Continue").fields["form_token"]
    thief.posts(f"{link}/join", {"form_token": token, **WHO}).is_refused(403)
    asked.presses("Continue", code=code).sees("Who are you?")
    assert practices.trail("invitation.refused")[-1].detail == {"reason": "not_allowed"}


@pytest.mark.hazard("H15")
def test_an_invitation_is_over_after_a_week_and_when_it_is_taken_back(
    practices: Practices, kim: Surfer
) -> None:
    link = practices.invites(kim)
    asked = practices.accepts(link)
    kim.opens("/practice/people").presses(f"Take the invitation of {LOCUM} back")
    asked.presses(JOIN, **WHO).is_refused(409).sees("taken back")
    again = practices.invites(kim)
    practices.scene.world.wait(7 * 24 * 3600 + 1)
    practices.scene.browser().opens(again).is_refused(410).sees("older than 7 days")


def test_an_address_is_invited_once_and_a_practice_not_without_end(
    practices: Practices, kim: Surfer, monkeypatch: pytest.MonkeyPatch
) -> None:
    practices.invites(kim)
    kim.presses("Send the invitation", email=LOCUM).is_refused(422).sees("was invited already")
    kim.presses("Send the invitation", email="elmroad@example.org").is_refused(422)
    kim.presses("Send the invitation", email="nobody", ends_on="22/11/2026").is_refused(422)
    kim.sees("not an email address", "is past")
    monkeypatch.setattr(limits, "MOST_INVITATIONS", 2)
    practices.invites(kim, "another@elsewhere.example.org")
    kim.opens("/practice/people").presses(
        "Send the invitation", email="third@elsewhere.example.org"
    )
    kim.is_refused(429).sees("Too many invitations")
    assert int(kim.headers["retry-after"]) > 3600


@pytest.mark.hazard("H15")
def test_a_manager_reaches_nobody_of_another_practice(practices: Practices, kim: Surfer) -> None:
    practices.joins(ROWAN)
    link = practices.invites(kim)
    ola = practices.joins(OLA, {"member_name": "Ola Berg", "member_role": "practice_manager"})
    kim.opens("/practice/people")
    actions = [form.action for form in kim.forms() if form.action.startswith("/practice/")]
    token = ola.opens("/practice/people").form("Send the invitation").fields["form_token"]
    for action in actions:
        if action.startswith(("/practice/people/", "/practice/invitations/")):
            ola.posts(action, {"form_token": token, "manager": "no"}).is_refused(404)
    kim.opens("/practice/people").sees("Dr Rowan Hill", LOCUM)
    practices.accepts(link).sees("Who are you?")


def test_the_office_invites_the_first_manager_of_a_practice(practices: Practices) -> None:
    office = practices.scene.signed_in("chidi").opens("/admin/practice-managers")
    office.sees("No practice signs in yet")
    button, who = "Invite as practice manager", "mo@ward.example.org"
    office.presses(button, organisation="Nowhere", email=who).is_refused(422)
    office.presses(button, organisation="Ward 7 (Y99009)", email=who).sees("on its way")
    practices.scene.world.settle()
    manager = {"member_name": "Mo Reed", "member_role": "administrator", "computer": "shared"}
    mo = practices.accepts(practices.invitation(who), who).presses("Join Ward 7", **manager)
    mo.opens("/practice/people").sees("Mo Reed", "manages this list")
    office.opens("/admin/practice-managers").sees("Ward 7, Y99009", "Mo Reed")


def test_a_locum_of_two_practices_goes_from_one_to_the_other(
    practices: Practices, kim: Surfer
) -> None:
    ola = practices.joins(OLA, {"member_name": "Ola Berg", "member_role": "practice_manager"})
    practices.accepts(practices.invites(kim)).presses(JOIN, **WHO)
    lee = practices.accepts(practices.invites(ola)).presses("Join Oak Lane Surgery", **WHO)
    lee.sees("Oak Lane Surgery").presses("Go to Elm Road Surgery").sees("Elm Road Surgery")
    lee.sees("Go to Oak Lane Surgery")
