"""A mail server that takes one of two addresses, or neither at first; and a clock that changes
while an answer is owed. Nothing is lost, nothing goes twice, nothing is called sent that was not
(H04)."""

from datetime import UTC, datetime

import pytest

from advice_line.desk.staff.undelivered import Undelivered
from advice_line.kinds import Urgency
from tests.questions.asking import ADDRESS, Written
from tests.stories.world import HOTDOC
from tests.web.people import REQUIRED

ASKER = "sam@full.example.org"
MINUTE = 60.0


def advised(written: Written) -> dict[str, str | None]:
    """Asked from an address that is not the practice's own; the loop of what was advised."""
    reference = written.asks(Urgency.TODAY, ASKER)
    written.world.claims("amara")
    by = written.world.responder("amara")
    written.world.records.sign(by, reference, REQUIRED, "signed")
    written.world.settle()
    return loop(written)


def loop(written: Written) -> dict[str, str | None]:
    (advice,) = written.world.query()["advice"]
    found: dict[str, str | None] = advice["loop"]
    return found


def letters(written: Written, address: str) -> int:
    return sum("MRI of the lumbar spine" in each.text for each in written.mails(address))


@pytest.mark.hazard("H04")
def test_of_two_addresses_one_may_be_refused_and_the_other_has_it(written: Written) -> None:
    written.mail.set(refuse=[ASKER])
    advised(written)
    assert (letters(written, ADDRESS), letters(written, ASKER)) == (1, 0)
    assert [task["owner"] for task in written.owed("check_bounce")] == [None]
    written.mail.set(refuse=[])
    by, office = written.world.responder("chidi"), Undelivered(written.world.ledger)
    for late in office.seen(by).dead:
        office.retry(by, late.row.public_id, f"again {late.row.public_id}")
    written.world.settle()
    assert letters(written, ADDRESS) == 1, "it had it already"
    assert len(written.mails(ASKER)) >= 1


@pytest.mark.hazard("H04")
def test_the_copy_of_who_asked_mends_no_letter_that_the_practice_was_refused(
    written: Written,
) -> None:
    written.mail.set(refuse=[ADDRESS])
    failed = advised(written)
    assert letters(written, ADDRESS) == 0
    assert failed["sent_at"] is not None, "to who asked"
    assert failed["failed_at"] is not None
    assert len(written.owed("check_bounce")) == 1
    written.mail.set(refuse=[])
    by, office = written.world.responder("chidi"), Undelivered(written.world.ledger)
    (late,) = office.seen(by).dead
    office.retry(by, late.row.public_id, "again")
    written.world.settle()
    assert letters(written, ADDRESS) == 1
    assert (loop(written)["failure"], loop(written)["failed_at"]) == (None, None)


@pytest.mark.hazard("H04")
def test_a_server_that_says_later_is_asked_again_and_the_letter_goes_once(written: Written) -> None:
    written.mail.set(temporary=[ADDRESS, ASKER])
    assert advised(written)["sent_at"] is None
    written.waits(3 * MINUTE)
    assert loop(written)["sent_at"] is None, "it is not called sent"
    written.mail.set(temporary=[])
    for _ in range(4):
        written.waits(10 * MINUTE)
    assert letters(written, ADDRESS) == 1
    assert loop(written)["sent_at"] is not None
    assert written.owed("check_bounce") == []


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(
    ("hours", "asked", "due"),
    [
        # Two open hours of Friday in summer time, and two of Monday after the clocks went back.
        ("mon-fri", "2026-10-23T16:00", "2026-10-26T10:00:00Z"),
        # Four hours as they pass, over the hour that comes twice.
        ("every day", "2026-10-25T00:30", "2026-10-25T04:30:00Z"),
    ],
)
def test_a_clock_that_changes_within_a_target_moves_it_by_nothing_but_open_hours(
    written: Written, hours: str, asked: str, due: str
) -> None:
    if hours == "every day":
        text = HOTDOC.read_text(encoding="utf-8")
        always = 'open = { mon-sun = ["00:00-24:00"], bank_holiday = ["00:00-24:00"] }'
        written.world.set_up(text.replace('open = { mon-fri = ["08:00-19:00"] }', always, 1))
    written.world.begin(datetime.fromisoformat(asked).replace(tzinfo=UTC))
    written.asks(Urgency.TODAY)
    assert written.owed("answer_query")[0]["due_at"] == due
