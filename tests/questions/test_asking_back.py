"""A responder asks the requester something first: their own clock stands still, the requester's
runs, reminds, and ends with a person; a reply starts the first one again."""

import pytest

from advice_line.errors import AlreadyTaken, Conflict, Invalid
from advice_line.kinds import Urgency
from tests.questions.asking import ADDRESS, Written
from tests.stories.world import AMARA

HOUR = 3600.0
ELM_ROAD = "elmroad@example.org"
BACK = "Does Edith Larkspur have a pacemaker?"


def test_the_responders_clock_stands_still_and_goes_on_with_what_was_left(
    written: Written,
) -> None:
    written.asks(Urgency.TODAY)  # at ten, due at two
    written.waits(HOUR)
    written.world.claims("amara")
    written.asks_back("amara", BACK)
    query = written.world.query()
    assert (query["state"], query["owner"]) == ("asked_back", "amara")
    (theirs,) = written.owed("await_answer")
    assert theirs["due_at"][:16] == "2026-11-23T15:00"
    written.waits(2 * HOUR)
    written.replies()
    query = written.world.query()
    assert query["state"] == "accepted"
    assert written.owed("await_answer") == []
    (ours,) = written.owed("answer_query")
    assert ours["due_at"][:14] == "2026-11-23T16:"  # three hours were left at one
    assert any("has written again" in text for text in written.world.texts(AMARA))


def test_nobody_is_pressed_for_an_answer_while_the_requester_is_asked(written: Written) -> None:
    written.asks(Urgency.NOW)
    written.world.claims("amara")
    written.asks_back("amara", BACK)
    before = len(written.world.texts(AMARA))
    written.waits(10 * 60)
    assert len(written.world.texts(AMARA)) == before
    assert [each["act_at"] for each in _rows(written, "answer_query")] == [None]


@pytest.mark.hazard("H19")
@pytest.mark.hazard("H07")
def test_the_words_go_by_mail_only_where_it_may_carry_them(written: Written) -> None:
    written.asks(Urgency.TODAY)
    written.world.claims("amara")
    written.asks_back("amara", BACK)
    mail = written.mails()[-1]
    assert BACK in mail.text
    assert "Larkspur" not in mail.subject
    assert "Dr Amara Example, consultant radiologist" in mail.text


@pytest.mark.hazard("H07")
def test_to_any_other_address_goes_a_link_alone(written: Written) -> None:
    written.asks(Urgency.TODAY, ELM_ROAD)
    written.world.claims("amara")
    written.asks_back("amara", BACK)
    mail = written.mails(ELM_ROAD)[-1]
    assert "https://advice.example.org/q/" in mail.text
    assert "Larkspur" not in mail.text
    assert "pacemaker" not in mail.text


def test_an_address_that_nobody_has_shown_to_be_theirs_gets_a_link(written: Written) -> None:
    """Its domain may carry letters; whose it is, nobody knows."""
    other = "somebody@full.example.org"
    written.asks(Urgency.TODAY, other)
    written.world.claims("amara")
    written.asks_back("amara", BACK)
    assert "pacemaker" not in written.mails(other)[-1].text


def test_who_does_not_answer_is_reminded_and_then_a_person_is_to_ring(written: Written) -> None:
    written.asks(Urgency.TODAY)
    written.world.claims("amara")
    written.asks_back("amara", BACK)
    written.waits(2 * HOUR + 60)
    assert "still waits for your answer" in written.mails()[-1].text
    assert BACK not in written.mails()[-1].text
    told = len(written.mails())
    written.waits(2 * HOUR)
    assert "has not answered what you asked back" in written.world.texts(AMARA)[-1]
    assert written.world.query()["state"] == "asked_back"
    written.waits(20 * HOUR)
    assert written.world.query()["state"] == "asked_back"  # only a person closes it
    assert len(written.mails()) == told


def test_who_goes_on_without_an_answer_has_what_was_left_of_their_time(written: Written) -> None:
    written.asks(Urgency.TODAY)
    written.world.claims("amara")
    written.asks_back("amara", BACK)
    written.waits(HOUR)
    by = written.world.responder("amara")
    written.conversing.go_on(by, written.reference, "on")
    assert written.world.query()["state"] == "accepted"
    assert written.owed("await_answer") == []
    with pytest.raises(Conflict):
        written.conversing.go_on(by, written.reference, "on once more")


def test_something_else_may_be_asked_and_only_the_newest_is_waited_for(written: Written) -> None:
    written.asks(Urgency.TODAY)
    written.world.claims("amara")
    written.asks_back("amara", BACK)
    written.waits(HOUR)
    written.asks_back("amara", "And when was the last film?")
    assert len(written.owed("await_answer")) == 1
    written.replies()
    assert written.owed("answer_query")[0]["due_at"][:14] == "2026-11-23T15:"


def test_the_same_press_asks_once_and_another_persons_query_is_not_asked_of(
    written: Written,
) -> None:
    reference = written.asks(Urgency.TODAY)
    written.world.claims("amara")
    amara, ben = written.world.responder("amara"), written.world.responder("ben")
    for _ in range(2):
        written.conversing.ask_back(amara, reference, BACK, "one press")
    kinds = [each["kind"] for each in written.world.query()["outgoing"]]
    assert kinds.count("question_asked_back") == 1
    with pytest.raises(AlreadyTaken, match="Dr Amara Example"):
        written.conversing.ask_back(ben, reference, BACK, "bens press")
    with pytest.raises(Invalid):
        written.conversing.ask_back(amara, reference, "  ", "nothing")


@pytest.mark.hazard("H19")
def test_what_is_shown_before_it_goes_sends_nothing(written: Written) -> None:
    reference = written.asks(Urgency.TODAY)
    written.world.claims("amara")
    told = len(written.mails())
    seen = written.conversing.preview(written.world.responder("amara"), reference, BACK)
    written.world.settle()
    assert (seen.way.to, seen.way.full, seen.words) == (ADDRESS, True, BACK)
    assert len(written.mails()) == told
    assert written.world.query()["state"] == "accepted"


def _rows(written: Written, kind: str) -> list[dict[str, object]]:
    with written.world.ledger.db.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT act_at FROM tasks WHERE kind = ?", (kind,))
        return [dict(row._mapping) for row in found]


@pytest.mark.hazard("H19")
def test_a_note_among_colleagues_never_leaves(written: Written) -> None:
    reference = written.asks(Urgency.TODAY)
    before = len(written.mails())
    written.conversing.note(written.world.responder("ben"), reference, "Larkspur: mine?", "note")
    written.world.settle()
    assert len(written.mails()) == before
    (note,) = [each for each in written.world.query()["messages"] if each["kind"] == "internal"]
    assert (note["channel"], note["author"]) == ("page", "ben")
    assert written.world.query()["outgoing"][-1]["kind"] != "note"
