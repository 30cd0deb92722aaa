"""A practice whose code is closed is sent nothing: the office is asked who has the patient now, and
who asked is answered at an address that is known to be theirs (H17)."""

import re

import pytest

from advice_line.desk.receipts import reaching
from advice_line.desk.staff.undelivered import Undelivered
from advice_line.errors import Conflict
from advice_line.outgoing_kinds import OutChannel
from advice_line.tables.directory import Requester, RequesterAddress
from advice_line.tables.queries import Query
from tests.api import systems
from tests.questions.asking import ADDRESS, Written
from tests.questions.test_receipts import DAY, DOCTOR, answered, kinds, subjects
from tests.stories.scene import LINE
from tests.web.people import REQUIRED, Scene

OAK_LANE = """version = 1
[[organisations]]
key = "Y99002"
name = "Oak Lane Surgery"
kind = "practice"
phones = ["+441632960102", "+447700900102"]
email = "oaklane@full.example.org"
email_domains = ["full.example.org"]
"""
SURGERY_MOBILE, HER_MOBILE = "+447700900102", "+447700900555"
HER_OWN = """
[[requesters]]
key = "dr-sam"
name = "Dr Sam Example"
organisation = "Y99002"
phones = ["+447700900555"]
"""
CLOSED = f"{OAK_LANE}closed_on = 2026-11-23\n"

pytestmark = pytest.mark.hazard("H17")


def is_known(written: Written) -> None:
    """They have typed the code that was sent to their address."""
    with written.world.ledger.work("test") as work:
        who = work.add(Requester(key="dr-sam", name="Dr Sam Example")).id or 0
        work.add(RequesterAddress(address=DOCTOR, requester_id=who, confirmed_at=work.now))


def letters(written: Written, address: str) -> list[str]:
    return [each for each in subjects(written, address) if each.startswith("Radiology advice")]


def test_its_letter_is_held_and_the_office_is_asked(written: Written) -> None:
    written.world.set_up(CLOSED)
    answered(written)
    assert letters(written, ADDRESS) == []
    assert kinds(written) == ["code_closed"]
    held = [each for each in written.world.query()["outgoing"] if each["kind"] == "letter"]
    assert [(each["state"], each["failure"]) for each in held] == [("dead", "code_closed")]
    scene = Scene(written.world, written.mail)
    chidi = scene.signed_in("chidi").opens("/admin")
    chidi.sees("Find out who has the patient now: the practice's code is closed")
    chidi.opens(f"/desk/{written.reference}").sees(
        "The code of Oak Lane Surgery has been closed since 23 November 2026"
    )


def test_urgent_advice_is_rung_about_too(written: Written) -> None:
    written.world.set_up(CLOSED)
    answered(written, "urgent")
    assert sorted(kinds(written)) == ["code_closed", "ring_practice"]


def test_who_asked_is_answered_where_the_address_is_known_to_be_theirs(written: Written) -> None:
    written.world.set_up(CLOSED)
    written.asks(address=DOCTOR)
    is_known(written)
    written.world.claims("amara")
    by = written.world.responder("amara")
    written.world.records.sign(by, written.reference, REQUIRED, "sign")
    written.world.settle()
    assert letters(written, DOCTOR) == [f"Radiology advice {written.reference}"]
    assert kinds(written) == ["code_closed"]


def test_nobody_else_is(written: Written) -> None:
    written.world.set_up(CLOSED)
    answered(written, address=DOCTOR)
    assert letters(written, DOCTOR) == []
    assert "A reply is waiting" not in subjects(written, DOCTOR)


def test_a_letter_of_before_opens_no_more_by_a_code_to_its_address(written: Written) -> None:
    answered(written)
    written.world.set_up(CLOSED)
    scene = Scene(written.world, written.mail)
    surfer = scene.browser().opens(scene.mailed_link(ADDRESS)).presses("Send me a code")
    surfer.is_refused(403).sees("The code of this practice is closed")


@pytest.mark.parametrize("asked_from", [ADDRESS, DOCTOR])
def test_whoever_has_its_letter_open_ends_nothing_by_it(written: Written, asked_from: str) -> None:
    answered(written, "urgent", address=asked_from)
    reading = Scene(written.world, written.mail).reading(ADDRESS)
    written.world.set_up(CLOSED)
    reading.presses("Received: a clinician will act", acknowledged_by="Dr Sam").is_refused(403)
    reading.sees("The code of this practice is closed", "Ring us: 01632 960000")
    assert written.world.query()["state"] == "advised"


def test_once_it_is_open_again_what_was_held_is_tried_once_more(written: Written) -> None:
    written.world.set_up(CLOSED)
    answered(written)
    written.world.set_up(OAK_LANE)
    (held,) = [each for each in written.world.query()["outgoing"] if each["kind"] == "letter"]
    Undelivered(written.world.ledger).retry(written.world.responder("chidi"), held["id"], "again")
    written.world.settle()
    assert letters(written, ADDRESS) == [f"Radiology advice {written.reference}"]


def test_it_is_open_until_the_day_on_which_it_closes(written: Written) -> None:
    written.world.set_up(CLOSED.replace("2026-11-23", "2026-11-24"))
    answered(written)
    assert letters(written, ADDRESS) == [f"Radiology advice {written.reference}"]


@pytest.mark.parametrize("way", ["by mail", "by its system", "by its system, for a doctor"])
def test_nothing_is_asked_back_of_it_and_the_responder_is_told_to_ring(
    written: Written, way: str
) -> None:
    """Not even where its own system vouched for who asks, at whichever of its addresses."""
    doctor = {"email": DOCTOR} if way.endswith("doctor") else {}
    if way == "by mail":
        written.asks()
    else:
        systems.of(written.world, systems.OAK_LANE).raises(**doctor)
        written.world.settle()
    before = len(written.mails()) + len(written.mails(DOCTOR))
    written.world.set_up(CLOSED)
    written.world.claims("amara")
    with pytest.raises(Conflict, match="nothing goes there, and nothing was sent"):
        written.asks_back("amara", "Has Edith Larkspur weak legs?")
    amara = Scene(written.world, written.mail).signed_in("amara")
    amara.opens(f"/desk/{written.reference}").never_sees("Ask back")
    amara.sees("Who asked is sent nothing either: ring them")
    assert len(written.mails()) + len(written.mails(DOCTOR)) == before


def test_what_was_asked_back_as_it_closed_is_the_offices_to_see_to(written: Written) -> None:
    written.asks()
    written.world.claims("amara")
    by = written.world.responder("amara")
    written.conversing.ask_back(by, written.reference, "Has she weak legs?", "once")
    written.world.set_up(CLOSED)
    written.world.settle()
    assert [each for each in subjects(written, ADDRESS) if "A question" in each] == []
    assert "code_closed" in kinds(written)


def test_who_asks_from_there_is_told_nothing_and_rung_by_the_office(written: Written) -> None:
    written.world.set_up(CLOSED)
    written.asks()
    assert subjects(written, ADDRESS) == []
    assert "code_closed" in kinds(written)


def test_an_address_of_its_domain_counts_once_its_code_is_typed_since_it_closed(
    written: Written,
) -> None:
    written.asks(address=DOCTOR)
    is_known(written)
    written.world.claims("amara")
    written.world.set_up(CLOSED.replace("2026-11-23", "2026-11-24"))
    written.waits(DAY)
    by = written.world.responder("amara")
    written.world.records.sign(by, written.reference, REQUIRED, "sign")
    written.world.settle()
    assert letters(written, DOCTOR) == []
    assert "A reply is waiting" not in subjects(written, DOCTOR)
    assert kinds(written) == ["code_closed"]


def test_its_question_opens_no_more_by_a_code_to_its_address(written: Written) -> None:
    written.asks()
    written.world.claims("amara")
    written.asks_back("amara", "Has she weak legs?")
    written.world.set_up(CLOSED)
    scene = Scene(written.world, written.mail)
    scene.browser().opens(scene.mailed_link(ADDRESS)).never_sees("Send me a code")


def test_before_it_is_sent_the_page_says_where_it_does_not_go(written: Written) -> None:
    written.world.set_up(CLOSED)
    written.asks()
    written.world.claims("amara")
    amara = Scene(written.world, written.mail).signed_in("amara")
    amara.opens(f"/desk/{written.reference}/record")
    amara.sees("The code of Oak Lane Surgery is closed: nothing is mailed there")
    amara.presses("Check the answer", **REQUIRED)
    amara.sees("Nobody at Oak Lane Surgery: its code is closed").never_sees("who asked hears")
    amara.presses("Send the answer").sees("Nothing was sent to Oak Lane Surgery")


@pytest.mark.parametrize("closes", ["before it is answered", "as the answer is sent"])
def test_no_text_leads_its_telephone_to_the_answer_and_the_office_is_asked(
    written: Written, closes: str
) -> None:
    """Whoever has that telephone now; that we ring it is texted all the same."""
    written.world.set_up(OAK_LANE)
    written.world.person(SURGERY_MOBILE).texts(LINE, "Please ring about a chest film")
    written.world.settle()
    written.world.claims("amara")
    if closes == "before it is answered":
        written.world.set_up(CLOSED)
    by = written.world.responder("amara")
    written.world.records.sign(by, written.reference, REQUIRED, "sign")
    written.world.set_up(CLOSED)
    written.world.settle()
    texts = written.world.texts(SURGERY_MOBILE)
    assert [each for each in texts if "/q/" in each] == []
    assert "code_closed" in kinds(written)


def test_who_shows_since_that_they_read_their_own_telephone_is_answered_there(
    written: Written,
) -> None:
    written.world.set_up(OAK_LANE + HER_OWN)
    written.world.person(HER_MOBILE).texts(LINE, "Please ring about a chest film")
    written.world.settle()
    written.world.claims("amara")
    by = written.world.responder("amara")
    written.world.records.sign(by, written.reference, REQUIRED, "sign")
    written.world.settle()
    written.world.set_up(CLOSED + HER_OWN)
    assert _reached_by(written) is None
    scene = Scene(written.world, written.mail)
    (link,) = [
        each for text in written.world.texts(HER_MOBILE) for each in text.split() if "/q/" in each
    ]
    reading = scene.browser().opens(link).presses("Send me a code")
    written.world.settle()
    code = re.findall(r"\b\d{6}\b", written.world.texts(HER_MOBILE)[-1])[0]
    reading.presses("Continue", code=code)
    assert _reached_by(written) == OutChannel.SMS


def _reached_by(written: Written) -> OutChannel | None:
    with written.world.ledger.look("test") as work:
        way = reaching.way(work, work.session.get_one(Query, 1))
        return way.channel if way else None
