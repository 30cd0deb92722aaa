"""An invitation is as good as whoever made it and whom it is to: a locum who is invited twice is
one person, and what an ended manager has sent, or was sent to whoever was ended, lets in nobody."""

import pytest
from sqlmodel import select

from advice_line.tables.practices import PracticeMember
from tests.practices.practices import KIM, LOCUM, MANAGER, ROWAN, Practices
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")
WHO = {"member_name": "Dr Lee Fenn", "member_role": "gp", "computer": "own"}
JOIN = "Join Elm Road Surgery"
DAY = 24 * 3600


@pytest.fixture
def kim(practices: Practices) -> Surfer:
    return practices.joins(KIM, MANAGER)


def members(practices: Practices) -> list[PracticeMember]:
    with practices.scene.world.ledger.look("test") as work:
        found = list(work.session.exec(select(PracticeMember)).all())
        work.let_go()
        return found


def second_manager(practices: Practices, kim: Surfer) -> Surfer:
    rowan = practices.joins(ROWAN)
    kim.opens("/practice/people").presses("Dr Rowan Hill manages this list too")
    return rowan


def test_a_locum_who_is_invited_twice_is_one_person_until_the_later_day(
    practices: Practices, kim: Surfer
) -> None:
    first = practices.invites(kim, ends_on="in 2 days")
    lee = practices.accepts(first).presses(JOIN, **WHO).is_at("/practice")
    second = practices.invites(kim, ends_on="in 5 days")
    practices.accepts(second).presses(JOIN, **WHO).is_at("/practice")
    assert len(members(practices)) == 2, "Kim and Lee"
    assert len(practices.trail("member.invited_again")) == 1
    practices.scene.world.wait(3 * DAY)
    lee.opens("/practice").sees("Dr Lee Fenn")
    kim.opens("/practice/people").presses("End the access of Dr Lee Fenn now")
    lee.opens("/practice").sees("Your own email address")
    practices.types_code(LOCUM).sees("You are not signed in")


def test_an_invitation_of_a_manager_who_was_ended_lets_in_nobody(
    practices: Practices, kim: Surfer
) -> None:
    rowan = second_manager(practices, kim)
    link, other = practices.invites(rowan), practices.invites(rowan, "mo@elsewhere.example.org")
    half = practices.accepts(link)
    kim.opens("/practice/people").presses("End the access of Dr Rowan Hill now")
    half.presses(JOIN, **WHO).is_refused(409).sees("taken back")
    practices.scene.browser().opens(other).is_refused(410).sees("taken back")
    practices.scene.browser().posts(f"{other}/code", {}).is_refused(403)
    assert len(practices.trail("invitation.withdrawn")) == 2
    assert [each.detail["reason"] for each in practices.trail("invitation.refused")] == [
        "used_before"
    ]
    assert len(members(practices)) == 2
    # Whom they had invited may be invited again.
    kim.opens("/practice/people").never_sees(LOCUM)
    practices.accepts(practices.invites(kim)).presses(JOIN, **WHO).is_at("/practice")


def test_nor_does_one_of_whoever_manages_the_list_no_more(
    practices: Practices, kim: Surfer
) -> None:
    rowan = second_manager(practices, kim)
    link = practices.invites(rowan)
    kim.opens("/practice/people").presses("Dr Rowan Hill no longer manages this list")
    practices.scene.browser().opens(link).is_refused(410).sees("taken back")


def test_nor_of_a_manager_whose_last_day_is_over(practices: Practices, kim: Surfer) -> None:
    practices.accepts(practices.invites(kim, ends_on="in 2 days", manager="yes")).presses(
        JOIN, **WHO
    )
    lee = practices.types_code(LOCUM).is_at("/practice")
    link = practices.invites(lee, "mo@elsewhere.example.org")
    practices.scene.browser().opens(link).sees("You are invited")
    practices.scene.world.wait(3 * DAY)
    practices.scene.browser().opens(link).is_refused(410).sees("no longer manages")


def test_whoever_was_ended_does_not_come_back_by_what_they_were_sent_before(
    practices: Practices, kim: Surfer
) -> None:
    practices.joins(ROWAN)
    link = practices.invites(kim, ROWAN)
    kim.opens("/practice/people").presses("End the access of Dr Rowan Hill now")
    practices.scene.browser().opens(link).is_refused(410).sees("taken back")
    kim.opens("/practice/people").never_sees(ROWAN)
