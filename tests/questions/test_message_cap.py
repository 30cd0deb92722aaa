"""A requester is sent so many messages a day; what is not urgent after that is in one notice of the
next working morning, and nothing is lost by it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from advice_line.kinds import Urgency
from advice_line.tables.directory import Line
from tests.questions.asking import ADDRESS, Written
from tests.web.asking import asks as asks_by_form
from tests.web.people import CANARIES, REQUIRED, Scene

DAY = 86400.0
TUESDAY_EARLY = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
DOCTOR = "dr.sam@full.example.org"


@pytest.fixture
def capped(written: Written) -> Written:
    with written.world.ledger.work("test") as work:
        work.change(Line, messages_a_day=2)
    return written


def subjects(written: Written) -> list[str]:
    return [each.subject for each in written.mails(DOCTOR)]


def rows(written: Written, kind: str) -> list[dict[str, Any]]:
    every = [each for query in written.world.queries() for each in query["outgoing"]]
    return [each for each in every if each["kind"] == kind]


def asks(written: Written, urgency: Urgency | None = Urgency.TWO_DAYS) -> str:
    return written.asks(urgency, DOCTOR)


def signs(written: Written, reference: str) -> None:
    by = written.world.responder("amara")
    written.world.records.claim(by, reference)
    written.world.records.sign(by, reference, REQUIRED, "sign")


def test_the_third_of_a_day_waits_for_the_morning_and_its_row_says_so(capped: Written) -> None:
    first, second, third, fourth = (asks(capped) for _ in range(4))
    assert subjects(capped) == [f"Your question {first}", f"Your question {second}"]
    held = [each for each in rows(capped, "question_received") if each["bundled_into"]]
    assert [each["state"] for each in held] == ["withdrawn", "withdrawn"]
    (bundle,) = rows(capped, "notices_bundled")
    assert bundle["state"] == "waiting"
    assert {each["bundled_into"] for each in held} == {bundle["id"]}
    capped.world.begin(TUESDAY_EARLY)
    capped.waits(59 * 60)
    assert len(subjects(capped)) == 2, "the line opens at eight"
    capped.waits(2 * 60)
    assert subjects(capped)[2:] == ["About your 2 questions"]
    mail = capped.mails(DOCTOR)[-1]
    assert f"{third}: it is kept." in mail.text
    assert f"{fourth}: it is kept." in mail.text
    assert mail.text.count("https://advice.example.org/q/") == 2


@pytest.mark.hazard("H01")
@pytest.mark.parametrize("urgency", [Urgency.NOW, Urgency.TODAY])
def test_what_is_asked_for_now_or_today_is_never_held(capped: Written, urgency: Urgency) -> None:
    for _ in range(2):
        asks(capped)
    soon = asks(capped, urgency)
    assert subjects(capped)[-1] == f"Your question {soon}"


@pytest.mark.hazard("H04")
def test_an_answer_is_never_held(capped: Written) -> None:
    for _ in range(2):
        asks(capped)
    reference = asks(capped)
    signs(capped, reference)
    capped.world.settle()
    assert subjects(capped)[-1] == f"A reply is waiting: {reference}"


def test_what_is_true_no_more_is_left_out_and_nothing_is_sent_of_nothing(capped: Written) -> None:
    for _ in range(2):
        asks(capped)
    reference = asks(capped)
    signs(capped, reference)
    capped.waits(DAY)
    assert not [each for each in subjects(capped) if each.startswith("About")]
    (bundle,) = rows(capped, "notices_bundled")
    assert bundle["state"] == "withdrawn"


def test_another_person_and_another_day_have_their_own(capped: Written) -> None:
    for _ in range(2):
        asks(capped)
    other = capped.asks(Urgency.TWO_DAYS, "dr.kit@full.example.org")
    assert capped.mails("dr.kit@full.example.org")[-1].subject == f"Your question {other}"
    capped.waits(DAY)
    again = asks(capped)
    assert f"Your question {again}" in subjects(capped)


@pytest.mark.hazard("H20")
def test_who_gives_the_same_number_is_not_the_same_person(capped: Written) -> None:
    """Two doctors name their practice's telephone: each has their own notice, about their own."""
    people = [DOCTOR, "dr.kit@full.example.org"]
    more = {"call_back_number": "01632 960102", "urgency_asked": "two_days"}
    for each in (each for each in people for _ in range(3)):
        asks_by_form(Scene(capped.world, capped.mail).browser(), email=each, **more)
        capped.world.settle()
    told = {each: [mail.subject for mail in capped.mails(each)] for each in people}
    assert [sum(each.startswith("Your question") for each in told[who]) for who in people] == [2, 2]
    capped.waits(DAY)
    for each in people:
        assert [mail.subject for mail in capped.mails(each)][-1] == "About your question"
        assert capped.mails(each)[-1].text.count("/q/") == 1


@pytest.mark.hazard("H07")
def test_the_one_notice_carries_no_words_of_a_patient(capped: Written) -> None:
    for _ in range(3):
        asks(capped)
    capped.waits(DAY)
    mail = capped.mails(DOCTOR)[-1]
    assert mail.subject == "About your question"
    assert not [each for each in CANARIES if each in mail.subject + mail.text]


def test_how_many_messages_a_query_caused_is_a_figure(written: Written) -> None:
    written.asks(Urgency.TWO_DAYS, ADDRESS)
    assert written.world.query()["messages_caused"] == 1
