"""Changed hours and closures move the time by which an answer is owed, by the same rule; who was
told an earlier time hears of a later one, and nothing is lost (H05, H21)."""

from datetime import UTC, datetime

import pytest

from advice_line.kinds import Urgency
from tests.questions.asking import Written
from tests.questions.clocked import Clocked
from tests.questions.test_delays import promises
from tests.stories.world import AMARA, CHIDI, HOTDOC

MINUTE = 60.0
CLOSED_WEDNESDAY = 'closed_days = [{ date = 2026-11-25, reason = "site closed" }'
LONGER = HOTDOC.read_text(encoding="utf-8").replace("08:00-19:00", "08:00-20:00", 1)
TUESDAY_LATE = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
AT_FOUR = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)

pytestmark = pytest.mark.hazard("H05")


def set_up(line: Clocked, *, closed: bool = False, text: str | None = None) -> None:
    whole = text or HOTDOC.read_text(encoding="utf-8")
    if closed:
        whole = whole.replace("closed_days = [{", CLOSED_WEDNESDAY + ", {", 1)
    line.world.set_up(whole, "the hours have changed")


@pytest.fixture
def line(written: Written) -> Clocked:
    written.world.begin(TUESDAY_LATE)
    return Clocked(written)


def due(line: Clocked) -> str:
    return str(line.owed()[0]["due_at"])


def test_a_day_that_is_closed_moves_it_and_its_asker_hears_so(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    assert due(line) == "2026-11-25T10:00:00Z"
    set_up(line, closed=True)
    line.passes(10)
    assert due(line) == "2026-11-26T10:00:00Z"
    assert "later than we said, by 10am on Thursday" in line.mails()[-1].text
    told = len(line.mails())
    line.passes(10 * MINUTE)
    assert len(line.mails()) == told, "once"


def test_longer_hours_make_it_sooner_and_nobody_is_written_to(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    told = len(line.mails())
    set_up(line, text=LONGER)
    line.passes(10)
    assert due(line) == "2026-11-25T09:00:00Z"
    assert len(line.mails()) == told


@pytest.mark.hazard("H21")
def test_a_closure_at_once_leaves_nothing_that_was_asked_for_today_with_nobody(
    line: Clocked,
) -> None:
    line.world.begin(AT_FOUR)
    line.asks(Urgency.TODAY)
    assert line.world.texts(CHIDI) == []
    line.closes(minutes=120)
    line.passes(MINUTE)
    assert line.heard(CHIDI, "so it is with you") == 1
    assert due(line) == "2026-11-25T11:00:00Z"


def test_a_promised_time_that_is_closed_by_then_becomes_the_next_opening(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    line.world.claims("amara")
    promises(line, datetime(2026, 11, 25, 12, 0))  # noqa: DTZ001 # a wall-clock time has no zone
    set_up(line, closed=True)
    line.passes(10)
    assert due(line) == "2026-11-26T08:00:00Z"
    assert "by 8am on Thursday 26 November. It needs a specialist" in line.mails()[-1].text


def test_what_is_late_already_stays_late(line: Clocked) -> None:
    line.asks(Urgency.NOW)
    line.passes(20 * MINUTE)
    before = due(line)
    set_up(line, closed=True)
    line.passes(10)
    assert due(line) == before


def test_what_was_asked_back_is_due_when_somebody_is_there_to_ring_about_it(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    line.world.claims("amara")
    line.written.asks_back("amara", "Which side?")
    (asked,) = line.owed("await_answer")
    assert asked["due_at"] == "2026-11-25T10:00:10Z"
    set_up(line, closed=True)
    line.passes_until(datetime(2026, 11, 25, 19, 0, tzinfo=UTC))
    assert line.heard(AMARA, "has not answered what you asked back") == 0
    line.passes_until(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    assert "We ask for it by 10am; after that we ring you" in line.mails()[-1].text
    line.passes_until(datetime(2026, 11, 26, 10, 1, tzinfo=UTC))
    assert line.heard(AMARA, "has not answered what you asked back") == 1
