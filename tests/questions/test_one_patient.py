"""A letter is about one patient: where the mail names one number and whoever answers types another,
they say which is right before anything leaves, and the letter carries that one alone (H02)."""

import pytest

from tests.questions.asking import ADDRESS, Written
from tests.web.people import ANOTHER, GENERAL, REQUIRED, Scene
from tests.web.surfing import Surfer

BOTH = "999 000 0018 (what they wrote, the question)", "999 000 0026 (the number you entered)"
QUESTION = "Edith Larkspur 9990000018 has a mass on her chest film, what next?"

pytestmark = pytest.mark.hazard("H02")


@pytest.fixture
def record(written: Written) -> Surfer:
    """Amara at the record of a mail that names Edith Larkspur's number."""
    written.asks()
    written.world.claims("amara")
    amara = Scene(written.world, written.mail).signed_in("amara")
    return amara.opens(f"/desk/{written.reference}/record")


def letter(written: Written) -> str:
    written.world.settle()
    (found,) = [each for each in written.mails(ADDRESS) if "Radiology advice" in each.subject]
    return found.text


def test_another_number_than_the_mails_is_asked_about_and_one_alone_leaves(
    written: Written, record: Surfer
) -> None:
    record.presses("Check the answer", **ANOTHER | {"question": QUESTION}).is_refused(409)
    record.sees("Which patient is it?", *BOTH)
    record.presses("Go on with this one").is_refused(409).sees("Choose one.")
    record.presses("Go on with this one", nhs_number="9990000026").is_refused(422)
    record.sees("This names another NHS number, 999 000 0018. Take it out")
    assert written.world.query()["advice"] == []
    record.presses("Check the answer", question="She has a mass on her chest film, what next?")
    record.presses("Go on with this one", nhs_number="9990000026")
    record.sees("Send this answer?", "999 000 0026").presses("Send the answer")
    assert "9990000026" in (sent := letter(written).replace(" ", ""))
    assert "9990000018" not in sent


def test_the_mails_own_number_may_be_the_right_one(written: Written, record: Surfer) -> None:
    typed = ANOTHER | {"patient_name": "Edith Larkspur", "question": QUESTION}
    record.presses("Check the answer", **typed)
    record.presses("Go on with this one", nhs_number="9990000018")
    record.sees("Send this answer?", "999 000 0018").presses("Send the answer")
    assert "999 000 0026" not in letter(written)


def test_nor_does_the_advice_name_another(written: Written, record: Surfer) -> None:
    record.presses("Check the answer", **REQUIRED | {"advice": "MRI, as for 999-000-0026."})
    record.sees("999 000 0026 (the advice)").presses("Correct it")
    assert record.form("Check the answer").fields["nhs_number"] == REQUIRED["nhs_number"]
    record.presses("Check the answer", advice="MRI.").sees("Send this answer?")
    assert written.world.query()["advice"] == []


def test_nor_does_what_they_answered(written: Written) -> None:
    written.asks()
    written.world.claims("amara")
    written.asks_back("amara", "Whose film is it?")
    written.replies("Hers. Her sister's, 9990000026, was clear.")
    amara = Scene(written.world, written.mail).signed_in("amara")
    amara.opens(f"/desk/{written.reference}/record").presses("Check the answer", **REQUIRED)
    amara.presses("Go on with this one", nhs_number="9990000018").presses("Send the answer")
    assert "They answered: Hers. Her sister's, [another number], was clear." in letter(written)


def test_a_general_question_whose_words_name_somebody_is_none_unless_its_author_says_so(
    record: Surfer,
) -> None:
    general = dict.fromkeys(REQUIRED, "") | GENERAL
    record.presses("Check the answer", **general).sees("Which patient is it?", "None of them")
    record.presses("Go on with this one", nhs_number="none").sees("General question, no patient")
