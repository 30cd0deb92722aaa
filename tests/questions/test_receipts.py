"""A letter of which nobody says that they have it: reminded of, then a person rings; urgent ones
after half an hour, in the practice's own hours, and CRITICAL ones out of them too."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from advice_line.desk.receipts.spoken import Spoken
from advice_line.desk.staff.office import Office
from advice_line.desk.staff.worklist import Worklist
from advice_line.errors import Conflict
from advice_line.kinds import Urgency
from tests.questions.asking import ADDRESS, Written
from tests.stories.scene import AMARA, CHIDI
from tests.web.people import REQUIRED, Scene
from tests.web.surfing import Surfer

DOCTOR = "dr.sam@full.example.org"
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
FRIDAY_LATE = datetime(2026, 11, 27, 18, 45, tzinfo=UTC)
WEDNESDAY_BEFORE_CHRISTMAS = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)


def answered(written: Written, alert: str = "routine", address: str = ADDRESS, **form: str) -> None:
    written.asks(Urgency.TODAY, address)
    written.world.claims("amara")
    by = written.world.responder("amara")
    given = REQUIRED | {"urgency_set": alert} | form
    written.world.records.sign(by, written.reference, given, f"sign {alert}")
    written.world.settle()


def kinds(written: Written) -> list[str]:
    return [each["kind"] for each in written.world.query()["tasks"] if each["state"] == "open"]


def _about_letters(written: Written) -> list[Any]:
    return [each for each in written.world.phones.messages() if "the letter of" in each["body"]]


def subjects(written: Written, address: str) -> list[str]:
    return [each.subject.partition(":")[0] for each in written.mails(address)]


_WORDS = {
    "clinician_will_act": "Received: a clinician will act",
    "filed": "Received and filed",
    "cannot_act": "Received: nobody can act on it",
}


def acknowledges(written: Written, how: str, why: str = "") -> Surfer:
    """By the page, with the code that is mailed to the practice."""
    reading = Scene(written.world, written.mail).reading(ADDRESS)
    reading.presses(_WORDS[how], acknowledged_by="Dr Sam Example, GP", cannot_act_reason=why)
    written.world.settle()
    return reading


def _said_at(written: Written) -> object:
    return loop(written)["acknowledged_at"]


def loop(written: Written) -> dict[str, Any]:
    return dict(written.world.query()["advice"][-1]["loop"])


def test_who_asked_from_an_address_of_their_own_is_answered_there_and_so_is_their_practice(
    written: Written,
) -> None:
    answered(written, address=DOCTOR)
    assert subjects(written, DOCTOR) == ["Your question " + written.reference, "A reply is waiting"]
    assert "A code is sent to this address first" in written.mails(DOCTOR)[-1].text
    assert subjects(written, ADDRESS) == [f"Radiology advice {written.reference}"]
    assert loop(written)["sent_at"] is not None
    assert loop(written)["delivered_at"] is None


def test_who_asked_from_the_practices_own_address_has_one_letter(written: Written) -> None:
    answered(written)
    assert len([each for each in subjects(written, ADDRESS) if "Radiology advice" in each]) == 1


@pytest.mark.hazard("H04")
@pytest.mark.parametrize("alert", ["urgent", "critical", "cancer"])
def test_half_an_hour_of_silence_on_urgent_advice_is_a_call(written: Written, alert: str) -> None:
    answered(written, alert)
    written.waits(29 * MINUTE)
    assert kinds(written) == []
    written.waits(2 * MINUTE)
    assert kinds(written) == ["ring_practice"]


def test_who_is_to_ring_a_practice_about_its_letter_is_not_told_of_a_call_back(
    written: Written,
) -> None:
    answered(written, "urgent")
    written.waits(33 * MINUTE)
    assert kinds(written) == ["ring_practice"]
    written.waits(31 * MINUTE)
    phones = written.world.phones
    texts = [each["body"] for each in phones.messages() if written.reference in each["body"]]
    about = [each for each in texts if "the letter of" in each]
    assert about
    assert about[0].startswith(f"Somebody must ring about the letter of {written.reference}")
    assert "nobody there has said that they have it" in about[0]
    assert not any("A call back" in each for each in texts)


@pytest.mark.hazard("H04")
@pytest.mark.parametrize("alert", ["routine", "urgent"])
def test_a_letter_that_nobody_reads_for_days_is_asked_about_once_a_morning_and_stays_a_task(
    written: Written, alert: str
) -> None:
    answered(written, alert)
    for _ in range(7):
        written.waits(DAY)
    before = len(_about_letters(written))
    for _ in range(24):
        written.waits(30 * MINUTE)
    written.waits(12 * HOUR)  # Tuesday, ten in the morning
    assert kinds(written) == ["ring_practice"]
    heard = Counter(each["to_number"] for each in _about_letters(written)[before:])
    assert set(heard.values()) == {1}


@pytest.mark.hazard("H04")
def test_filing_urgent_advice_is_no_receipt_and_a_clinicians_word_is(written: Written) -> None:
    answered(written, "urgent")
    acknowledges(written, "filed")
    written.waits(31 * MINUTE)
    assert kinds(written) == ["ring_practice"]
    acknowledges(written, "clinician_will_act")
    assert kinds(written) == []
    assert written.world.query()["state"] == "acknowledged"


@pytest.mark.hazard("H04")
def test_routine_silence_is_a_reminder_then_the_practice_then_a_call(written: Written) -> None:
    answered(written, address=DOCTOR)
    written.waits(2 * DAY)  # Wednesday
    assert subjects(written, DOCTOR)[-1] == "Please say that you have it"
    written.waits(DAY)
    assert subjects(written, ADDRESS)[-1] == "Please say that you have it"
    assert kinds(written) == []
    written.waits(DAY)
    assert kinds(written) == ["ring_practice"]
    assert not any("Larkspur" in each.subject for each in written.mails(ADDRESS))


@pytest.mark.hazard("H04")
def test_the_second_working_day_is_none_of_a_weekend_and_two_bank_holidays(
    written: Written,
) -> None:
    written.world.begin(WEDNESDAY_BEFORE_CHRISTMAS)
    answered(written)
    written.waits(6 * DAY)
    assert "Please say that you have it" not in subjects(written, ADDRESS)
    written.waits(DAY + MINUTE)  # Wednesday the 30th
    assert subjects(written, ADDRESS)[-1] == "Please say that you have it"


@pytest.mark.hazard("H22")
def test_critical_advice_to_a_closed_practice_is_for_who_acts_for_it_out_of_hours(
    written: Written,
) -> None:
    written.world.set_up(NIGHT_DOCTORS)
    written.world.begin(FRIDAY_LATE)
    answered(written, "critical")
    assert kinds(written) == ["ring_provider"]
    amara = written.world.responder("amara")
    seen = Spoken(written.world.ledger).unreceived(amara, written.reference)
    assert seen is not None
    assert (seen.provider, seen.provider_number) == ("Example Night Doctors", "+441632960700")


@pytest.mark.hazard("H22")
def test_other_urgent_advice_to_a_closed_practice_is_rung_once_it_is_open(written: Written) -> None:
    written.world.set_up(NIGHT_DOCTORS)
    written.world.begin(FRIDAY_LATE)
    answered(written, "urgent")
    written.waits(DAY)
    assert kinds(written) == []
    written.waits(2 * DAY - 10 * HOUR)  # Monday, half past eight
    written.waits(10 * MINUTE)
    assert kinds(written) == ["ring_practice"]


def test_a_named_person_who_read_it_back_ends_the_silence_and_the_call(written: Written) -> None:
    answered(written, "critical")
    written.waits(31 * MINUTE)
    amara = written.world.responder("amara")
    spoken = Spoken(written.world.ledger)
    spoken.read_back(
        amara, written.reference, "Sr Wren Example, duty nurse: scan today", "once", version=1
    )
    assert kinds(written) == []
    assert loop(written)["verbal_read_back_at"] is not None
    assert "Wren" not in str(written.world.query())


def test_who_cannot_act_says_why_and_its_author_hears_of_it(written: Written) -> None:
    answered(written, "urgent")
    reading = acknowledges(written, "cannot_act", why="She has moved to another practice.")
    reading.sees("You said that nobody can act on it", "Its author was told at once")
    reading.never_sees("Thank you")
    assert kinds(written) == ["cannot_act"]
    (task,) = written.owed("cannot_act")
    due, said = (datetime.fromisoformat(str(each)) for each in (task["due_at"], _said_at(written)))
    assert due - said == timedelta(minutes=30)
    assert "cannot act on your advice" in written.world.texts(AMARA)[-1]
    assert "moved" not in "".join(written.world.texts(AMARA))
    amara = written.world.responder("amara")
    seen = Spoken(written.world.ledger).unreceived(amara, written.reference)
    assert seen is not None
    assert seen.cannot_act is not None
    assert seen.cannot_act.why == "She has moved to another practice."
    written.waits(31 * MINUTE)
    assert kinds(written) == ["cannot_act"]
    assert written.world.query()["state"] == "advised"


@pytest.mark.hazard("H04")
def test_where_its_author_does_not_see_why_in_time_the_lead_hears_and_may_speak_to_them(
    written: Written,
) -> None:
    answered(written, "urgent")
    acknowledges(written, "cannot_act", why="She has moved to another practice.")
    assert not any("cannot act" in text for text in written.world.texts(CHIDI))
    written.waits(31 * MINUTE)
    told = "cannot act on the advice of Dr Amara Example"
    assert told in written.world.texts(CHIDI)[-1]
    assert "cannot act on your advice" in written.world.texts(AMARA)[-1]
    chidi = written.world.responder("chidi")
    words = "Sr Wren Example, her new practice: scan today"
    Spoken(written.world.ledger).read_back(chidi, written.reference, words, "once", version=1)
    assert kinds(written) == []
    written.waits(HOUR)
    assert sum(told in text for text in written.world.texts(CHIDI)) == 1


def test_a_newer_version_begins_anew_and_ends_what_was_waited_for(written: Written) -> None:
    answered(written, "urgent")
    written.waits(20 * MINUTE)
    by = written.world.responder("amara")
    later = REQUIRED | {"urgency_set": "urgent", "addendum_reason": "more", "advice": "Ultrasound."}
    written.world.records.sign(by, written.reference, later, "again")
    written.waits(20 * MINUTE)
    assert kinds(written) == []
    written.waits(15 * MINUTE)
    assert kinds(written) == ["ring_practice"]


@pytest.mark.hazard("H04")
def test_nobody_says_of_urgent_advice_that_it_is_done_without_to_whom_they_spoke(
    written: Written,
) -> None:
    answered(written, "urgent")
    written.waits(31 * MINUTE)
    (task,) = written.owed("ring_practice")
    with pytest.raises(Conflict, match="to whom they spoke"):
        Worklist(written.world.ledger).finish(written.world.responder("amara"), task["id"], "one")
    with pytest.raises(Conflict, match="to whom they spoke"):
        Office(written.world.ledger).finish(written.world.responder("chidi"), task["id"], "two")
    assert kinds(written) == ["ring_practice"]


@pytest.mark.hazard("H01")
def test_who_writes_again_after_the_answer_stands_on_the_list_of_who_answered(
    written: Written,
) -> None:
    answered(written)
    written.replies("She is now hypotensive.")
    listed = Worklist(written.world.ledger).mine(written.world.responder("amara"))
    assert [each.query.reference for each in listed.waiting if each.mine] == [written.reference]


NIGHT_DOCTORS = """version = 1
[[organisations]]
key = "Y99002"
name = "Oak Lane Surgery"
kind = "practice"
phones = ["+441632960102", "+447700900102"]
email = "oaklane@full.example.org"
email_domains = ["full.example.org"]
open = { mon-fri = ["08:00-18:30"] }
out_of_hours = { name = "Example Night Doctors", number = "+441632960700" }
"""
