"""The demonstration's line records once its visitor says so, and not before: what is pressed then
on the responder's phone, and where the recording is heard."""

from datetime import timedelta

from sqlmodel import select

from advice_line.demo.doings import Doings
from advice_line.demo.people import BY_KEY
from advice_line.desk.in_call.hearing import Recorded
from advice_line.tables.sounds import Sound
from tests.demo.conftest import Theatre
from tests.demo.test_page_says import phone
from tests.demo.test_page_situations import asks, bring, heard

_NOTICE = "Calls are recorded"


def answers(theatre: Theatre, key: str) -> str:
    """Who is rung first answers, hears it out and presses the key."""
    taker = theatre.duty()[0]
    theatre.until(f"{BY_KEY[taker].name}’s phone rings", at_work=True)
    theatre.does(taker, "answer")
    theatre.until("or 5 to talk unrecorded")
    theatre.does(taker, "key", key=key)
    return taker


def test_at_first_nothing_is_recorded_and_no_phone_shows_a_key_for_it(theatre: Theatre) -> None:
    first = theatre.state()
    assert first["situation"]["recorded"] is False
    assert phone(first, theatre.duty()[0])["keys"] == "123"
    asks(theatre, "1")
    assert _NOTICE not in heard(theatre)


def test_a_talk_is_recorded_paused_by_the_star_and_heard_afterwards(theatre: Theatre) -> None:
    assert bring(theatre, "record")["situation"]["recorded"] is True
    asks(theatre, "1")
    assert _NOTICE in heard(theatre)
    taker = answers(theatre, "1")
    assert phone(theatre.state(), taker)["keys"] == "1235*"
    theatre.until(f"The star on {BY_KEY[taker].name}’s phone pauses", at_work=True)
    theatre.does(taker, "key", key="*")
    theatre.until("not recorded now", at_work=True)
    assert "Not recorded from now on" in heard(theatre)
    theatre.does(taker, "key", key="*")
    theatre.until("talking, recorded", at_work=True)
    theatre.does(taker, "hang_up")
    said = theatre.until("has a text", at_work=True)
    for _ in range(8):
        theatre.stage.settle(1)
    beside = theatre.state()["next"]["beside"]
    reference = Doings(theatre.stage).reference(theatre.stage.phones.legs()[0]["sid"])
    assert (said["next"]["fill"], beside["label"]) == (True, "Hear the recording")
    assert beside["href"] == f"/signin?next=/desk/{reference}"
    with theatre.stage.service.ledger.look("test") as work:
        sound = work.session.exec(select(Sound.public_id)).one()
    door = Recorded(theatre.stage.service.ledger)
    content = door.hear(Doings(theatre.stage).actor(taker), sound)
    assert content.startswith(b"RIFF")


def test_who_takes_it_by_5_talks_unrecorded(theatre: Theatre) -> None:
    bring(theatre, "record")
    asks(theatre, "1")
    taker = answers(theatre, "5")
    theatre.until("not recorded now", at_work=True)
    theatre.stage.phones.advance(timedelta(seconds=20).total_seconds())
    theatre.does(taker, "hang_up")
    theatre.until("has a text", at_work=True)
    assert theatre.stage.phones.recordings() == []


def test_the_line_records_no_more_once_it_is_said(theatre: Theatre) -> None:
    bring(theatre, "record")
    assert bring(theatre, "unrecord")["situation"]["recorded"] is False
    asks(theatre, "1")
    assert _NOTICE not in heard(theatre)
