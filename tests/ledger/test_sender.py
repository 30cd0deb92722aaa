"""What is put into the outbox reaches its courier, whatever befalls vendor, sender and database."""

from functools import partial
from threading import Event
from threading import enumerate as enumerate_threads
from typing import NoReturn

import pytest

from advice_line.clock import SetClock
from advice_line.errors import Busy
from advice_line.ledger import outbox
from advice_line.ledger.sender import Drained, Sender
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from tests.ledger.sending import CLAIM_SECONDS, a_sender, put, the_row
from tests.ledger.vendors import Vendor


def test_a_row_is_handed_over_once_and_then_sent(
    ledger: Ledger, sender: Sender, vendor: Vendor
) -> None:
    put(ledger)
    assert sender.deliver() == 1
    assert sender.deliver() == 0
    row = the_row(ledger)
    assert (row.state, row.external_id, row.attempts) == (OutgoingState.SENT, "SM1", 1)
    assert vendor.accepted == [row.public_id]


def test_the_same_thing_is_queued_once(ledger: Ledger, sender: Sender, vendor: Vendor) -> None:
    put(ledger, "promise:K7Q2")
    put(ledger, "promise:K7Q2")
    sender.drain()
    assert len(vendor.accepted) == 1


def test_the_row_is_committed_as_sending_and_nothing_is_locked_while_the_vendor_is_called(
    ledger: Ledger, sender: Sender, vendor: Vendor
) -> None:
    states: list[str] = []

    def look_and_write_from_outside() -> None:
        states.append(the_row(ledger).state)
        with ledger.work("system") as work:
            work.record("written.meanwhile")

    vendor.on_hand_over = look_and_write_from_outside
    put(ledger)
    sender.drain()
    assert states == [OutgoingState.SENDING]


def test_a_row_for_later_waits(ledger: Ledger, sender: Sender, clock: SetClock) -> None:
    from_now = clock.now()
    clock.advance(-600)
    with ledger.work("system") as work:
        outbox.put(
            work,
            NoticeKind.UNWRITTEN_RECORDS,
            once="nag",
            channel=OutChannel.SMS,
            recipient=Recipient.RESPONDER,
            after=from_now,
        )
    assert sender.drain() == Drained()
    clock.advance(600)
    assert sender.drain() == Drained(sent=1)


def test_a_call_goes_before_an_sms_and_an_sms_before_mail(
    ledger: Ledger, sender: Sender, vendor: Vendor
) -> None:
    for channel in (OutChannel.EMAIL, OutChannel.SMS, OutChannel.CALL):
        put(ledger, channel, channel)
    sender.drain()
    assert [slip.channel for slip in vendor.seen] == ["call", "sms", "email"]


def test_a_busy_vendor_is_tried_again_later_and_later(
    ledger: Ledger, sender: Sender, vendor: Vendor, clock: SetClock
) -> None:
    vendor.mood.extend(["busy", "busy"])
    put(ledger)
    assert sender.drain() == Drained(delayed=1)
    assert sender.drain() == Drained()
    clock.advance(31)
    assert sender.drain() == Drained(delayed=1)
    clock.advance(31)
    assert sender.drain() == Drained()
    clock.advance(30)
    assert sender.drain() == Drained(sent=1)
    assert [slip.attempts for slip in vendor.seen] == [1, 2, 3]
    assert [slip.first_tried_at is None for slip in vendor.seen] == [True, False, False]


def test_a_vendor_that_stays_busy_ends_in_the_dead_list_and_its_courier_hears_of_it(
    ledger: Ledger, sender: Sender, vendor: Vendor, clock: SetClock
) -> None:
    vendor.mood.extend(["busy"] * 20)
    put(ledger, channel=OutChannel.CALL)
    while the_row(ledger).state != OutgoingState.DEAD:
        sender.drain()
        clock.advance(900)
    assert vendor.losses == ["429"]
    assert the_row(ledger).settled_at is not None
    assert sender.drain() == Drained()


def test_a_refusal_is_final_at_once(ledger: Ledger, sender: Sender, vendor: Vendor) -> None:
    vendor.mood.append("refuses")
    put(ledger)
    assert sender.drain() == Drained(dead=1)
    assert vendor.losses == ["21211"]
    assert the_row(ledger).failure == "21211"


def test_what_no_longer_applies_is_withdrawn(
    ledger: Ledger, sender: Sender, vendor: Vendor
) -> None:
    vendor.mood.append("no longer applies")
    put(ledger)
    assert sender.drain() == Drained(withdrawn=1)
    assert the_row(ledger).state == OutgoingState.WITHDRAWN


def test_a_fault_of_ours_neither_stops_the_sender_nor_sends_twice(
    ledger: Ledger, sender: Sender, vendor: Vendor, clock: SetClock
) -> None:
    vendor.mood.append("a fault of ours")
    put(ledger, "one")
    put(ledger, "two")
    assert sender.drain() == Drained(delayed=1, sent=1)
    clock.advance(31)
    assert sender.drain() == Drained(sent=1)
    assert len(vendor.accepted) == len(set(vendor.accepted)) == 2


def test_a_loss_that_could_not_be_told_is_told_again(
    ledger: Ledger, sender: Sender, vendor: Vendor, clock: SetClock
) -> None:
    vendor.mood.append("refuses")
    vendor.deaf = True
    put(ledger)
    assert sender.drain() == Drained(dead=1)
    assert the_row(ledger).settled_at is None
    vendor.deaf = False
    clock.advance(CLAIM_SECONDS)
    sender.drain()
    assert vendor.losses == ["21211"]
    assert the_row(ledger).settled_at is not None


def test_a_channel_without_a_courier_waits_for_one(
    ledger: Ledger, vendor: Vendor, sender: Sender
) -> None:
    put(ledger, channel=OutChannel.EMAIL)
    assert Sender(ledger, {OutChannel.SMS: vendor}, "web-1").drain() == Drained()
    assert sender.drain() == Drained(sent=1)


def test_the_thread_sends_when_a_work_has_told_something(ledger: Ledger, vendor: Vendor) -> None:
    sender, handed_over = a_sender(ledger, vendor), Event()
    vendor.on_hand_over = handed_over.set
    ledger.wake = sender.wake
    sender.start()
    put(ledger)
    assert handed_over.wait(timeout=10)
    sender.stop()
    assert the_row(ledger).state == OutgoingState.SENT


def test_the_thread_survives_a_database_that_is_away(
    ledger: Ledger, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender, handed_over, failed = a_sender(ledger, vendor), Event(), Event()
    vendor.on_hand_over = handed_over.set

    def away(_by: str) -> NoReturn:
        failed.set()
        raise Busy

    put(ledger)
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "look", away)
        sender.start()
        sender.wake()
        assert failed.wait(timeout=10)
    sender.wake()
    assert handed_over.wait(timeout=10)
    sender.stop()


@pytest.mark.hazard("H01")
def test_a_vendor_that_hangs_keeps_back_its_own_channel_alone(
    ledger: Ledger, vendor: Vendor
) -> None:
    hanging, hangs, answers, texted = Vendor(), Event(), Event(), Event()

    def hang() -> None:
        hangs.set()
        answers.wait(timeout=30)

    hanging.on_hand_over, vendor.on_hand_over = hang, texted.set
    couriers = {OutChannel.EMAIL: hanging, OutChannel.SMS: vendor}
    sender = Sender(ledger, couriers, "web-1")
    ledger.wake = sender.wake
    sender.start()
    put(ledger, "mail", OutChannel.EMAIL)
    assert hangs.wait(timeout=10)
    put(ledger, "text", OutChannel.SMS)
    assert texted.wait(timeout=10)
    sender.stop(seconds=0.2)
    (left,) = (each for each in enumerate_threads() if each.name.startswith("sender"))
    answers.set()
    left.join(10)
    with ledger.look("system") as look:
        assert {row.state for row in outbox.rows(look.session)} == {OutgoingState.SENT}


def test_a_row_that_is_in_hand_for_longer_than_any_try_may_take_is_seen(
    ledger: Ledger, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks, sender = [0.0], a_sender(ledger, vendor)
    monkeypatch.setattr("advice_line.ledger.sender.monotonic", lambda: ticks[0])
    seen: list[set[OutChannel]] = []

    def takes(seconds: float) -> None:
        ticks[0] += seconds
        seen.append(sender.hanging())

    for each in (CLAIM_SECONDS - 2, CLAIM_SECONDS):
        vendor.on_hand_over = partial(takes, each)
        put(ledger, f"text {each}")
        sender.drain()
    assert seen == [set(), {OutChannel.SMS}]
    assert sender.hanging() == set()
