"""A letter, and the mails that tell of one, say what their reader needs: what was asked back, each
answer about safety, which advice a later version adds to, where to read on and whom to ring."""

import pytest

from advice_line.kinds import Urgency
from tests.questions.asking import ADDRESS, Written
from tests.questions.clocked import Clocked
from tests.questions.test_delays import promises
from tests.questions.test_letter_words import practice, query_page, the_asker
from tests.questions.test_receipts import DOCTOR, HOUR, answered
from tests.web.people import REQUIRED, Scene

CLOSING = ("To speak to somebody while the line is open, ring", "call 999")
ADDS = "This is version 2. It adds to or changes the advice of Monday 23 November 2026 at 10"


def added_to(written: Written) -> None:
    by = written.world.responder("amara")
    later = REQUIRED | {"addendum_reason": "Earlier images came.", "advice": "Ultrasound first."}
    written.world.records.sign(by, written.reference, later, "again")
    written.world.settle()


def test_an_addendum_says_what_it_adds_to_in_the_letter_and_in_what_tells_of_it(
    written: Written,
) -> None:
    answered(written, address=DOCTOR)
    first = written.mails(ADDRESS)[-1]
    assert "It adds to" not in first.text
    written.waits(HOUR)
    added_to(written)
    letter, notice = written.mails(ADDRESS)[-1], written.mails(DOCTOR)[-1]
    assert letter.subject == f"Radiology advice {written.reference}, addendum 1"
    assert notice.subject == f"An addition to the advice is waiting: {written.reference}"
    for mail in (letter, notice):
        assert ADDS in " ".join(mail.text.split())
    for mail in (first, letter, notice):
        assert all(each in mail.text for each in CLOSING)


def test_what_was_advised_before_is_still_read_beside_it(written: Written) -> None:
    answered(written, address=DOCTOR)
    added_to(written)
    practice(written).sees("Ultrasound first.", "what was advised before", REQUIRED["advice"])
    own = the_asker(written)
    own.opens(own.address + "/letter").sees("Ultrasound first.", REQUIRED["advice"])


@pytest.mark.hazard("H07")
def test_who_has_no_address_for_a_letter_hears_of_an_addendum_without_its_words(
    written: Written,
) -> None:
    answered(written, address="sam@example.com")
    added_to(written)
    mail = written.mails("sam@example.com")[-1]
    assert ADDS in " ".join(mail.text.split())
    assert "Ultrasound" not in mail.text


def test_word_of_a_later_answer_says_where_and_whom_to_ring(written: Written) -> None:
    line = Clocked(written)
    line.asks(Urgency.TODAY)
    line.world.claims("amara")
    promises(line, reason="images")
    mail = line.mails()[-1]
    assert "https://advice.example.org/q/" in mail.text
    assert "If you have the images or their report, add them there." in mail.text
    assert all(each in mail.text for each in CLOSING)


def test_what_was_asked_back_and_each_answer_of_safety_stand_in_record_and_letter(
    written: Written,
) -> None:
    written.asks()
    written.world.claims("amara")
    written.asks_back("amara", "Has she a pacemaker?")
    written.replies("Yes, since 2019.")
    amara = query_page(written).follows("Write the advice")
    amara.sees("Asked: Has she a pacemaker?", "Answered: Yes, since 2019.")
    amara.presses("Check the answer", **(REQUIRED | {"pregnancy": "no"}))
    amara.presses("Send the answer")
    written.world.settle()
    said = ("We asked: Has she a pacemaker?", "They answered: Yes, since 2019.")
    flags = ("Pregnancy: no", "not known")
    assert all(each in written.mails(ADDRESS)[-1].text for each in (*said, *flags))
    practice(written).sees(*said, *flags)


def test_the_look_over_shows_what_it_rests_on_and_why_it_is_added(written: Written) -> None:
    answered(written)
    amara = query_page(written).follows("Add to this advice")
    seen = {"images_reviewed": "yes", "image_modality": "ct", "viewed_on": "phone"}
    day = {"image_date": "2/10/2026"}
    amara.presses("Check the answer", **seen, **day, addendum_reason="Earlier images came.")
    amara.sees("Images seen: CT 2 October 2026 on a phone's screen.", "Earlier images came.")
    amara.presses("Send the answer")
    written.world.settle()
    assert "CT 2 October 2026 on a phone" in written.mails(ADDRESS)[-1].text
    again = amara.opens(f"/desk/{written.reference}/record")
    assert again.form("Check the answer").fields["image_date"] == "2 October 2026"


@pytest.mark.hazard("H02")
def test_what_is_sent_all_the_same_is_looked_over_first(written: Written) -> None:
    answered(written)
    written.asks(address=DOCTOR)
    scene = Scene(written.world, written.mail)
    reference = str(written.world.queries()[-1]["reference"])
    amara = scene.signed_in("amara").opens(f"/desk/{reference}").presses("Claim")
    amara.follows("Write the advice")
    other = REQUIRED | {"patient_name": "Oren Whitlock"}
    amara.presses("Check the answer", **other).sees("Is this the right patient?")
    amara.presses("Look it over, all the same", number_missing_reason="Changed their name")
    amara.sees("Send this answer?", "Oren Whitlock", "Changed their name")
    assert not written.world.queries()[-1]["advice"]
    amara.presses("Send the answer").is_at(f"/desk/{reference}/saved")


@pytest.mark.hazard("H04")
def test_an_addendum_without_an_urgency_takes_none_away(written: Written) -> None:
    answered(written, "urgent")
    added_to(written)
    assert written.world.query()["urgency"]["set"] == "urgent"
