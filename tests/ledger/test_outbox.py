"""The vendor's news of a message moves it forward only; the dead are listed and can be retried."""

import pytest

from advice_line.clock import SetClock
from advice_line.ledger import outbox
from advice_line.ledger.sender import Drained
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from tests.ledger.sending import a_sender, put, the_row
from tests.ledger.vendors import Vendor


def news(ledger: Ledger, *, delivered: bool = False, failure: str | None = None) -> bool:
    public_id = the_row(ledger).public_id
    with ledger.work("carrier") as work:
        return outbox.moved(work, public_id, "SM1", delivered, failure)


@pytest.mark.hazard("H16")
def test_h16_delivered_follows_sent_and_is_the_last_word(ledger: Ledger) -> None:
    put(ledger)
    a_sender(ledger, Vendor()).drain()
    assert news(ledger, delivered=True)
    for late in ({"delivered": True}, {"failure": "30003"}, {}):
        assert not news(ledger, **late)
    assert the_row(ledger).state == OutgoingState.DELIVERED


@pytest.mark.hazard("H16")
def test_h16_news_may_overtake_the_senders_own_commit(ledger: Ledger) -> None:
    vendor = Vendor()
    overtaking: list[bool] = []
    vendor.on_hand_over = lambda: overtaking.append(news(ledger, delivered=True))
    put(ledger)
    a_sender(ledger, vendor).drain()
    assert overtaking == [True]
    assert the_row(ledger).state == OutgoingState.DELIVERED


def test_news_that_the_vendor_has_it_saves_another_attempt(ledger: Ledger, clock: SetClock) -> None:
    vendor = Vendor()
    vendor.mood.append("accepts, then times out")
    put(ledger)
    a_sender(ledger, vendor).drain()
    assert news(ledger)
    clock.advance(3600)
    assert a_sender(ledger, vendor).drain() == Drained()
    assert the_row(ledger).state == OutgoingState.SENT


@pytest.mark.hazard("H04")
def test_h04_a_failure_after_sending_reaches_the_courier(ledger: Ledger) -> None:
    vendor = Vendor()
    put(ledger)
    a_sender(ledger, vendor).drain()
    woken: list[bool] = []
    ledger.wake = lambda: woken.append(True)
    assert news(ledger, failure="30003")
    assert woken == [True]
    a_sender(ledger, vendor).drain()
    assert vendor.losses == ["30003"]
    assert the_row(ledger).state == OutgoingState.DEAD
    assert not news(ledger, failure="30003")


def test_news_of_another_attempt_is_not_about_this_one(ledger: Ledger) -> None:
    put(ledger)
    a_sender(ledger, Vendor()).drain()
    with ledger.work("carrier") as work:
        assert not outbox.moved(work, the_row(ledger).public_id, "SM99", False, "30003")


def test_a_dead_row_is_retried_once_more(ledger: Ledger) -> None:
    vendor = Vendor()
    vendor.mood.append("refuses")
    put(ledger)
    a_sender(ledger, vendor).drain()
    with ledger.work("responder:amara") as work:
        assert outbox.retry(work, the_row(ledger).public_id)
        assert not outbox.retry(work, "NOSUCHROW")
    assert a_sender(ledger, vendor).drain() == Drained(sent=1)
    with ledger.work("responder:amara") as work:
        assert not outbox.retry(work, the_row(ledger).public_id)


def test_retrying_a_row_of_unknown_end_asks_the_vendor_first(
    ledger: Ledger, clock: SetClock
) -> None:
    vendor = Vendor(answers_questions=False)
    vendor.mood.append("accepts, then times out")
    put(ledger, channel=OutChannel.CALL)
    sender = a_sender(ledger, vendor)
    sender.drain()
    clock.advance(3600)
    assert sender.drain() == Drained(dead=1)
    vendor.answers_questions = True
    with ledger.work("responder:amara") as work:
        outbox.retry(work, the_row(ledger).public_id)
    assert sender.drain() == Drained(sent=1)
    assert len(vendor.accepted) == 1


def test_what_is_left_is_counted(ledger: Ledger, clock: SetClock) -> None:
    vendor = Vendor()
    vendor.mood.extend(["refuses", "busy", "times out"])
    for once in ("one", "two", "three"):
        put(ledger, once)
    a_sender(ledger, vendor).drain()
    put(ledger, "four")
    with ledger.look("system") as look:
        left = outbox.standing(look.session)
        dead = [row.once for row in outbox.rows(look.session, (OutgoingState.DEAD,))]
    assert (left.retry_waiting, left.dead, left.next_due) == (2, 1, clock.now())
    assert dead == ["one"]
