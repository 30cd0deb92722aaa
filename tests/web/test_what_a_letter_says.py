"""No letter may be taken for a referral, and none leaves it open who arranges a test (H12): on the
page, as text, as PDF and as mail."""

import io
import re

import pypdf
import pytest

from advice_line.desk.letter.letter_pdf import NOT_ALL_SHOWN
from advice_line.rules.wording import NOT_A_REFERRAL
from tests.stories.world import OAK_LANE_MOBILE
from tests.web.markup import read
from tests.web.people import OAK_LANE_MAIL, REQUIRED, Scene

pytestmark = pytest.mark.hazard("H12")

TEST = {
    "test_advised": "yes",
    "test_name": "MRI lumbar spine",
    "action_owner": "The practice",
    "action_by": "7 12 2026",
}
WHO_DOES_WHAT = "The practice: MRI lumbar spine, by Monday 7 December 2026"


def one_line(text: str) -> str:
    return " ".join(text.split())


def pdf_text(content: bytes) -> str:
    return one_line(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    )


def test_the_practice_reads_both_on_the_page_and_in_what_it_files(scene: Scene) -> None:
    scene.advised(**TEST)
    practice = scene.reading().sees(NOT_A_REFERRAL, WHO_DOES_WHAT)
    kept = practice.client.get(f"{practice.address}/letter.txt").text
    printed = practice.client.get(f"{practice.address}/letter.pdf").content
    for text in (one_line(kept), pdf_text(printed)):
        assert NOT_A_REFERRAL in text
        assert WHO_DOES_WHAT in text


def test_page_text_and_pdf_say_the_same_in_the_same_order(scene: Scene) -> None:
    scene.advised(**TEST, urgency_set="urgent", within_scope="no", read_back="yes")
    practice = scene.reading().sees("999 000 0018", "version 1")
    kept = practice.client.get(f"{practice.address}/letter.txt").text
    printed = pdf_text(practice.client.get(f"{practice.address}/letter.pdf").content)
    headings = [each.text for each in read(practice.page).all("h2")]
    sections = headings[: headings.index("Please note") + 1]
    assert {"Asked by", "Advice", "Advised by"} <= set(sections)
    for shown, written in ((one_line(kept), str.upper), (printed, str), (practice.text, str)):
        reached = 0
        for heading in sections:
            reached = shown.index(f"{written(heading)} ", reached)
        assert "999 000 0018" in shown
        assert re.search(r"Signed on \w+ \d+ November 2026 at [\d:]+[ap]m, version 1", shown)


def test_so_does_who_gets_the_letter_by_mail(scene: Scene) -> None:
    scene.called(OAK_LANE_MOBILE)
    amara = scene.browser().opens(scene.text_link("amara")).presses("Open the record")
    amara.presses("Save and send", **REQUIRED, **TEST)
    scene.world.settle()
    (letter,) = scene.mails(OAK_LANE_MAIL)
    (attached,) = letter.attachments
    for text in (one_line(letter.text), pdf_text(attached.content)):
        assert NOT_A_REFERRAL in text
        assert WHO_DOES_WHAT in text


def test_a_letter_that_advises_no_test_is_no_referral_either(scene: Scene) -> None:
    scene.advised(test_advised="no")
    scene.reading().sees(NOT_A_REFERRAL, "No imaging advised")


SPOKEN = {"advice": "Urgent CT chest today, suspected PE. I will arrange it."}


def test_nobody_reads_that_no_imaging_is_advised_when_nobody_said_so(scene: Scene) -> None:
    reference = scene.advised(**SPOKEN)
    practice = scene.reading().sees(SPOKEN["advice"]).never_sees("No imaging", "Test advised")
    kept = practice.client.get(f"{practice.address}/letter.txt").text
    printed = practice.client.get(f"{practice.address}/letter.pdf").content
    for text in (one_line(kept), pdf_text(printed)):
        assert SPOKEN["advice"] in text
        assert "No imaging" not in text
    assert scene.world.query()["advice"][0]["test_advised"] is None
    saved = scene.signed_in("amara").opens(f"/desk/{reference}/saved")
    saved.sees("You did not say whether a test is advised")


def test_an_addendum_and_a_draft_begin_with_what_was_said(scene: Scene) -> None:
    reference = scene.advised(test_advised="no")
    addendum = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    assert addendum.form("Save and send").fields["test_advised"] == "no"
    addendum.presses("Save and send", test_advised="").is_refused(422)
    assert addendum.form("Save and send").fields["test_advised"] == ""


@pytest.mark.hazard("H02")
@pytest.mark.hazard("H07")
def test_a_pdf_writes_what_its_font_lacks_by_its_code_and_says_where_to_read_it(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.advised(patient_name="王小明 Wang", question="First:\tnight pain.")
    practice = scene.reading().sees("王小明 Wang")
    assert "王小明 Wang" in practice.client.get(f"{practice.address}/letter.txt").text
    printed = pdf_text(practice.client.get(f"{practice.address}/letter.pdf").content)
    assert "Name: [U+738B U+5C0F U+660E] Wang" in printed
    assert "First: night pain." in printed
    assert NOT_ALL_SHOWN in printed
    assert not [character for character in "王小明" if character in caplog.text]


def test_a_pdf_that_shows_all_says_nothing_of_it(scene: Scene) -> None:
    scene.advised(patient_name="Zoë Łukasz-Ωmega")
    practice = scene.reading()
    printed = pdf_text(practice.client.get(f"{practice.address}/letter.pdf").content)
    assert "Zoë Łukasz-Ωmega" in printed
    assert "[U+" not in printed
