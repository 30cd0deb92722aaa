"""What stands out of a figure on a page of the audit: never more than is told."""

import pytest

from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.web.audit import wording
from advice_line.web.audit.wording import Worded


@pytest.mark.hazard("H18")
def test_the_least_that_a_share_can_be_is_not_told_as_its_value() -> None:
    of = Told(State.NEARLY, "10 of 40 (25.0%)", 10, 40, 0.25, low=0.25, high=10 / 36)
    assert wording.told(every.named("outcomes.imaging_avoided"), of) == Worded(
        "At least 25%", "10 of 40, the few not known among these", "", few=False
    )
    none = Told(State.NEARLY, "0 of 40 (0%)", 0, 40, 0.0, low=0.0, high=0.0)
    assert wording.told(every.named("outcomes.imaging_avoided"), none).value == "0%"


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ((0.0, 420.0), ("At once", "half of them, nine in ten within 7 minutes; of 40")),
        ((0.0, 0.0), ("At once", "half of them, nine in ten at once; of 40")),
        ((12.0, 420.0), ("12 seconds", "is the middle; nine in ten within 7 minutes; of 40")),
    ],
)
def test_what_took_no_time_is_said_in_human_words(
    times: tuple[float, float], said: tuple[str, str]
) -> None:
    of = Told(State.TOLD, "", 40, 40, *times)
    found = wording.told(every.named("loop.to_sent"), of)
    assert (found.value, found.rest) == said
