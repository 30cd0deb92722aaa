"""A passkey spares people of a practice the code: added once a code was typed, used by its owner
alone, and good for nobody of the staff."""

import json

import pytest
from sqlmodel import select

from advice_line.tables.practices import PracticePasskey
from tests.practices.practices import KIM, MANAGER, ROWAN, SAM, SECOND, Practices
from tests.web.locks import Lock
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")
OWN, ADD, USE = "/practice/sign-in", "Add a passkey", "Use a passkey"
DAY = 24 * 3600


def phone() -> Lock:
    return Lock(attached="cross-platform")


def added(practices: Practices, lock: Lock) -> Surfer:
    """Rowan, whose passkey is on this lock, in the browser in which he added it."""
    at = practices.joins(ROWAN).opens(OWN).unlocks(ADD, lock, name="My phone")
    return at.is_at(OWN).sees("My phone")


def uses(practices: Practices, lock: Lock, computer: str = "shared") -> Surfer:
    at = practices.scene.browser().opens("/practice/signin")
    return at.unlocks(USE, lock, computer=computer)


def refusals(practices: Practices) -> list[str]:
    return [each.detail["reason"] for each in practices.trail("practice_passkey.refused")]


def kept(practices: Practices) -> int:
    with practices.scene.world.ledger.look("test") as work:
        return len(work.session.exec(select(PracticePasskey)).all())


def test_it_takes_the_place_of_the_code_and_its_owner_stays_named(practices: Practices) -> None:
    letter, lock = practices.advised(), phone()
    added(practices, lock)
    practices.scene.world.settle()
    mails = len(practices.scene.mails(ROWAN))
    at = uses(practices, lock).is_at("/practice").sees("Dr Rowan Hill")
    practices.scene.world.settle()
    assert len(practices.scene.mails(ROWAN)) == mails, "no code was needed"
    at.opens(f"/practice/queries/{letter}").presses("Received and filed")
    at.sees("Received and filed: Dr Rowan Hill, GP")
    at.opens(OWN).sees("last used")
    assert {each.actor.partition(":")[0] for each in practices.trail("letter.viewed")} == {"member"}


@pytest.mark.hazard("H07")
def test_who_uses_the_computer_is_asked_and_a_shared_one_forgets(practices: Practices) -> None:
    lock = phone()
    added(practices, lock)
    at = practices.scene.browser().opens("/practice/signin")
    at.unlocks(USE, lock).is_refused(422).sees("Say who uses this computer")
    at.unlocks(USE, lock, computer="shared").is_at("/practice")
    cookie = next(each for each in at.client.cookies.jar if each.name.endswith("asker"))
    assert cookie.expires is None, "it ends with the browser"
    practices.scene.world.wait(31 * 60)
    at.opens("/practice").sees("Your own email address")


@pytest.mark.hazard("H07")
def test_on_a_shared_computer_its_own_lock_is_refused(practices: Practices) -> None:
    """Whoever may unlock that computer would be them."""
    at = practices.joins(ROWAN, computer="shared").opens(OWN).sees("Use your telephone or a")
    assert "cross-platform" in at.asked(f"{OWN}/passkeys")
    at.unlocks(ADD, Lock(attached="platform")).is_refused(422).sees("Others use this computer")
    at.unlocks(ADD, Lock()).is_refused(422)
    assert refusals(practices) == ["shared_lock"] * 2
    assert kept(practices) == 0
    at.unlocks(ADD, phone()).is_at(OWN)
    own = practices.joins(SAM, SECOND).opens(OWN).never_sees("Others use this computer")
    own.unlocks(ADD, Lock(attached="platform")).is_at(OWN)


def test_one_is_added_within_ten_minutes_of_a_code_and_not_by_a_passkey(
    practices: Practices,
) -> None:
    lock = phone()
    at = added(practices, lock)
    form, said = at.form(ADD), lock.made(at.asked(f"{OWN}/passkeys"))
    practices.scene.world.wait(10 * 60 + 1)
    at.posts(form.action, form.fields | {"credential": said}).is_refused(403)
    at.sees("Sign in by a code first").opens(OWN).never_sees(ADD)
    at.sees("Sign in by a code again")
    uses(practices, lock).opens(OWN).never_sees(ADD)
    assert kept(practices) == 1


def test_its_owner_is_mailed_that_one_was_added(practices: Practices) -> None:
    added(practices, phone())
    practices.scene.world.settle()
    (mail,) = (
        m for m in practices.scene.mails(ROWAN) if m.subject == "A passkey was added for you"
    )
    assert "“My phone”" in " ".join(mail.text.split())
    assert "https://advice.example.org/practice/sign-in" in mail.text


def test_each_answer_is_taken_once_in_its_browser_and_time(practices: Practices) -> None:
    lock = phone()
    added(practices, lock)
    at, thief = practices.scene.browser(), practices.scene.browser()
    at.opens("/practice/signin"), thief.opens("/practice/signin")
    form = at.form(USE)
    answered = lock.answered(at.asked(form.action))
    sent = form.fields | {"computer": "own", "credential": answered}
    stolen = thief.form(USE).fields | {"computer": "own", "credential": answered}
    thief.posts(form.action, stolen).is_refused(422)
    at.posts(form.action, sent).is_at("/practice").presses("Sign out")
    at.posts(form.action, sent).is_refused(422)
    late = practices.scene.browser().opens("/practice/signin")
    asked = late.asked(form.action)
    practices.scene.world.wait(5 * 60 + 1)
    said = late.form(USE).fields | {"computer": "own", "credential": lock.answered(asked)}
    late.posts(form.action, said).is_refused(422).sees("took too long")
    careless = practices.scene.browser().opens("/practice/signin")
    lock.verifies = False
    careless.unlocks(USE, lock, computer="own").is_refused(422).sees("face, finger or PIN")
    nonsense = careless.form(USE).fields | {"computer": "own", "credential": "{}"}
    careless.posts(form.action, nonsense).is_refused(422)
    assert refusals(practices) == [*["challenge"] * 3, "not_verified", "unreadable"]


def test_one_of_a_practice_signs_in_no_staff_and_the_reverse(practices: Practices) -> None:
    lock, staffs = phone(), Lock()
    added(practices, lock)
    staff = Surfer(practices.scene.browser().client, lock=None).opens("/signin")
    staff.unlocks(USE, lock).is_refused(422)
    staff.opens("/desk").is_at("/signin?next=/desk")
    amara = Surfer(practices.scene.browser().client, lock=staffs).opens("/signin")
    amara.presses("Send me a code", mobile="+447700900001")
    practices.scene.world.settle(2)
    amara.presses("Continue", code=practices.scene.texted_code("amara")).is_at("/desk")
    at = practices.scene.browser().opens("/practice/signin")
    at.unlocks(USE, staffs, computer="own").is_refused(422).sees("not known here for a practice")
    at.opens("/practice").is_at("/practice/signin?next=/practice")


def test_whoever_was_ended_is_let_in_by_none(practices: Practices) -> None:
    lock = phone()
    kim = practices.joins(KIM, MANAGER)
    added(practices, lock)
    kim.opens("/practice/people").presses("End the access of Dr Rowan Hill now")
    uses(practices, lock).is_refused(422)
    assert kept(practices) == 0
    assert refusals(practices) == ["unknown"]


def test_after_ninety_days_a_code_is_asked_for_as_well(practices: Practices) -> None:
    """Whoever has left the practice has lost their mailbox."""
    lock = phone()
    added(practices, lock)
    practices.scene.world.wait(90 * DAY)
    uses(practices, lock).is_refused(422).sees("Every 90 days", "Type one now")
    practices.types_code(ROWAN).is_at("/practice")
    uses(practices, lock).is_at("/practice")
    assert refusals(practices) == ["code_due"]


def test_one_is_removed_by_its_owner_alone(practices: Practices) -> None:
    lock = phone()
    rowan = added(practices, lock)
    remove = rowan.form("Remove My phone").action
    sam = practices.joins(SAM, SECOND).opens(OWN).never_sees("My phone")
    token = sam.form("Sign out").fields["form_token"]
    sam.posts(remove, {"form_token": token}).is_refused(404)
    rowan.opens(OWN).presses("Remove My phone").never_sees("My phone")
    uses(practices, lock).is_refused(422)


def test_a_try_by_the_door_changes_nothing(practices: Practices) -> None:
    door = practices.scene.world.service.app.state.site.practice.passkeys
    before = json.loads(door.asked("a-browser"))
    assert before["challenge"] != json.loads(door.asked("a-browser"))["challenge"]
    assert before.get("allowCredentials", []) == []
