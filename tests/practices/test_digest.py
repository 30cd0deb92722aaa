"""What was learned in a month, from its draft to the practices that read it, and to those that want
no more of it."""

import re

import pytest
from sqlmodel import col, select

from advice_line.education.digest.drafting import Drafting
from advice_line.education.digest.quarters import Quarters
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from advice_line.tables.digests import DigestStop
from advice_line.tables.directory import Organisation
from advice_line.tables.ledger import TrailEntry
from advice_line.worker import run_once
from tests.practices.practices import KIM, MANAGER, Practices
from tests.stories.world import PUBLIC_URL
from tests.web.meeting_scene import approved
from tests.web.people import CANARIES, ELM_ROAD_MAIL, OAK_LANE_MAIL, Scene
from tests.web.surfing import Surfer
from tests.web.test_guidance_gaps import asked

pytestmark = pytest.mark.hazard("H08")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
MONTH = 9 * 24 * 3600
SEND = "Send it to 1 practice"
QUARTER = "The letter to practices that never ask"
SUBJECT = "What was learned in November 2026"
POINT = "A film before a scan."
_STOP = re.compile(r"https://advice\.example\.org(/stop-digest/\S+)")


def learned(scene: Scene, address: str = ELM_ROAD_MAIL) -> list[str]:
    return [mail.text for mail in scene.mails(address) if mail.subject.startswith(SUBJECT)]


def in_december(scene: Scene) -> Surfer:
    """Chidi before the draft of November, which has one approved case of Elm Road's."""
    scene.world.phones.advance(MONTH)
    scene.world.settle()
    Drafting(scene.world.service.ledger, 5).draft()
    return scene.signed_in("chidi").opens("/digests").follows("November 2026")


def stopped(scene: Scene) -> list[str]:
    with scene.world.service.ledger.look("test") as work:
        wanted = select(Organisation.name).join(
            DigestStop, col(DigestStop.organisation_id) == col(Organisation.id)
        )
        return list(work.session.exec(wanted))


def withdraw(scene: Scene, reference: str) -> None:
    with scene.world.service.ledger.work("test") as work:
        work.change(Case, col(Case.reference) == reference, state=CaseState.OBJECTED)


def test_a_month_is_told_once_to_the_practices_that_asked(practices: Practices) -> None:
    scene = practices.scene
    approved(scene)
    chidi = in_december(scene).sees("A draft", POINT, "Nominated by who advised", "1 practice")
    assert learned(scene) == []
    chidi.presses("Approve and send").sees("It goes to 1 practice", "Elm Road Surgery", POINT)
    chidi.sees("cannot be called back")
    scene.world.settle()
    assert learned(scene) == []
    chidi.presses(SEND).sees("Approved by", "1 practice")
    for _ in range(2):
        scene.world.settle()
    (mail,) = learned(scene)
    assert mail.count(POINT) == 1, "with its question, and not once more above it"
    assert "at Elm Road Surgery. Please pass it on" in mail
    assert "your practice asked fewer than 5; other practices that asked: too few to say" in mail
    assert learned(scene, OAK_LANE_MAIL) == []
    for canary in (*CANARIES, "Rowan Hill", "Amara", "Ben Example", "Chidi", "Oak Lane"):
        assert canary not in mail

    kim = practices.joins(KIM, MANAGER).opens("/practice/learned")
    kim.sees("What was learned in November 2026", POINT, "fewer than 5")


def test_nobody_sees_a_draft_and_an_unapproved_case_is_in_none(practices: Practices) -> None:
    scene = practices.scene
    scene.advised()
    chidi = in_december(scene).sees("No case of this month is approved").never_sees("Night pain")
    chidi.never_sees("Approve and send")
    kim = practices.joins(KIM, MANAGER).opens("/practice/learned")
    kim.sees("Nothing has been sent yet").never_sees("Night pain")


def test_a_case_withdrawn_from_a_draft_is_not_in_it(practices: Practices) -> None:
    scene = practices.scene
    case = approved(scene)
    chidi = in_december(scene).sees(POINT)
    withdraw(scene, case)
    chidi.opens(chidi.address).never_sees(POINT, "Night pain")


def test_what_was_sent_and_is_withdrawn_leaves_the_page_and_is_told_of(
    practices: Practices,
) -> None:
    scene = practices.scene
    case = approved(scene)
    chidi = in_december(scene).presses("Approve and send").presses(SEND)
    kim = practices.joins(KIM, MANAGER).opens("/practice/learned").sees(POINT)
    withdraw(scene, case)
    kim.opens("/practice/learned").never_sees(POINT, "Night pain")
    chidi.opens(chidi.address).sees("Taken out of teaching since", case).never_sees(POINT)


def test_educators_choose_other_questions_and_hear_of_each_other(practices: Practices) -> None:
    scene = practices.scene
    case = approved(scene)
    chidi = in_december(scene).sees("Questions worth reading")
    other = scene.signed_in("chidi").opens(chidi.address)
    form = other.form("Keep these questions").fields
    del form[f"case_{case}"]
    other.posts(other.form("Keep these questions").action, form).sees("Kept.")
    other.never_sees("Questions worth reading").sees(POINT)
    chidi.presses("Approve and send").is_refused(422).sees("has changed it since you opened it")
    chidi.presses("Approve and send").presses(SEND).sees("Approved by")


def test_a_link_stops_the_mails_and_opening_it_does_not(practices: Practices) -> None:
    scene = practices.scene
    approved(scene)
    in_december(scene).presses("Approve and send").presses(SEND)
    scene.world.settle()
    found = _STOP.search(learned(scene)[0])
    assert found is not None
    reader = scene.browser().opens(found[1])
    reader.opens(found[1]).sees("gets a mail once a month").presses("Stop these mails")
    reader.sees("gets no more of them")
    kim = practices.joins(KIM, MANAGER).opens("/practice/learned").sees("gets no mail of it")
    kim.presses("Get it by email again").presses("Get no more of it by email")
    scene.browser().opens("/stop-digest/NOSUCHKEY").is_refused(404)


@pytest.mark.hazard("H15")
def test_a_mail_program_stops_them_by_one_click_without_a_session(practices: Practices) -> None:
    scene = practices.scene
    approved(scene)
    in_december(scene).presses("Approve and send").presses(SEND)
    scene.world.settle()
    (mail,) = (each for each in scene.mails() if each.subject.startswith(SUBJECT))
    assert mail.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    at = (mail.header("List-Unsubscribe") or "").strip("<>").removeprefix(PUBLIC_URL)
    assert f"\nList-Unsubscribe: <{PUBLIC_URL}{at}>\r\n".encode() in mail.raw

    program = scene.browser().client
    program.cookies.clear()
    for _ in range(2):
        assert "gets a mail once a month" in program.get(at).text
    assert program.post(at, data={"List-Unsubscribe": "Later"}).status_code == 403
    assert program.post(at, data={"wanted": "yes"}).status_code == 403
    assert program.post("/stop-digest/NOSUCHKEY", data=ONE_CLICK).status_code == 404
    assert stopped(scene) == []
    for sent in (
        {"data": ONE_CLICK},
        {"files": {name: (None, it) for name, it in ONE_CLICK.items()}},
    ):
        answer = program.post(at, follow_redirects=False, **sent)
        assert (answer.status_code, "gets no more of them" in answer.text) == (200, True)
    assert stopped(scene) == ["Elm Road Surgery"]


def test_whoever_keeps_it_is_told_that_it_waits_and_not_for_ever(practices: Practices) -> None:
    scene = practices.scene
    approved(scene)
    in_december(scene)
    drafting = Drafting(scene.world.service.ledger, 5)
    told = []
    for _ in range(30):
        told.append(drafting.remind() + drafting.remind())
        scene.world.phones.advance(24 * 3600)
    # One teaches here and one leads: each on the day, after three, seven and fourteen days.
    assert sum(told) <= 2 * 4
    assert sum(told[15:]) == 0
    scene.world.settle()
    words = [each.text for each in scene.mails("chidi@example.org") if "digest" in each.subject]
    assert words
    assert all(POINT not in each for each in words)


def test_a_letter_goes_to_who_never_asks_once_a_quarter(practices: Practices) -> None:
    scene = practices.scene
    approved(scene)
    chidi = scene.signed_in("chidi").opens("/digests")
    before = len(scene.mails(OAK_LANE_MAIL))
    chidi.presses("Write to practices that never ask").sees("on their way")
    scene.world.settle()
    (mail,) = scene.mails(OAK_LANE_MAIL)[before:]
    assert "asked" in mail.text
    assert mail.attachments[0].file_name.endswith(".pdf")
    assert "Write to practices" not in chidi.page


@pytest.mark.hazard("H04")
def test_a_practice_whose_patient_objects_to_teaching_has_asked_all_the_same(
    practices: Practices,
) -> None:
    scene = practices.scene
    withdraw(scene, approved(scene))
    asked(scene, times=1)
    chidi = scene.signed_in("chidi").opens("/digests")
    chidi.sees("To Oak Lane", "nothing since the line took its first question, on 23 November 2026")
    chidi.never_sees("To Elm Road", "for a year")
    in_december(scene).sees("it goes to 1 practice").presses("Approve and send").presses(SEND)
    scene.world.settle()
    assert "Night pain" in learned(scene)[0]


@pytest.mark.parametrize("stands", [CaseState.WITHDRAWN, CaseState.OBJECTED])
def test_a_wrong_number_is_nobodys_question(practices: Practices, stands: CaseState) -> None:
    """Also where its caller objects to teaching afterwards."""
    scene = practices.scene
    reference = approved(scene)
    with scene.world.service.ledger.work("test") as work:
        its = col(Case.reference) == reference
        work.change(Case, its, state=stands, state_before=CaseState.WITHDRAWN)
    scene.signed_in("chidi").opens("/digests").sees("To Elm Road")


def test_whoever_keeps_the_letter_is_told_until_somebody_has_had_it_sent(
    practices: Practices,
) -> None:
    scene = practices.scene
    approved(scene)
    quarters = Quarters(scene.world.service.ledger)
    # It is November: of the three times in a quarter the last is due, once.
    assert [quarters.remind(), quarters.remind()] == [2, 0]
    scene.world.settle()
    (mail,) = (each.text for each in scene.mails("chidi@example.org") if QUARTER in each.subject)
    assert "1 practice has asked" in mail
    assert "quarter 4 of 2026" in mail
    chidi = scene.signed_in("chidi").opens(mail[mail.index("/digests") :].split()[0])
    chidi.sees("To Oak Lane", "a link of its own for each practice")
    scene.world.phones.advance(40 * 24 * 3600)
    assert [quarters.remind(), quarters.remind()] == [2, 0]
    chidi = scene.signed_in("chidi").opens("/digests").presses("Write to practices that never ask")
    chidi.never_sees("a link of its own")
    for _ in range(4):
        scene.world.phones.advance(7 * 24 * 3600)
        assert quarters.remind() == 0


def test_two_workers_draft_it_once(practices: Practices) -> None:
    scene = practices.scene
    approved(scene)
    run_once(scene.world.service, "one")
    scene.world.phones.advance(MONTH)
    for name in ("one", "two"):
        run_once(scene.world.service, name)
    with scene.world.service.ledger.look("test") as work:
        drafted = select(TrailEntry).where(col(TrailEntry.action) == "digest.drafted")
        lines = [each.subject for each in work.session.exec(drafted)]
    assert len(lines) == len(set(lines)) >= 1
    assert (lines[0] or "").endswith("2026-11")
