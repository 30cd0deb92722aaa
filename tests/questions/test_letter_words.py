"""What people say of a letter: each under their name, none taken away by another; and that somebody
read it back, with who and when."""

import pytest

from advice_line.desk.receipts.spoken import Spoken
from tests.questions.asking import ADDRESS, Written
from tests.questions.test_receipts import DOCTOR, MINUTE, answered, kinds, loop
from tests.web.people import Scene
from tests.web.surfing import Surfer

CANNOT = "Received: nobody can act on it"
ACTS = "Received: a clinician will act"


def practice(written: Written) -> Surfer:
    return Scene(written.world, written.mail).reading(ADDRESS)


def the_asker(written: Written) -> Surfer:
    """Who asked from an address of their own, with the answer before them."""
    scene = Scene(written.world, written.mail)
    surfer = scene.browser().opens(scene.mailed_link(DOCTOR)).presses("Send me a code")
    written.world.settle()
    return surfer.presses("Continue", code=scene.mailed_code(DOCTOR))


def says(surfer: Surfer, button: str, name: str, why: str = "") -> Surfer:
    return surfer.presses(button, acknowledged_by=name, cannot_act_reason=why)


def query_page(written: Written) -> Surfer:
    scene = Scene(written.world, written.mail)
    return scene.signed_in("amara").opens(f"/desk/{written.reference}")


@pytest.mark.hazard("H04")
def test_who_can_act_after_all_says_so_and_both_words_stay(written: Written) -> None:
    answered(written, "urgent")
    page = says(practice(written), CANNOT, "Mx Kit Example, manager", "She has moved away.")
    page.sees("Received, and nobody can act on it: Mx Kit Example, manager")
    written.waits(10 * MINUTE)
    page = says(page, ACTS, "Dr Sam Example, GP")
    page.sees("nobody can act on it: Mx Kit Example", "a clinician will act: Dr Sam Example, GP")
    assert CANNOT not in page.page
    assert written.world.query()["state"] == "acknowledged"
    assert kinds(written) == ["cannot_act"], "its author still looks at what was said"
    seen = query_page(written)
    seen.sees("The practice said that it cannot act", "She has moved away.")
    seen.sees("Since then: a clinician will act.", "Dr Sam Example, GP")
    seen.opens("/desk").sees("Received: a clinician will act (Dr Sam Example, GP)")
    said = [each["said"] for each in loop(written)["said"]]
    assert said == ["cannot_act", "clinician_will_act"]
    assert "Kit" not in str(written.world.query())


def test_the_office_reads_whose_letter_it_is_and_for_how_long_it_is_owed(written: Written) -> None:
    answered(written, "urgent")
    says(practice(written), CANNOT, "Mx Kit Example", "Moved.")
    written.waits(50 * MINUTE)
    office = Scene(written.world, written.mail).signed_in("chidi").opens("/admin")
    office.sees("A practice cannot act on advice", "Oak Lane Surgery", "overdue by 20 minutes")
    assert "your advice" not in office.text


def test_a_clinicians_word_is_not_taken_back_by_who_cannot_act(written: Written) -> None:
    answered(written)
    first, second = practice(written), practice(written)
    says(first, ACTS, "Dr Sam Example, GP")
    says(second, CANNOT, "Mx Kit Example", "Moved.")
    second.is_refused(409).sees("was not passed on", "Moved.", "01632 960000")
    assert loop(written)["acknowledged_as"] == "clinician_will_act"
    assert kinds(written) == []


def test_the_responder_sees_who_acknowledged_and_what_they_said(written: Written) -> None:
    answered(written)
    says(practice(written), "Received and filed", "Pat Example, secretary")
    page = query_page(written)
    said = "eceived and filed (Pat Example, secretary)"
    assert page.text.count(said) == 2, "by the advice, and in So far"


def test_whether_it_helped_is_asked_of_each(written: Written) -> None:
    answered(written, address=DOCTOR)
    theirs, own = practice(written), the_asker(written)
    theirs.presses("No")
    own.opens(own.address + "/letter").sees("Was this helpful?").never_sees("you said")
    own.presses("Yes").sees("Yes, you said")
    theirs.opens(theirs.address).sees("No, you said")
    theirs.presses("Yes").sees("Yes, you said")
    assert written.world.query()["advice"][-1]["helpful"] == {"asker": True, "practice": True}


def test_a_later_read_back_is_not_said_to_have_been_on_the_call(written: Written) -> None:
    answered(written, "critical")
    written.waits(31 * MINUTE)
    amara, who = written.world.responder("amara"), "Sr Wren Example, duty nurse: scan today"
    Spoken(written.world.ledger).read_back(amara, written.reference, who, "once", version=1)
    assert loop(written)["read_back"] == "afterwards"
    assert loop(written)["read_back_named"] is True
    page = query_page(written)
    page.sees(f"Read back afterwards by {who}").never_sees("on the call")
    practice(written).sees(f"Given by word of mouth and read back by {who}")


def test_a_read_back_at_signing_says_by_whom(written: Written) -> None:
    answered(written, read_back="yes", read_back_by="Sr Wren Example")
    assert loop(written)["read_back"] == "at_signing"
    query_page(written).sees("Read back as it was given by Sr Wren Example")
