"""A practice sees what it asked and was told, and nothing of anybody else's; what its people say of
it is said by their own name."""

import pytest
from sqlmodel import col, select

from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query
from tests.practices.practices import (
    DOCTOR,
    KIM,
    MANAGER,
    NURSE,
    OLA,
    ROWAN,
    SAM,
    SECOND,
    Practices,
)
from tests.web.asking import asks
from tests.web.people import CANARIES, OAK_LANE_MAIL


@pytest.mark.hazard("H15")
@pytest.mark.hazard("H07")
def test_another_practices_letter_and_alert_are_not_there(practices: Practices) -> None:
    letter, alert = practices.advised(), practices.alerts()
    rowan = practices.joins(ROWAN).sees(letter, alert).never_sees(*CANARIES)
    rowan.opens(f"/practice/queries/{letter}").sees("Edith Larkspur")
    token = rowan.form("Yes").fields["form_token"]
    assert token
    for address, who in (
        (OLA, {"member_name": "Dr Ola Berg", "member_role": "gp"}),
        (NURSE, {"member_name": "Nurse Noor", "member_role": "hospital_doctor"}),
    ):
        other = practices.joins(address, who).never_sees(letter, alert)
        own = other.form("Sign out").fields["form_token"]
        for path in (
            f"/practice/queries/{letter}",
            f"/practice/queries/{letter}/letter.pdf",
            f"/practice/queries/{letter}/letter.txt",
            f"/practice/queries/{letter}/letter.json",
            f"/practice/alerts/{alert}",
        ):
            other.opens(path).is_refused(404).never_sees(*CANARIES)
        said = {"form_token": own, "acknowledgement": "clinician_will_act", "version": "1"}
        other.posts(f"/practice/queries/{letter}/acknowledge", said).is_refused(404)
        other.posts(f"/practice/queries/{letter}/helpful", said).is_refused(404)
        act = {"form_token": own, "answer": "will_act"}
        other.posts(f"/practice/alerts/{alert}/answer", act).is_refused(404)
    rowan.opens("/practice").sees("Not acknowledged (2)")


@pytest.mark.hazard("H02")
@pytest.mark.hazard("H04")
def test_several_people_read_a_letter_and_its_word_is_of_who_is_signed_in(
    practices: Practices,
) -> None:
    first, second = practices.advised(), practices.advised(advice="Ultrasound first.")
    rowan, sam = practices.joins(ROWAN), practices.joins(SAM, SECOND)
    sam.opens(f"/practice/queries/{second}").sees("Ultrasound first.", "as Dr Sam Vale, GP")
    rowan.opens(f"/practice/queries/{first}").sees("MRI of the lumbar spine", "Edith Larkspur")
    # What is typed beside it is nobody's name.
    form = rowan.form("Received: a clinician will act").fields
    typed = {**form, "acknowledged_by": "Dr Sam Vale", "acknowledgement": "clinician_will_act"}
    rowan.posts(f"/practice/queries/{first}/acknowledge", typed)
    rowan.sees("a clinician will act: Dr Rowan Hill, GP")
    sam.presses("Received and filed").sees("Received and filed: Dr Sam Vale, GP")
    sam.opens(f"/practice/queries/{first}").sees("Dr Rowan Hill, GP")
    known = {each["reference"]: each["state"] for each in practices.scene.world.queries()}
    assert known == {first: "acknowledged", second: "advised"}
    viewed = {each.actor.partition(":")[0] for each in practices.trail("letter.viewed")}
    assert viewed == {"member"}


@pytest.mark.hazard("H04")
def test_that_a_clinician_acts_is_said_by_a_clinician(practices: Practices) -> None:
    letter, alert = practices.advised(), practices.alerts()
    kim = practices.joins(KIM, MANAGER)
    kim.opens("/practice/unread").sees(letter, alert, "nobody has")
    kim.opens(f"/practice/queries/{letter}").sees("said by a clinician")
    form = kim.form("Received and filed").fields
    acts = {**form, "acknowledgement": "clinician_will_act"}
    kim.posts(f"/practice/queries/{letter}/acknowledge", acts).is_refused(409)
    kim.opens(f"/practice/alerts/{alert}").sees("find one now")
    acts = {"form_token": form["form_token"], "answer": "will_act"}
    kim.posts(f"/practice/alerts/{alert}/answer", acts).is_refused(409)
    rowan = practices.joins(ROWAN).opens(f"/practice/alerts/{alert}")
    rowan.presses("A clinician will act").sees("Dr Rowan Hill, GP")
    kim.opens("/practice/unread").sees(letter).never_sees(alert)


@pytest.mark.hazard("H15")
def test_a_question_is_shown_to_its_practice_once_its_asker_is_known(practices: Practices) -> None:
    """Whoever says in the form that they are of a practice may be anybody."""
    asker = asks(practices.scene.browser(), email="someone@elsewhere.example.org")
    (query,) = practices.scene.world.queries()
    rowan = practices.joins(ROWAN).sees(query["reference"])
    rowan.opens(f"/practice/queries/{query['reference']}").sees("not shown here")
    rowan.never_sees("Larkspur", "Night pain")
    practices.scene.world.settle()
    code = practices.scene.mailed_code("someone@elsewhere.example.org")
    asker.presses("It is mine", code=code)
    rowan.opens(f"/practice/queries/{query['reference']}").sees("Edith Larkspur", "Night pain")


@pytest.mark.hazard("H15")
def test_a_letter_whose_practice_was_wrong_is_no_longer_there(practices: Practices) -> None:
    reference = practices.advised()
    rowan, ola = practices.joins(ROWAN), practices.joins(OLA, DOCTOR | {"member_name": "Dr Ola"})
    with practices.scene.world.ledger.work("test") as work:
        other = work.session.exec(
            select(Organisation).where(col(Organisation.key) == "Y99002")
        ).one()
        work.change(Query, col(Query.reference) == reference, organisation_id=other.id)
    rowan.opens(f"/practice/queries/{reference}").is_refused(404)
    ola.opens(f"/practice/queries/{reference}").sees("Edith Larkspur")


def test_the_page_of_a_link_leads_to_the_practices_own(practices: Practices) -> None:
    reference = practices.advised("Y99002")
    link = practices.scene.mailed_link(OAK_LANE_MAIL)
    ola = practices.joins(OLA, DOCTOR | {"member_name": "Dr Ola Berg"}).opens(link)
    ola.follows("Open it by your own name").is_at(f"/practice/queries/{reference}")
    ola.sees("Edith Larkspur")
    ola.opens("/practice/details").sees("Oak Lane Surgery, Y99002", "full.example.org")


@pytest.mark.hazard("H15")
def test_a_manager_puts_the_practices_details_right_and_the_office_accepts_where_calls_go(
    practices: Practices,
) -> None:
    kim, rowan = practices.joins(KIM, MANAGER), practices.joins(ROWAN)
    rowan.opens("/practice/details").sees("Elm Road Surgery, Y99001")
    rowan.opens("/practice/details/change").is_refused(403)
    kim.opens("/practice/details/change")
    kim.presses("Send it", phones="nobody").is_refused(422).sees("Telephones")
    kim.opens("/practice/details/change")
    kim.presses("Send it", open="mon-fri 08:00-18:00", phones="01632 960155").sees("Put right:")
    kim.opens("/practice/details").sees("08:00-18:00", "With the radiology office")
    kim.never_sees("01632 960155")
    kim.presses("Everything is right").sees("confirmed by you")
