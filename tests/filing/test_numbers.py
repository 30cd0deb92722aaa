"""The booking and the images of a query, by the numbers of other systems: in the letter and in what
is filed, sealed here, and in no word of ours to anybody."""

import pytest

from tests.filing.office import RECORD_MAIL, Office
from tests.web.people import OAK_LANE_MAIL

UBRN, ACCESSION = "1234 5678 9012", "ACC-2026-0042"
BARE = UBRN.replace(" ", "")


def advised(office: Office, **more: str) -> str:
    numbers = {"booking_reference": UBRN, "images_reviewed": "yes", "accession": ACCESSION}
    return office.scene.advised(**(numbers | {"organisation": "Y99002"} | more))


def test_the_letter_names_the_booking_and_the_bundle_both(office: Office) -> None:
    advised(office)
    (letter,) = office.scene.mails(OAK_LANE_MAIL)
    assert f"Booking reference (UBRN): {UBRN}" in letter.text
    assert ACCESSION not in letter.text
    bundle = office.bundle(office.name())
    composition = bundle["entry"][0]["resource"]
    studies = [e for s in composition["section"] for e in s.get("entry", ()) if "identifier" in e]
    assert [each["identifier"]["value"] for each in studies] == [ACCESSION]
    (document,) = (
        each["resource"]
        for each in bundle["entry"]
        if each["resource"]["resourceType"] == "DocumentReference"
    )
    assert document["context"]["related"][0]["identifier"]["value"] == BARE


@pytest.mark.hazard("H07")
def test_neither_stands_in_the_clear_or_in_a_head_of_a_mail(office: Office) -> None:
    both = f'{{ folder = "{office.folder}", mailbox = "{RECORD_MAIL}" }}'
    reference = advised(office.set_up(both))
    everything = repr(office.query(reference))
    with office.scene.world.ledger.look("test") as work:
        rows = work.session.connection().exec_driver_sql("SELECT * FROM queries").all()
        everything += repr(rows)
        everything += repr(work.session.connection().exec_driver_sql("SELECT * FROM advice").all())
    heads = [f"{each.message.items()}" for each in office.scene.mail.messages]
    assert not [each for each in (BARE, UBRN, ACCESSION) if each in everything + repr(heads)]
