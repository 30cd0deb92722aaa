"""What a visitor of the demonstration's page may bring about: waits heard, a call back by the line
itself, a queue, a message, an outage; it says at each moment what to press."""

from datetime import timedelta

import requests

from advice_line.demo.doings import Doings
from advice_line.demo.people import BY_KEY
from advice_line.desk.query import reading
from tests.demo.conftest import State, Theatre


def asks(theatre: Theatre, key: str) -> None:
    theatre.does("caller", "call")
    theatre.until("The line asks what it is about")
    theatre.does("caller", "key", key=key)


def bring(theatre: Theatre, what: str) -> State:
    return theatre.does("caller", "situation", what=what)


def heard(theatre: Theatre) -> str:
    return " | ".join(each["words"] for each in theatre.state()["caller"]["entries"])


def takes(theatre: Theatre, key: str) -> None:
    """A responder whose phone rings answers and presses 1."""
    theatre.until(f"{BY_KEY[key].name}’s phone rings", at_work=True)
    theatre.does(key, "answer")
    theatre.until("asks for a key")
    theatre.does(key, "key", key="1")


def test_somebody_rings_back_in_ten_minutes_and_nobody_else_is_rung(theatre: Theatre) -> None:
    asks(theatre, "1")
    taker = theatre.duty()[0]
    theatre.until("phone rings")
    theatre.does(taker, "answer")
    theatre.until("asks for a key")
    theatre.does(taker, "key", key="3")
    theatre.until("the line says how it goes on")


def test_a_chaser_hears_the_waits_and_gets_them_by_text(theatre: Theatre) -> None:
    asks(theatre, "3")
    theatre.until("The line says how long scans and reports take")
    theatre.stage.phones.advance(12)
    assert "Waits as of 23 November. Routine CT: 3 weeks" in heard(theatre)
    theatre.does("caller", "key", key="1")
    served = theatre.until("answered without a radiologist", at_work=True)
    assert served["next"]["target"] == "phone-caller"
    links = [each["link"] for each in theatre.settle()["caller"]["entries"] if each["link"]]
    assert links == [f"{theatre.url}/waits/hotdoc"]
    page = theatre.client.get("/waits/hotdoc").text
    assert "Ask whoever asked for your scan" in page, "no key of the line is for patients"
    assert "6 to 8 weeks" in page


def test_who_presses_nothing_after_the_answer_is_the_offices_to_ring(theatre: Theatre) -> None:
    asks(theatre, "4")
    theatre.until("The line says how long scans and reports take")
    rings = theatre.until("the radiology office rings them", at_work=True)
    assert rings["next"]["href"] == "/signin?next=/admin"


def test_who_can_wait_is_rung_back_by_the_line_itself(theatre: Theatre) -> None:
    asks(theatre, "2")
    theatre.until("The line offers a time to be rung back")
    theatre.does("caller", "key", key="1")
    promised = theatre.until("The caller was promised a time", at_work=True)
    assert promised["next"]["passes"] is True
    before = theatre.stage.phones.now()
    assert bring(theatre, "pass")["notice"] == "Time has passed."
    assert theatre.stage.phones.now() - before >= timedelta(minutes=10)
    takes(theatre, theatre.duty()[0])
    theatre.until("The GP is rung back")
    theatre.does("caller", "answer")
    theatre.until("They are talking")


def test_time_does_not_pass_in_the_middle_of_a_call(theatre: Theatre) -> None:
    asks(theatre, "1")
    assert "A call is going on" in str(bring(theatre, "pass")["notice"])
    theatre.does("caller", "hang_up")


def test_where_everybody_finishes_a_scan_the_gp_waits_in_the_queue(theatre: Theatre) -> None:
    assert theatre.state()["situation"]["quiet"] is False
    assert bring(theatre, "quiet")["situation"]["quiet"] is True
    asks(theatre, "0")
    theatre.until("the GP waits in the queue")
    assert bring(theatre, "free")["situation"]["quiet"] is False
    takes(theatre, theatre.duty()[0])
    theatre.until("They are talking")


def test_a_message_is_said_heard_and_typed(theatre: Theatre) -> None:
    theatre.held = "withheld"
    asks(theatre, "0")
    theatre.until("The line takes a message", 300)
    assert "Nobody hears that now" in str(theatre.does("caller", "speak")["notice"])
    while "speak" not in theatre.state()["caller"]["can"]:
        theatre.stage.phones.advance(1)
    assert heard(theatre).endswith("[beep]")
    theatre.does("caller", "speak")
    theatre.stage.phones.advance(8)
    theatre.does("caller", "hang_up")
    left = theatre.until("The caller left a message", at_work=True)["next"]
    (sound,) = Doings(theatre.stage).messages()
    assert left["href"] == f"/signin?next=/messages/{sound}"
    assert "Said: This is" in heard(theatre)


def test_a_call_in_an_outage_reaches_the_switchboard_and_is_a_query_afterwards(
    theatre: Theatre,
) -> None:
    assert bring(theatre, "stop")["situation"]["stopped"] is True
    theatre.does("caller", "call")
    theatre.until("the carrier itself puts the GP through")
    theatre.stage.phones.advance(30)
    assert "We are connecting you to the hospital switchboard" in heard(theatre)
    theatre.does("caller", "hang_up")
    theatre.until("Somebody rang while the server did not answer")
    assert bring(theatre, "start")["situation"]["stopped"] is False
    missed = theatre.until("own list is read every five minutes")["next"]
    assert (missed["passes"], missed["target"]) == (True, "situations")
    bring(theatre, "pass")
    theatre.until("This query came during the outage", at_work=True)
    with theatre.stage.service.ledger.look("test") as work:
        assert [each.during_outage for each in reading.listed(work)] == [True]


def test_who_hung_up_while_the_server_was_stopped_has_talked_once_it_is_back(
    theatre: Theatre,
) -> None:
    asks(theatre, "1")
    takes(theatre, theatre.duty()[0])
    theatre.until("They are talking")
    bring(theatre, "stop")
    theatre.stage.phones.advance(30)
    theatre.does("caller", "hang_up")
    gone_at = theatre.stage.phones.now()
    theatre.stage.phones.advance(60)
    bring(theatre, "start")
    theatre.stage.work()
    with theatre.stage.service.ledger.look("test") as work:
        (query,) = reading.listed(work)
        (call,) = reading.contacts(work, query)
        assert (call.ended, query.during_outage) == ("talked", True)
        assert call.ended_at is not None
        assert abs(call.ended_at - gone_at) <= timedelta(seconds=1)
    theatre.until("record", at_work=True)


def test_in_an_outage_nothing_answers_but_the_demonstrations_own_page(theatre: Theatre) -> None:
    def answers(path: str) -> int:
        return requests.get(f"{theatre.url}{path}", timeout=10).status_code

    asks(theatre, "1")
    bring(theatre, "stop")
    assert "hears what was begun" in theatre.next or "puts the GP through" in theatre.next
    assert [answers(each) for each in ("/", "/signin", "/readyz", "/healthz")] == [503] * 4
    assert [answers(each) for each in ("/demo", "/demo/state")] == [200] * 2
    theatre.until("the carrier itself puts the GP through", at_work=True)
    theatre.does("caller", "hang_up")
    bring(theatre, "start")
    assert answers("/signin") == 200


def test_a_caller_is_held_and_a_colleague_joins_from_the_live_call_s_page(theatre: Theatre) -> None:
    asks(theatre, "1")
    key, colleague = theatre.duty()[:2]
    takes(theatre, key)
    beside = theatre.until("They are talking")["next"]["beside"]
    people, live = Doings(theatre.stage), theatre.play.stage
    reference = people.reference(live.phones.legs()[0]["sid"])
    assert beside["href"] == f"/signin?next=/desk/{reference}/call"
    people.hold(key, reference)
    held = theatre.until("The GP is on hold", at_work=True)
    assert held["next"]["href"] == beside["href"]
    people.bring_in(key, reference, colleague)
    theatre.until(f"{BY_KEY[colleague].name}’s phone rings", at_work=True)
    theatre.stage.settle(2)
    theatre.does(colleague, "answer")
    theatre.until(f"{BY_KEY[colleague].name}’s phone asks for a key")
    theatre.stage.phones.advance(5)
    theatre.does(colleague, "key", key="1")
    theatre.until("They are talking", at_work=True)
    assert f"We are asking {BY_KEY[colleague].name} to join us" in heard(theatre)
