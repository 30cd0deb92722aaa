"""Who is on hears of a question by one way: the chat, where they have an account and the line says
so, else a text; and by a text too, where the chat has not taken it in time (H01)."""

from datetime import UTC, datetime

import pytest
from sqlmodel import col

from advice_line.desk.questions.passing_on import Wanted
from advice_line.desk.staff.passing import Passing
from advice_line.kinds import Urgency
from advice_line.ports.chat import ChatRefusal, QueryAct
from advice_line.tables.directory import Responder
from advice_line.written_kinds import PassReason
from tests.chat.conftest import Opened
from tests.chat.hospital import NAME, Hospital
from tests.stories.scene import AMARA

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DIRECT = "chat_direct = true"
AMARAS = "U0AMARA"


def question_texts(hospital: Hospital) -> list[str]:
    return [each for each in hospital.world.texts(AMARA) if "A written question" in each]


def test_who_is_on_is_told_in_the_chat_and_by_no_text(at: Opened) -> None:
    hospital = at(MONDAY_TEN, DIRECT)
    reference = hospital.is_asked(Urgency.NOW)
    (notice,) = hospital.room.told[AMARAS]
    (line,) = notice.lines
    assert line == f"A written question ({reference}), asked for: Now, due by 10:15am."
    assert notice.link == f"https://advice.example.org/desk/{reference}"
    hospital.world.wait(60)
    assert question_texts(hospital) == []
    assert NAME not in "".join(hospital.room.bodies)


def test_a_line_that_does_not_say_so_texts(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked(Urgency.NOW)
    assert hospital.room.told == {}
    assert len(question_texts(hospital)) == 1


def test_what_is_not_urgent_interrupts_nobody(at: Opened) -> None:
    hospital = at(MONDAY_TEN, DIRECT)
    hospital.is_asked(Urgency.TWO_DAYS)
    assert hospital.room.told == {}


@pytest.mark.hazard("H01")
def test_a_reminder_and_an_offer_come_by_the_chat_alone_and_by_text_where_it_is_down(
    at: Opened,
) -> None:
    hospital = at(MONDAY_TEN, DIRECT)
    reference = hospital.is_asked(Urgency.NOW)
    before = len(hospital.world.texts(AMARA))
    hospital.world.wait(11 * 60)
    hospital.world.settle()
    lines = [notice.lines[0] for notice in hospital.room.told[AMARAS]]
    assert any("Nobody has taken" in each for each in lines)
    hospital.world.claims("amara")
    passing = Passing(hospital.world.ledger)
    wanted = Wanted(to="ben", reason=PassReason.NO_TIME)
    passing.offer(hospital.world.responder("amara"), reference, wanted, "offered")
    hospital.world.settle()
    assert "offers you query" in hospital.room.told["U0BEN"][-1].lines[0]
    hospital.room.down = True
    passing.decline(hospital.world.responder("ben"), reference, "declined")
    hospital.world.settle()
    assert len(hospital.world.texts(AMARA)) == before
    for _ in range(3):
        hospital.world.wait(8)
    assert "cannot take query" in hospital.world.texts(AMARA)[-1]
    assert NAME not in "".join(hospital.room.bodies)


@pytest.mark.hazard("H01")
@pytest.mark.parametrize("on", [True, False])
def test_a_chat_that_is_down_or_off_is_no_reason_to_hear_late(at: Opened, on: bool) -> None:
    hospital = at(MONDAY_TEN, DIRECT, on=on)
    if on:
        hospital.room.down = True
    hospital.is_asked(Urgency.NOW)
    hospital.world.wait(8)
    hospital.world.wait(2)
    assert len(question_texts(hospital)) == 1
    if on:
        hospital.room.down = False
    hospital.world.wait(120)
    assert len(question_texts(hospital)) == 1
    if on:
        assert hospital.room.told == {}


def test_who_has_no_account_any_more_is_texted_at_once(at: Opened) -> None:
    hospital = at(MONDAY_TEN, DIRECT)
    hospital.room.refuses = ChatRefusal.ACCOUNT_GONE
    hospital.is_asked(Urgency.NOW)
    assert len(question_texts(hospital)) == 1


@pytest.mark.hazard("H01")
def test_whose_account_is_taken_out_of_the_setup_file_meanwhile_is_texted(at: Opened) -> None:
    hospital = at(MONDAY_TEN, DIRECT)
    hospital.mail_comes(Urgency.NOW, "one")
    with hospital.world.ledger.work("test") as work:
        work.change(Responder, col(Responder.key) == "amara", slack_user=None)
    hospital.world.settle()
    assert len(question_texts(hospital)) == 1


def test_a_lost_answer_tells_nobody_twice(at: Opened) -> None:
    hospital = at(MONDAY_TEN, DIRECT)
    hospital.room.loses_answers = True
    hospital.mail_comes(Urgency.NOW, "one")
    hospital.world.service.deliver()
    hospital.room.loses_answers = False
    hospital.world.phones.advance(12)
    hospital.world.service.deliver()
    hospital.world.wait(60)
    assert len(hospital.room.told[AMARAS]) == 1
    assert question_texts(hospital) == []


def test_home_shows_my_queries_my_duty_and_who_is_on(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = hospital.is_asked()
    amara = hospital.room.person(AMARAS)
    assert amara.opens_home().mine == ()
    amara.presses(QueryAct.CLAIM)
    shown = amara.opens_home()
    assert [each.reference for each in shown.mine] == [reference]
    assert shown.duties == ("You are on tier 1 until 7pm.",)
    assert shown.on_now == (
        "Example Radiology Advice: Dr Amara Example (tier 1) until 7pm",
        "Example Radiology Advice: Ben Example (tier 2) until 7pm",
        "Example Radiology Advice: Dr Chidi Example (lead) until 7pm",
    )
    assert NAME not in repr(shown)
    assert "slack_user" in (hospital.room.person("U0NOBODY").opens_home().said or "")


def test_an_opened_home_follows_what_happens_all_of_a_while_together(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    homes = hospital.room.homes
    hospital.is_asked()
    assert hospital.room.person(AMARAS).opens_home().mine == ()
    second = hospital.is_asked(key="two")
    for each in hospital.world.queries():
        hospital.world.records.claim(hospital.world.responder("amara"), each["reference"])
    _passes(hospital, 30)
    (shown,) = homes[AMARAS]
    assert [each.reference for each in shown.mine][-1] == second
    assert "U0BEN" not in homes, "who never opened theirs has none"
    _passes(hospital, 60)
    assert len(homes[AMARAS]) == 1, "nothing has changed"
    hospital.room.down = True
    by = hospital.world.responder("amara")
    hospital.world.records.close(by, second, "Asked twice", "closed")
    _passes(hospital, 30)
    hospital.room.down = False
    _passes(hospital, 120)
    assert second not in [each.reference for each in homes[AMARAS][-1].mine]
    assert NAME not in "".join(hospital.room.bodies)


def _passes(hospital: Hospital, seconds: int) -> None:
    for _ in range(0, seconds, 10):
        hospital.world.wait(10)
