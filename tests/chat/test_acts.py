"""What is done in the chat goes through the steps of the pages, by the person behind the account,
once, and never on what has changed meanwhile (H10)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlmodel import col

from advice_line.kinds import Urgency
from advice_line.ports.chat import QueryAct
from advice_line.ports.chat_desk import ChatForm, Done, Mend, Refused, Stale
from advice_line.tables.directory import Responder
from tests.chat.conftest import Opened
from tests.chat.hospital import Hospital
from tests.stories.scene import AMARA, BEN

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
AMARAS, BENS, CHIDIS = "U0AMARA", "U0BEN", "U0CHIDI"


def form_of(answer: object) -> ChatForm:
    assert isinstance(answer, ChatForm)
    return answer


def claimed(hospital: Hospital, account: str = AMARAS) -> str:
    reference = hospital.is_asked()
    hospital.room.person(account).presses(QueryAct.CLAIM)
    hospital.world.settle()
    return reference


def test_who_presses_claim_has_it_and_the_card_says_so(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = hospital.is_asked()
    answer = hospital.room.person(AMARAS).presses(QueryAct.CLAIM)
    assert isinstance(answer, Done)
    assert answer.sentence == f"{reference} is yours. Read it and answer it on its page."
    assert answer.link == f"https://advice.example.org/desk/{reference}"
    query = hospital.world.query()
    assert (query["state"], query["owner"]) == ("accepted", "amara")
    assert query["offers"][-1]["face"] == "chat"
    hospital.world.settle()
    assert hospital.room.only.card.owner == "Dr Amara Example"
    links = {each.act: each.link for each in hospital.room.only.card.acts}
    assert links[QueryAct.ANSWER] == answer.link
    assert links[QueryAct.CLOSE] is None


def test_pressing_twice_is_having_it(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    amara = hospital.room.person(AMARAS)
    version = hospital.room.only.card.version
    amara.presses(QueryAct.CLAIM)
    again = amara.presses(QueryAct.CLAIM, version)
    assert isinstance(again, Done)
    assert again.sentence.endswith("is yours already.")
    assert len(hospital.world.query()["offers"]) == 1


def test_the_same_event_twice_is_answered_as_it_was(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = hospital.is_asked()
    amara = hospital.room.person(AMARAS)
    first = amara.claims(reference, hospital.room.only.card.version)
    assert amara.claims(reference, hospital.room.only.card.version) == first


@pytest.mark.hazard("H10")
def test_two_in_the_same_second_make_one_owner_and_the_other_is_told_who(
    at_either: Opened,
) -> None:
    hospital = at_either(MONDAY_TEN)
    reference = hospital.is_asked()
    version = hospital.room.only.card.version
    people = [hospital.room.person(each) for each in (AMARAS, BENS, CHIDIS)]
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda each: each.claims(reference, version), people))
    assert sum(isinstance(each, Done) for each in answers) == 1
    late = [each for each in answers if isinstance(each, Stale)]
    assert len(late) == 2
    assert all(each.sentence.startswith("Already taken by") for each in late)
    assert all(each.card.owner is not None for each in late)
    assert sum(each["state"] == "accepted" for each in hospital.world.query()["offers"]) == 1


@pytest.mark.hazard("H10")
def test_a_card_that_has_been_overtaken_does_nothing(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = hospital.is_asked()
    old = hospital.room.only.card.version
    hospital.world.claims("ben")
    answer = hospital.room.person(AMARAS).presses(QueryAct.CLAIM, old)
    assert isinstance(answer, Stale)
    assert "Ben Example" in answer.sentence
    assert answer.card.owner == "Ben Example"
    hospital.world.settle()
    closing = hospital.room.person(BENS).presses(QueryAct.CLOSE, old)
    assert isinstance(closing, Stale)
    assert closing.card.version > old
    assert hospital.world.query()["reference"] == reference
    assert hospital.world.query()["owner"] == "ben"


def test_what_phones_ring_for_can_be_claimed_on_its_card_meanwhile(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked(Urgency.NOW)
    assert hospital.world.query()["offers"][-1]["state"] == "shown"
    assert isinstance(hospital.room.person(BENS).presses(QueryAct.CLAIM), Done)
    hospital.world.wait(60)
    assert hospital.world.query()["owner"] == "ben"
    assert hospital.room.only.card.owner == "Ben Example"


def test_an_account_that_nobody_has_does_nothing_and_hears_how_to_be_known(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    answer = hospital.room.person("U0NOBODY").presses(QueryAct.CLAIM)
    assert isinstance(answer, Refused)
    assert "slack_user" in answer.sentence
    assert hospital.world.query()["owner"] is None


def test_an_account_of_another_organisation_does_nothing(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    outside = hospital.room.person(AMARAS, outside=True)
    assert isinstance(outside.presses(QueryAct.CLAIM), Refused)
    assert isinstance(outside.wants_to_ask(), Refused)
    assert outside.opens_home().said is not None
    assert outside.opens_home().mine == ()
    assert hospital.world.query()["owner"] is None


def test_a_role_that_may_not_is_refused_at_the_moment_it_acts(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    amara = hospital.room.person(AMARAS)
    with hospital.world.ledger.work("test") as work:
        work.change(Responder, col(Responder.key) == "amara", roles=["educator"])
    answer = amara.presses(QueryAct.CLAIM)
    assert isinstance(answer, Refused)
    assert "permission" in answer.sentence
    assert hospital.world.query()["owner"] is None


def test_closing_takes_a_reason_of_the_list(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    claimed(hospital)
    amara = hospital.room.person(AMARAS)
    form = form_of(amara.presses(QueryAct.CLOSE))
    assert isinstance(amara.fills(form, reason="because I say so"), Mend)
    assert hospital.world.query()["state"] == "accepted"
    assert isinstance(amara.fills(form, key="sent", reason="withdrawn"), Done)
    assert isinstance(amara.fills(form, key="sent", reason="withdrawn"), Done)
    assert hospital.world.query()["state"] == "closed"
    hospital.world.settle()
    card = hospital.room.only.card
    assert (card.state, card.acts) == ("Closed", ())


@pytest.mark.hazard("H01")
def test_nothing_is_closed_in_the_chat_over_words_that_were_not_read_on_the_page(
    at: Opened,
) -> None:
    hospital = at(MONDAY_TEN)
    reference = claimed(hospital)
    amara = hospital.room.person(AMARAS)
    form = form_of(amara.presses(QueryAct.CLOSE))
    hospital.is_written_to(reference, "She has a pacemaker.")
    closing = amara.fills(form, key="sent", reason="withdrawn")
    assert isinstance(closing, Stale)
    assert closing.sentence.startswith("Who asked has added something that you have not read.")
    assert isinstance(amara.presses(QueryAct.CLOSE), Stale)
    assert hospital.world.query()["state"] == "accepted"
    hospital.reads("ben", reference)
    assert isinstance(amara.presses(QueryAct.CLOSE), Stale)
    hospital.reads("amara", reference)
    assert isinstance(amara.fills(form, key="again", reason="withdrawn"), Done)


def test_a_form_that_was_overtaken_does_nothing(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    reference = claimed(hospital)
    amara = hospital.room.person(AMARAS)
    form = form_of(amara.presses(QueryAct.PASS_ON))
    by = hospital.world.responder("amara")
    hospital.world.records.close(by, reference, "A test", "token")
    answer = amara.fills(form, to="ben", pass_reason="no_time")
    assert isinstance(answer, Stale)
    assert answer.card.state == "Closed"


def test_a_role_that_was_taken_away_sends_no_form(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    claimed(hospital)
    amara = hospital.room.person(AMARAS)
    form = form_of(amara.presses(QueryAct.CLOSE))
    with hospital.world.ledger.work("test") as work:
        work.change(Responder, col(Responder.key) == "amara", roles=["educator"])
    assert isinstance(amara.fills(form, reason="withdrawn"), Refused)
    assert hospital.world.query()["state"] == "accepted"


def test_nobody_closes_what_is_another_s(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    claimed(hospital)
    answer = hospital.room.person(BENS).presses(QueryAct.CLOSE)
    assert isinstance(answer, Stale)
    assert "Dr Amara Example" in answer.sentence


@pytest.mark.hazard("H10")
def test_what_is_passed_on_stays_its_owner_s_until_somebody_takes_it(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    claimed(hospital)
    amara = hospital.room.person(AMARAS)
    form = form_of(amara.presses(QueryAct.PASS_ON))
    to = next(each for each in form.fields if each.name == "to")
    assert [each.value for each in to.choices] == ["anybody", "ben", "chidi"]
    wrong = amara.fills(form, to="amara", pass_reason="no_time")
    assert isinstance(wrong, Mend)
    assert wrong.problems[0].field == "to"
    assert isinstance(amara.fills(form, to="ben", pass_reason="no_time"), Done)
    assert hospital.world.query()["owner"] == "amara"
    hospital.world.settle()
    assert hospital.world.texts(BEN)
    assert hospital.room.only.card.state == "Taken, and offered to a colleague"
    assert isinstance(hospital.room.person(CHIDIS).presses(QueryAct.CLAIM), Stale)
    assert isinstance(hospital.room.person(BENS).presses(QueryAct.CLAIM), Done)
    assert hospital.world.query()["owner"] == "ben"
    hospital.world.settle()
    assert hospital.room.only.card.owner == "Ben Example"
    assert hospital.world.texts(AMARA)


@pytest.mark.hazard("H11")
def test_what_is_outside_a_scope_is_offered_to_nobody_else_who_has_it_outside_theirs(
    at: Opened,
) -> None:
    hospital = at(MONDAY_TEN)
    claimed(hospital)
    amara = hospital.room.person(AMARAS)
    form = form_of(amara.presses(QueryAct.PASS_ON))
    tags = next(each for each in form.fields if each.name == "scope_tag")
    assert [each.value for each in tags.choices] == ["chest", "msk"]
    outside = {"pass_reason": "outside_scope"}
    for given, wrong in (
        ({"to": "ben"}, "scope_tag"),
        ({"to": "ben", "scope_tag": "neuro"}, "to"),
    ):
        answer = amara.fills(form, **outside, **given)
        assert isinstance(answer, Mend)
        assert [each.field for each in answer.problems] == [wrong]
    assert isinstance(amara.fills(form, **outside, to="ben", scope_tag="chest"), Done)
    assert hospital.world.query()["owner"] == "amara"


def test_nothing_is_typed_in_the_chat_about_a_patient(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    claimed(hospital)
    amara = hospital.room.person(AMARAS)
    for act in (QueryAct.ANSWER, QueryAct.ASK_BACK, QueryAct.NOTE):
        answer = amara.presses(act)
        assert isinstance(answer, Done)
        assert answer.link is not None
    for act in (QueryAct.CLOSE, QueryAct.PASS_ON):
        form = form_of(amara.presses(act))
        assert {each.kind for each in form.fields} == {"choice"}


def test_who_is_who_has_one_account_each(at: Opened) -> None:
    hospital = at(MONDAY_TEN)
    hospital.is_asked()
    with hospital.world.ledger.work("test") as work:
        work.change(Responder, col(Responder.key) == "ben", slack_user=AMARAS)
    assert isinstance(hospital.room.person(AMARAS).presses(QueryAct.CLAIM), Refused)
