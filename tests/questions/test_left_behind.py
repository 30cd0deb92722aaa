"""A question whose owner is not there for it any more is offered to whoever is, and is nobody's
once its time is over: it never waits with somebody who is away (H23)."""

from datetime import UTC, datetime

import pytest

from advice_line.kinds import Urgency
from integrations.sandbox.mail import MailServer
from tests.questions.asking import Written
from tests.questions.conftest import on_a_line
from tests.stories.world import AMARA, BEN, CHIDI, HOTDOC

pytestmark = pytest.mark.hazard("H23")
MINUTES, HOUR = 60.0, 3600.0
_TIER_1 = '{ days = "mon-fri", time = "08:00-19:00", tier = "1", who = ["amara"] },'
WITHOUT_TUESDAYS = HOTDOC.read_text(encoding="utf-8").replace(
    _TIER_1,
    """{ days = "mon, wed-fri", time = "08:00-19:00", tier = "1", who = ["amara"] },
  { days = "tue", time = "08:00-19:00", tier = "1", who = ["ben"] },""",
)


@pytest.fixture
def left(written: Written) -> Written:
    """Amara has a question for today, and goes home ill at ten."""
    written.asks(Urgency.TODAY)
    written.world.claims("amara")
    falls_ill(written, "amara")
    written.waits(10)
    return written


def falls_ill(written: Written, who: str) -> None:
    written.world.set_up(
        f"""version = 1
[[absences]]
key = "ill"
person = "{who}"
from = 2026-11-23T10:00:00
to = 2026-11-25T00:00:00
kind = "sickness"
""",
        reason="She is ill.",
    )


def test_whoever_is_on_is_asked_to_take_it_and_has_it_once_they_do(left: Written) -> None:
    query = left.world.query()
    assert (query["owner"], query["state"]) == ("amara", "accepted")
    for number in (BEN, CHIDI):
        said = "Dr Amara Example is not there for query"
        assert any(said in text for text in left.world.texts(number))
    left.passing.accept(left.world.responder("chidi"), left.reference)
    assert left.world.query()["owner"] == "chidi"
    assert left.owed("answer_query")[0]["owner"] == "chidi"


def test_what_nobody_takes_is_nobodys_and_its_ladder_begins(left: Written) -> None:
    left.waits(31 * MINUTES)
    query = left.world.query()
    assert (query["owner"], query["state"]) == (None, "waiting")
    assert not any("Nobody has taken" in text for text in left.world.texts(AMARA))
    left.world.claims("ben")
    assert left.world.query()["owner"] == "ben"


def test_on_either_database(database_url: str, mail_server: MailServer) -> None:
    with on_a_line(database_url, mail_server) as written:
        written.asks(Urgency.TODAY)
        written.world.claims("amara")
        falls_ill(written, "amara")
        written.waits(10)
        written.passing.accept(written.world.responder("chidi"), written.reference)
        assert written.world.query()["owner"] == "chidi"


def test_it_is_offered_once_and_not_again_and_again(left: Written) -> None:
    for _ in range(4):
        left.waits(MINUTES)
    told = [text for text in left.world.texts(BEN) if "is not there for query" in text]
    assert len(told) == 1


def test_who_has_gone_home_keeps_what_is_not_due_yet(written: Written) -> None:
    written.asks(Urgency.TWO_DAYS)  # due on Tuesday evening
    written.world.claims("amara")
    written.waits(12 * HOUR)
    assert written.world.query()["owner"] == "amara"
    assert not any("is not there for" in text for text in written.world.texts(BEN))


def test_who_is_back_before_anybody_took_it_has_it_still(left: Written) -> None:
    left.passing.take_back(left.world.responder("amara"), left.reference, "I am here")
    assert left.world.query()["owner"] == "amara"
    left.waits(31 * MINUTES)
    assert left.world.query()["owner"] == "amara"
    told = [text for text in left.world.texts(BEN) if "is not there for query" in text]
    assert len(told) == 1


TUESDAY_EIGHT = datetime(2026, 11, 24, 8, 0, 30, tzinfo=UTC)


def test_what_is_due_before_its_owner_is_on_again_is_offered_before_it_is_late(
    written: Written,
) -> None:
    """On Tuesdays Ben is first on, on Wednesdays Amara is there again."""
    written.world.set_up(WITHOUT_TUESDAYS, reason="She works part-time.")
    written.waits(7 * HOUR)
    written.asks(Urgency.TODAY)  # due on Tuesday at ten
    written.world.claims("amara")
    written.waits(4 * HOUR)  # at nine in the evening nobody is told
    assert not any("is not there" in text for text in written.world.texts(BEN))
    now = written.world.service.clock.now()
    written.waits((TUESDAY_EIGHT - now).total_seconds())
    assert "Dr Amara Example is not there for query" in written.world.texts(BEN)[-1]
    assert written.world.query()["owner"] == "amara"
    written.passing.accept(written.world.responder("ben"), written.reference)
    assert written.world.query()["owner"] == "ben"
