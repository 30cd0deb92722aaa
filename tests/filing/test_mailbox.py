"""A signed letter is mailed to the mailbox of the hospital's own record: handed to the mail server,
which is not that it is filed."""

import json

import pytest

from tests.filing.office import RECORD_MAIL, Office
from tests.web.people import CANARIES, ELM_ROAD_MAIL

MAILBOX = f'{{ mailbox = "{RECORD_MAIL}" }}'
DAY = 24 * 3600


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H04")
def test_a_letter_is_mailed_for_the_record_and_its_subject_says_nothing(office: Office) -> None:
    reference = office.set_up(MAILBOX).scene.advised()
    (mail,) = office.scene.mails(RECORD_MAIL)
    names = [each.file_name for each in mail.attachments]
    assert names == [f"advice-{reference}-1.pdf", f"advice-{reference}-1.json"]
    assert not [each for each in CANARIES if each in " ".join([mail.subject, *names])]
    assert "Edith Larkspur" in mail.text
    (filed,) = office.filed(reference)
    assert filed["handed_at"] is not None
    assert (filed["place"], filed["put_at"], filed["filed_at"]) == ("mailbox", None, None)
    assert office.names() == []


def test_both_places_get_each_version(office: Office) -> None:
    both = f'{{ folder = "{office.folder}", mailbox = "{RECORD_MAIL}" }}'
    reference = office.set_up(both).scene.advised()
    office.adds_to(reference)
    found = [(each["version"], each["place"]) for each in office.filed(reference)]
    assert found == [(1, "folder"), (1, "mailbox"), (2, "folder"), (2, "mailbox")]
    assert len(office.scene.mails(RECORD_MAIL)) == 2


@pytest.mark.hazard("H04")
def test_a_mailbox_that_refuses_it_is_a_persons_to_see_to(office: Office) -> None:
    office.set_up(MAILBOX).scene.mail.set(refuse=[RECORD_MAIL])
    reference = office.scene.advised()
    (filed,) = office.filed(reference)
    assert filed["handed_at"] is None
    assert filed["failed_at"] is not None
    assert office.owed(reference) == 1
    assert office.scene.mails(ELM_ROAD_MAIL) != []


@pytest.mark.hazard("H07")
def test_a_mailbox_that_may_carry_no_letter_any_more_gets_none(office: Office) -> None:
    office.set_up(MAILBOX).scene.mail.set(down=True)
    reference = office.scene.advised()
    with office.scene.world.ledger.work("test") as work:
        work.session.connection().exec_driver_sql(
            "UPDATE lines SET full_letter_domains = :none", {"none": json.dumps([])}
        )
    office.scene.mail.set(down=False)
    office.passes(3600)
    assert office.scene.mails(RECORD_MAIL) == []
    assert office.filed(reference)[0]["failure"] == "mailbox_not_allowed"
    assert office.owed(reference) == 1
