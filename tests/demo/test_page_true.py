"""The demonstration's page says what is so: of a phone that is rung while it is on a call, of a
server that is stopped or back, and of a talk that is over."""

from advice_line.demo.doings import Doings
from advice_line.demo.people import BY_KEY
from tests.demo.conftest import Theatre
from tests.demo.test_page_situations import asks, bring, heard, takes


def is_promised_a_time(theatre: Theatre) -> str:
    asks(theatre, "2")
    theatre.until("The line offers a time to be rung back")
    theatre.does("caller", "key", key="1")
    theatre.until("The caller was promised a time", at_work=True)
    return Doings(theatre.stage).reference(theatre.stage.phones.legs()[-1]["sid"])


def talks(theatre: Theatre) -> str:
    asks(theatre, "1")
    taker = theatre.duty()[0]
    takes(theatre, taker)
    theatre.until("They are talking")
    return taker


def test_a_gp_who_is_rung_back_while_on_a_call_stays_on_it(theatre: Theatre) -> None:
    promised = is_promised_a_time(theatre)
    rings_back = theatre.duty()[1]
    talks(theatre)
    Doings(theatre.stage).ring_back(rings_back, promised)
    takes(theatre, rings_back)
    for _ in range(20):
        assert theatre.state()["caller"]["state_words"] == "In a call"
        theatre.stage.phones.advance(0.5)
    caller = theatre.state()["caller"]
    assert (caller["state"], caller["state_words"]) == ("in_call", "In a call")
    assert {"hang_up", "key", "speak"} <= set(caller["can"])
    assert "Was rung while on a call: engaged" in heard(theatre)
    theatre.does("caller", "hang_up")
    assert theatre.state()["caller"]["state_words"] == "Call ended", "and nobody rejected one"


def test_the_live_call_that_is_led_to_is_the_one_that_goes_on(theatre: Theatre) -> None:
    promised = is_promised_a_time(theatre)
    rings_back = theatre.duty()[1]
    theatre.does(talks(theatre), "hang_up")
    theatre.until("has a text", at_work=True)
    Doings(theatre.stage).ring_back(rings_back, promised)
    takes(theatre, rings_back)
    theatre.until("The GP is rung back", at_work=True)
    theatre.does("caller", "answer")
    beside = theatre.until("They are talking")["next"]["beside"]
    assert beside["href"] == f"/signin?next=/desk/{promised}/call"
    Doings(theatre.stage).hold(rings_back, promised)
    assert theatre.until("The GP is on hold", at_work=True)["next"]["href"] == beside["href"]


def test_once_a_talk_is_over_nobody_is_said_to_be_rung(theatre: Theatre) -> None:
    taker = talks(theatre)
    theatre.does(taker, "hang_up")
    for _ in range(40):
        assert "one after the other" not in theatre.next
        theatre.stage.phones.advance(0.5)


def test_the_server_is_to_come_back_only_while_it_is_away(theatre: Theatre) -> None:
    bring(theatre, "stop")
    away = theatre.state()["next"]
    assert away["words"].startswith("The server does not answer")
    assert away["target"] == "phone-caller"
    theatre.does("caller", "call")
    theatre.stage.phones.advance(20)
    theatre.does("caller", "hang_up")
    missed = theatre.until("Let the server come back")["next"]
    assert (missed["target"], missed["passes"]) == ("situations", False)
    back = bring(theatre, "start")["next"]
    assert "come back" not in back["words"]
    assert back["words"].startswith("Somebody rang while the server did not answer")
    assert back["passes"] is True


def test_while_the_server_is_away_no_page_of_it_is_led_to(theatre: Theatre) -> None:
    taker = talks(theatre)
    bring(theatre, "stop")
    talking = theatre.state()["next"]
    assert talking["words"].startswith("They are talking")
    assert talking["beside"] is None
    theatre.does(taker, "hang_up")
    theatre.stage.phones.advance(30)
    theatre.does("caller", "hang_up")
    over = theatre.state()["next"]
    assert (over["href"], over["fill"]) == (None, False)
    assert "let the server come back" in over["words"]


def test_a_gp_on_hold_is_told_of_as_held_while_the_server_is_away(theatre: Theatre) -> None:
    taker = talks(theatre)
    reference = Doings(theatre.stage).reference(theatre.stage.phones.legs()[0]["sid"])
    Doings(theatre.stage).hold(taker, reference)
    theatre.until("The GP is on hold", at_work=True)
    bring(theatre, "stop")
    held = theatre.state()["next"]
    assert "The GP is on hold" in held["words"]
    assert BY_KEY[taker].name not in held["words"]
    assert held["href"] is None
    assert "take them back" not in held["words"]
