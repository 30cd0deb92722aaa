"""A mail that asks for now, on a Friday at ten to seven: its sender is told within the minute,
whoever is on is rung, and at seven it is with a named person, never rolled over (H21)."""

from datetime import UTC, datetime, timedelta

import pytest

from advice_line.rules.phone_numbers import in_groups
from integrations.sandbox.phones import accepts, rings_out
from tests.mailbox.writing import Mails, mail
from tests.questions.asking import Written
from tests.questions.clocked import Clocked
from tests.stories.world import AMARA, BEN, CHIDI, SWITCHBOARD

pytestmark = pytest.mark.hazard("H21")
TEN_TO_SEVEN = datetime(2026, 11, 27, 18, 50, tzinfo=UTC)
SEVEN = TEN_TO_SEVEN + timedelta(minutes=10)


@pytest.fixture
def line(mails: Mails) -> Clocked:
    mails.world.begin(TEN_TO_SEVEN)
    mails.world.everybody(rings_out())
    return Clocked(Written(mails.world, mails.server))


@pytest.mark.parametrize(
    ("to", "subject"),
    [("advice@example.org", "Now: a film"), ("advice+now@example.org", "A film")],
)
def test_it_is_told_rung_and_at_seven_with_a_named_person(
    mails: Mails, line: Clocked, to: str, subject: str
) -> None:
    mails.comes(mail(to=to, subject=subject))
    line.passes_until(TEN_TO_SEVEN + timedelta(minutes=1))
    told = mails.last().text
    assert "8:05am on Monday 30 November" in told
    assert f"ring {in_groups(SWITCHBOARD)}" in told
    rung = [len(line.world.phones.legs(each)) for each in (AMARA, BEN, CHIDI)]
    assert rung[:2] == [1, 1], "one after the other"
    assert line.owed()[0]["owner"] is None
    line.passes_until(SEVEN + timedelta(seconds=10))
    assert line.heard(CHIDI, "so it is with you") == 1
    assert line.owed()[0]["owner"] == "chidi"


def test_who_presses_one_has_it_and_their_list_says_so(mails: Mails, line: Clocked) -> None:
    line.world.phones.behaves(AMARA, accepts())
    mails.comes(mail(subject="Now: a film"))
    line.passes_until(SEVEN + timedelta(minutes=5))
    assert line.world.query()["owner"] == "amara"
    assert line.world.texts(CHIDI) == []
