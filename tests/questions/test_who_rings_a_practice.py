"""Of a letter that nobody says they have, somebody rings the practice: what is urgent is put before
whoever is on and the lead at once, what is not before the radiology office first (H04)."""

import pytest

from tests.messages.people import DANA, DANA_SET_UP
from tests.questions.asking import Written
from tests.questions.test_receipts import DAY, MINUTE, answered, kinds
from tests.stories.scene import AMARA, CHIDI, PUBLIC_URL

pytestmark = pytest.mark.hazard("H04")


def told(written: Written) -> list[str]:
    """To whom a text about a letter went, the oldest first."""
    texts = written.world.phones.messages()
    return [each["to_number"] for each in texts if "the letter of" in each["body"]]


def test_a_call_about_routine_advice_is_the_offices_first_and_the_leads_next_morning(
    written: Written,
) -> None:
    written.world.set_up(f"version = 1\n{DANA_SET_UP}")
    answered(written)
    for _ in range(3):
        written.waits(DAY)
    assert (kinds(written), told(written)) == ([], [])
    written.waits(DAY)
    assert kinds(written) == ["ring_practice"]
    assert set(told(written)) == {DANA, CHIDI}, "the office: Dana, and Chidi who leads"
    (text,) = [each for each in written.world.texts(DANA) if "the letter of" in each]
    assert text.endswith(f"{PUBLIC_URL}/admin")
    for _ in range(3):
        written.waits(DAY)
    assert AMARA in told(written), "on Monday"


def test_a_call_about_urgent_advice_is_put_before_whoever_is_on_at_once(written: Written) -> None:
    written.world.set_up(f"version = 1\n{DANA_SET_UP}")
    answered(written, "urgent")
    written.waits(31 * MINUTE)
    assert kinds(written) == ["ring_practice"]
    assert sorted(told(written)) == [AMARA, CHIDI]
