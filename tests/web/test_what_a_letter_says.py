"""No letter may be taken for a referral, and none leaves it open who arranges a test (H12): on the
page, as text, as PDF and as mail."""

import io

import pypdf
import pytest

from advice_line.rules.wording import NOT_A_REFERRAL
from tests.stories.world import OAK_LANE_MOBILE
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
    scene.advised()
    scene.reading().sees(NOT_A_REFERRAL, "No imaging advised")
