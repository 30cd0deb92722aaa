"""That somebody joined by themselves is mailed to who keeps the practice's list, who sees them
there and can end them at once."""

import pytest

from tests.practices.practices import (
    DOCTOR,
    KIM,
    MANAGER,
    ROWAN,
    SAM,
    SECOND,
    Practices,
)
from tests.web.people import CANARIES, ELM_ROAD_MAIL

JOINED = "Somebody has joined Elm Road Surgery"


def told(practices: Practices, address: str) -> list[str]:
    practices.scene.world.settle()
    return [each.text for each in practices.scene.mails(address) if each.subject == JOINED]


@pytest.mark.hazard("H15")
def test_each_manager_is_mailed_who_joined_and_ends_whoever_should_not_be_in(
    practices: Practices,
) -> None:
    practices.advised()
    kim = practices.joins(KIM, MANAGER)
    rowan = practices.joins(ROWAN)
    (mail,) = told(practices, KIM)
    words = " ".join(mail.split())
    assert "Dr Rowan Hill, GP (rowan@elm.example.org) joined Elm Road Surgery" in words
    assert "https://advice.example.org/practice/people" in words
    assert not any(each in mail for each in CANARIES)
    kim.opens("/practice/people").sees("Dr Rowan Hill New", "own domain")
    kim.presses("End the access of Dr Rowan Hill now")
    rowan.opens("/practice").sees("Your own email address")
    # A second manager hears too, and nobody twice of the same person.
    practices.scene.world.wait(8 * 24 * 3600)
    sam = practices.joins(SAM, SECOND)
    kim.opens("/practice/people").presses("Dr Sam Vale manages this list too")
    practices.scene.world.wait(60)
    practices.types_code("lee@elm.example.org").presses(
        "Join Elm Road Surgery", **DOCTOR | {"member_name": "Dr Lee Fenn"}
    )
    assert "Dr Lee Fenn, GP" in told(practices, SAM)[-1]
    assert len(told(practices, KIM)) == 3
    sam.opens("/practice/people").sees("Dr Lee Fenn New").never_sees("Dr Sam Vale New")
    sam.sees("Dr Sam Vale (you)")


def test_a_practice_without_a_manager_is_told_at_its_mailbox(practices: Practices) -> None:
    practices.joins(ROWAN)
    (mail,) = told(practices, ELM_ROAD_MAIL)
    assert "Dr Rowan Hill, GP (rowan@elm.example.org)" in " ".join(mail.split())
    practices.joins(KIM, MANAGER)
    assert told(practices, KIM) == []


def test_of_whom_a_manager_invited_nobody_is_told_again(practices: Practices) -> None:
    kim = practices.joins(KIM, MANAGER)
    who = {"member_name": "Dr Lee Fenn", "member_role": "gp", "computer": "own"}
    practices.accepts(practices.invites(kim)).presses("Join Elm Road Surgery", **who)
    assert told(practices, KIM) == []
    (of_kim,) = told(practices, ELM_ROAD_MAIL)
    assert "as the practice manager whom the line's directory names" in " ".join(of_kim.split())


@pytest.mark.hazard("H15")
def test_whom_the_office_has_invited_the_practice_hears_of(practices: Practices) -> None:
    """Somebody of the office could invite an address of their own, to read the practice's letters:
    the practice knows of no such person, and ends them."""
    kim = practices.joins(KIM, MANAGER)
    office = practices.scene.signed_in("chidi").opens("/admin/practice-managers")
    mine = "mo@full.example.org"
    named = {"organisation": "Elm Road Surgery (Y99001)", "email": mine}
    office.presses("Invite as practice manager", **named)
    practices.scene.world.wait(60)
    who = {"member_name": "Mo Reed", "member_role": "practice_manager", "computer": "own"}
    mo = practices.accepts(practices.invitation(mine), mine)
    mo.presses("Join Elm Road Surgery", **who)
    (mail,) = told(practices, KIM)
    words = " ".join(mail.split())
    assert f"Mo Reed, Practice manager ({mine}) joined" in words
    assert "by an invitation of the radiology office" in words
    assert told(practices, mine) == []
    kim.opens("/practice/people").presses("End the access of Mo Reed now")
    mo.opens("/practice").sees("Your own email address")


def test_whoever_was_ended_before_the_mail_went_is_not_told_of(practices: Practices) -> None:
    kim = practices.joins(KIM, MANAGER)
    at = practices.types_code(ROWAN)
    at.presses("Join Elm Road Surgery", **DOCTOR)
    kim.opens("/practice/people").presses("End the access of Dr Rowan Hill now")
    assert told(practices, KIM) == []
