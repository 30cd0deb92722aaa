"""From the call to the letter that is acted upon, through the pages that people use."""

import pytest

from tests.stories.world import OAK_LANE_MOBILE
from tests.web.people import CANARIES, OAK_LANE_MAIL, REQUIRED, Scene


@pytest.mark.hazard("H04")
@pytest.mark.hazard("H07")
def test_a_call_becomes_a_letter_that_a_clinician_will_act_on(either: Scene) -> None:
    reference = either.called()
    amara = either.browser().opens(either.text_link("amara")).sees(reference, "Dr Amara Example")
    amara.presses("Open the record").is_at(f"/desk/{reference}/record").sees("Elm Road Surgery")
    amara.presses("Save and send", **REQUIRED).is_at(f"/desk/{reference}/saved")
    amara.sees("Saved", "Elm Road Surgery is told that a reply is waiting", "Edith Larkspur")
    either.world.settle()

    (notice,) = either.mails()
    assert not any(canary in notice.raw.decode() for canary in CANARIES)
    practice = either.browser().opens(either.mailed_link()).sees("A reply is waiting", reference)
    practice.never_sees(*CANARIES, REQUIRED["advice"])
    practice.presses("Send me a code").sees("Enter the code", "el…@example.org")
    either.world.settle()
    practice.presses("Continue", code=either.mailed_code())
    practice.sees("Edith Larkspur", "999 000 0018", REQUIRED["advice"]).never_sees("No imaging")
    practice.presses("Received: a clinician will act", acknowledged_by="Dr Sam Example, GP").sees(
        "Received, a clinician will act: Dr Sam Example, GP"
    )

    query = either.world.query()
    assert query["state"] == "acknowledged"
    loop = query["advice"][0]["loop"]
    assert loop["sent_at"] <= loop["opened_at"] <= loop["acknowledged_at"]
    assert loop["delivered_at"] is None, "handed to a mail server is not delivered"
    amara.opens(f"/desk/{reference}").sees("Received: a clinician will act", "Acknowledged")
    amara.opens(f"/desk/{reference}/saved").sees("Elm Road Surgery has said that it was received")


@pytest.mark.hazard("H07")
def test_a_practice_whose_mail_may_carry_it_gets_the_whole_letter(scene: Scene) -> None:
    reference = scene.called(OAK_LANE_MOBILE)
    amara = scene.browser().opens(scene.text_link("amara")).presses("Open the record")
    amara.presses("Save and send", **REQUIRED).sees("The letter is on its way to Oak Lane Surgery")
    scene.world.settle()
    amara.opens(f"/desk/{reference}/saved").sees("The letter was sent to Oak Lane Surgery")
    (letter,) = scene.mails(OAK_LANE_MAIL)
    assert REQUIRED["advice"] in letter.text
    assert [each.file_name for each in letter.attachments] == [f"advice-{reference}.pdf"]
    assert not any(canary in letter.subject for canary in CANARIES)


def test_the_letter_is_also_there_as_text_and_as_pdf_for_the_record(scene: Scene) -> None:
    reference = scene.advised()
    practice = scene.reading()
    here = practice.address
    text = practice.client.get(f"{here}/letter.txt")
    assert text.headers["content-disposition"] == f'attachment; filename="advice-{reference}.txt"'
    assert "Edith Larkspur" in text.text
    pdf = practice.client.get(f"{here}/letter.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")


def test_filed_by_an_administrator_is_not_yet_acted_upon(scene: Scene) -> None:
    scene.advised()
    practice = scene.reading()
    practice.presses("Received and filed", acknowledged_by="Pat Example, administrator")
    practice.sees("Received and filed: Pat Example", "Will a clinician act on it?")
    assert scene.world.query()["state"] == "advised"
    practice.presses("Received: a clinician will act", acknowledged_by="Dr Sam Example")
    assert scene.world.query()["state"] == "acknowledged"


def test_a_receipt_needs_a_name(scene: Scene) -> None:
    scene.advised()
    practice = scene.reading()
    practice.presses("Received: a clinician will act", acknowledged_by="  ").is_refused(422)
    practice.sees("There is a problem", "Write your name")
    assert scene.world.query()["advice"][0]["loop"]["acknowledged_at"] is None
