"""When who asked is asked what came of it, and when not: working days, one notice a day, what a
worker missed, an answer that is not known yet, and nobody there any more."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col

from advice_line.kinds import QueryState
from advice_line.tables.queries import Query
from integrations.sandbox.mail import MailServer
from tests.mailbox.writing import ELM_ROAD, OAK_LANE, Mails, mail, report
from tests.stories.world import HOTDOC
from tests.tracers.conftest import on_a_line
from tests.tracers.traced import (
    ANOTHER,
    CHANGED,
    DAY,
    DONE,
    NOT_YET,
    ROWAN,
    WREN,
    Traced,
    at,
)
from tests.web.people import GENERAL, OAK_LANE_MAIL

BEFORE_CHRISTMAS = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
LINES = HOTDOC.read_text(encoding="utf-8")


def test_christmas_and_its_bank_holidays_go_to_the_next_open_day(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer
) -> None:
    path = tmp_path / "christmas.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with on_a_line(f"sqlite:///{path}", mail_server, BEFORE_CHRISTMAS) as traced:
        traced.advises()
        traced.passes_to(at(12, 29, 7, 59))
        assert traced.asked() == []
        traced.passes_to(at(12, 29))
        assert len(traced.asked()) == 1


def test_not_known_yet_is_asked_again_after_90_days_and_then_no_more(traced: Traced) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))
    page = traced.reading().presses(NOT_YET).sees("Not known yet , by you", "Edith Larkspur")
    assert traced.tracer()["state"] == "asked"
    assert traced.world.query()["case"]["traced"] == "unknown"

    traced.passes_to(at(2, 22, year=2027))  # 90 days later is a Sunday
    assert len(traced.asked()) == 2
    traced.reading().presses(CHANGED, found="CT instead").sees("Nothing is open any more")
    assert [each["outcome"] for each in traced.tracer()["answers"]] == ["unknown", "changed"]
    traced.passes_to(at(6, 1, year=2027))
    assert len(traced.asked()) == 2
    page.opens(page.address)


def test_silence_is_counted_and_stands_with_the_office(traced: Traced) -> None:
    reference = traced.advises()
    traced.passes_to(at(3, 8, 9, year=2027))
    assert len(traced.asked()) == 2
    assert (traced.tracer()["state"], traced.tracer()["due_at"]) == ("no_answer", None)
    assert traced.world.query()["case"]["traced"] == "no_answer"
    traced.office().opens("/admin").sees("(1 without an answer)").opens("/admin/tracers").sees(
        "Nobody has answered", reference
    )
    traced.reading().presses(DONE)
    assert traced.tracer()["state"] == "answered"
    assert traced.world.query()["case"]["traced"] == "done"


@pytest.mark.hazard("H20")
def test_two_of_one_person_are_one_mail_and_nobody_elses(traced: Traced) -> None:
    first, second = traced.advises(), traced.advises(**ANOTHER)
    others = traced.advises(WREN, patient_name="Somebody Else", nhs_number="999 000 0034")
    traced.passes_to(at(12, 24))
    assert (len(traced.asked()), len(traced.asked(WREN))) == (1, 1)

    page = traced.reading().sees(first, second, "Edith Larkspur", "Oren Whitlock")
    page.never_sees(others, "Somebody Else")
    theirs = traced.reading(WREN).sees(others).never_sees(first, second)
    form = theirs.form(DONE)
    own = traced.tracer(first)["id"]
    there = form.action.rpartition("/")[0]
    theirs.posts(f"{there}/{own}", form.fields | {"outcome": "done"}).is_refused(409)
    assert traced.tracer(first)["answers"] == []


@pytest.mark.hazard("H20")
def test_a_reply_to_the_mail_joins_no_patients_query(traced: Traced) -> None:
    traced.advises()
    traced.advises(**ANOTHER)
    traced.passes_to(at(12, 23))
    asked = traced.asked()[-1]
    assert "+" not in (asked.header("Reply-To") or "")
    more = f"In-Reply-To: {asked.header('Message-ID')}\r\n"
    traced.mails.comes(mail("It was done.", sender=ROWAN, more=more, subject="Re: it"), uid=77)
    *before, fresh = traced.world.queries()
    assert [len(each["messages"]) for each in before] == [1, 1]
    assert fresh["state"] == "waiting"
    assert fresh["linked_to"]


def test_what_falls_due_after_they_were_asked_that_day_waits_for_the_next(traced: Traced) -> None:
    traced.advises()
    second = traced.advises(**ANOTHER)
    traced.moves(second, traced.now + DAY * 31)
    traced.passes_to(at(12, 23))
    traced.moves(second, traced.now)
    traced.passes_to(at(12, 29, 7, 59))  # the next days are a closed one, bank holidays, a weekend
    assert len(traced.asked()) == 1
    traced.passes_to(at(12, 29))
    assert len(traced.asked()) == 2


def test_a_worker_that_was_down_for_three_days_asks_once(traced: Traced) -> None:
    traced.advises()
    traced.sleeps_to(at(1, 9, 12, year=2027))  # a Saturday
    traced.works()
    assert traced.asked() == []
    traced.passes_to(at(1, 11, 8, 1, year=2027))
    assert len(traced.asked()) == 1
    traced.passes_to(at(2, 19, year=2027))
    assert len(traced.asked()) == 1


def test_who_missed_every_time_is_asked_once(traced: Traced) -> None:
    traced.advises()
    traced.sleeps_to(at(4, 12, 10, year=2027))
    traced.works()
    traced.passes_to(at(6, 1, year=2027))
    assert len(traced.asked()) == 1
    assert traced.tracer()["state"] == "no_answer"


@pytest.mark.hazard("H04")
def test_who_has_left_is_with_the_office_and_their_practice_is_asked_next(
    traced: Traced,
) -> None:
    reference = traced.advises()
    traced.passes_to(at(12, 23))
    gone = traced.asked()[-1].header("Message-ID") or ""
    traced.mails.comes(report(gone, ROWAN), uid=78)
    assert traced.tracer()["unreached_at"] is not None
    traced.office().opens("/admin/tracers").sees("Nobody was reached", reference)

    traced.passes_to(at(2, 22, year=2027))
    assert (len(traced.asked()), len(traced.asked(OAK_LANE))) == (1, 1)
    traced.reading(OAK_LANE_MAIL).sees("open for your practice", reference).presses(DONE)
    assert traced.tracer()["answers"][-1]["source"] == "practice"


def test_who_rang_is_asked_at_the_practices_address(traced: Traced) -> None:
    reference = traced.scene.advised()
    traced.passes_to(at(12, 23))
    (asked,) = traced.asked(ELM_ROAD)
    assert reference not in asked.text
    traced.reading(ELM_ROAD).sees(reference, "Edith Larkspur").presses(DONE)
    assert traced.tracer()["answers"][0]["source"] == "practice"


def test_where_nobody_can_be_asked_the_office_has_it(traced: Traced) -> None:
    reference = traced.advises("somebody@elsewhere.example.com")
    with traced.world.ledger.work("test") as work:
        work.update(work.session.get_one(Query, 1), sealed_reply_to=None)
    traced.passes_to(at(12, 23))
    assert traced.tracer()["state"] == "due"
    traced.office().opens("/admin/tracers").sees("Nobody was reached", reference)
    traced.passes_to(at(3, 8, 9, year=2027))
    assert traced.tracer()["state"] == "no_answer"


def test_a_general_question_is_asked_about_once_and_without_a_patient(traced: Traced) -> None:
    form = dict.fromkeys(("patient_name", "date_of_birth", "nhs_number"), "")
    traced.advises(**(form | GENERAL))
    traced.passes_to(at(12, 23))
    traced.reading().sees("A general question").presses(NOT_YET)
    traced.passes_to(at(4, 1, year=2027))
    assert len(traced.asked()) == 1
    assert traced.tracer()["state"] == "no_answer"


def test_an_addendum_moves_nothing_and_what_has_no_advice_is_not_asked_about(
    traced: Traced,
) -> None:
    reference = traced.advises()
    before = traced.tracer()
    traced.sleeps_to(at(12, 1, 10))
    traced.signs(reference, addendum_reason="Earlier images")
    assert traced.tracer() == before

    mails = Mails(traced.world, traced.mail, mailbox="other")
    mails.comes(mail(sender=WREN))
    closed = traced.world.queries()[-1]["reference"]
    mails.closes("amara", closed)
    (without,) = [each for each in traced.world.queries() if each["reference"] == closed]
    assert without["tracer"] is None


def test_a_line_that_asks_nobody(traced: Traced) -> None:
    off = LINES.replace('key = "hotdoc"\n', 'key = "hotdoc"\ntracer_days = []\n', 1)
    traced.advises()
    traced.world.set_up(off)
    traced.advises(WREN)
    first, second = traced.world.queries()
    assert (first["tracer"]["state"], second["tracer"]) == ("due", None)
    traced.passes_to(at(12, 23) + DAY)
    assert traced.asked() == []
    assert traced.tracer()["state"] == "off"


@pytest.mark.hazard("H20")
@pytest.mark.parametrize("how", ["test_call", "wrong_number", "duplicate"])
def test_nobody_is_asked_what_came_of_what_was_closed_as_nothing(traced: Traced, how: str) -> None:
    reference = traced.advises()
    with traced.world.ledger.work("test") as work:
        closed = {"state": QueryState.CLOSED, "closed_at": work.now, "closed_as": how}
        work.change(Query, col(Query.reference) == reference, **closed)
    traced.passes_to(at(12, 23))
    assert traced.asked() == []
    assert traced.tracer()["state"] == "off"
