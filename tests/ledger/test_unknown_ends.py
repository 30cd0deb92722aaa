"""A try of which nobody knows how it ended: the vendor is asked, and nobody is rung twice."""

import pytest

from advice_line.clock import SetClock
from advice_line.ledger.sender import Drained, Sender
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from tests.ledger.sending import CLAIM_SECONDS, a_sender, put, the_row
from tests.ledger.vendors import Killed, Vendor

MAIL_CLAIM_SECONDS = 181


@pytest.mark.parametrize("channel", [OutChannel.SMS, OutChannel.CALL])
def test_after_a_time_out_the_vendor_is_asked_and_nobody_is_rung_twice(
    ledger: Ledger, sender: Sender, vendor: Vendor, clock: SetClock, channel: OutChannel
) -> None:
    vendor.mood.append("accepts, then times out")
    put(ledger, channel=channel)
    assert sender.drain() == Drained(delayed=1)
    clock.advance(31)
    assert sender.drain() == Drained(sent=1)
    assert len(vendor.accepted) == 1
    assert (the_row(ledger).state, the_row(ledger).external_id) == (OutgoingState.SENT, "SM1")


def test_after_a_time_out_that_never_arrived_it_is_tried_again(
    ledger: Ledger, sender: Sender, vendor: Vendor, clock: SetClock
) -> None:
    vendor.mood.append("times out")
    put(ledger)
    sender.drain()
    clock.advance(31)
    assert sender.drain() == Drained(sent=1)
    assert [slip.attempts for slip in vendor.seen] == [1, 2]


@pytest.mark.parametrize("channel", list(OutChannel))
def test_while_the_vendor_cannot_say_nothing_is_tried_again(
    ledger: Ledger, sender: Sender, vendor: Vendor, clock: SetClock, channel: OutChannel
) -> None:
    vendor.mood.append("accepts, then times out")
    vendor.answers_questions = False
    put(ledger, channel=channel)
    for _ in range(3):
        sender.drain()
        clock.advance(60)
    assert len(vendor.seen) == 1
    clock.advance(8 * 24 * 3600)  # a folder is asked for a week
    assert sender.drain() == Drained(dead=1)
    assert (len(vendor.seen), vendor.losses) == (1, ["unknown_end"])


def test_a_mail_of_unknown_end_goes_at_most_once_more(
    ledger: Ledger, sender: Sender, vendor: Vendor, clock: SetClock
) -> None:
    vendor.mood.extend(["times out"] * 5)
    put(ledger, channel=OutChannel.EMAIL)
    for _ in range(6):
        sender.drain()
        clock.advance(900)
    assert len(vendor.seen) == 2
    assert vendor.losses == ["unknown_end"]


@pytest.mark.parametrize(
    "moment", ["the sender is killed first", "accepts, then the sender is killed"]
)
@pytest.mark.parametrize("channel", [OutChannel.SMS, OutChannel.CALL])
def test_a_killed_senders_row_is_taken_over_and_sent_exactly_once(
    ledger: Ledger, vendor: Vendor, clock: SetClock, moment: str, channel: OutChannel
) -> None:
    vendor.mood.append(moment)
    put(ledger, channel=channel)
    with pytest.raises(Killed):
        a_sender(ledger, vendor, "web-1").drain()
    assert the_row(ledger).state == OutgoingState.SENDING
    other = a_sender(ledger, vendor, "worker-1")
    assert other.drain() == Drained(), "the claim has not run out"
    clock.advance(CLAIM_SECONDS)
    assert other.drain() == Drained(sent=1)
    assert len(vendor.accepted) == 1


def test_a_sender_that_comes_back_after_its_claim_ran_out_changes_nothing(
    ledger: Ledger, vendor: Vendor, clock: SetClock
) -> None:
    other = a_sender(ledger, vendor, "worker-1")
    outcomes: list[Drained] = []

    def sleep_past_the_claim() -> None:
        vendor.on_hand_over = lambda: None
        vendor.accepted.append(the_row(ledger).public_id)
        clock.advance(CLAIM_SECONDS)
        outcomes.append(other.drain())

    vendor.on_hand_over = sleep_past_the_claim
    vendor.mood.append("refuses")
    put(ledger)
    a_sender(ledger, vendor, "web-1").drain()
    assert outcomes == [Drained(sent=1)]
    assert the_row(ledger).state == OutgoingState.SENT
    assert vendor.losses == []
