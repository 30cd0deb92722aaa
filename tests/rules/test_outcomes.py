"""What a month may count as changed by the advice: only what both people said."""

import pytest

from advice_line.rules.outcomes import WORDS, Outcome, outcome
from advice_line.written_kinds import WouldHaveDone

IMAGING, REFERRAL = WouldHaveDone.REQUESTED_IMAGING, WouldHaveDone.REFERRED


@pytest.mark.parametrize(
    ("would_have_done", "test_advised", "expected"),
    [
        (IMAGING, True, Outcome.IMAGING_CONFIRMED),
        (IMAGING, False, Outcome.IMAGING_NOT_ADVISED),
        (REFERRAL, True, Outcome.IMAGING_ADVISED),
        (REFERRAL, False, Outcome.NO_IMAGING_NEEDED),
        (IMAGING, None, Outcome.TEST_NOT_SAID),
        (REFERRAL, None, Outcome.TEST_NOT_SAID),
        (None, True, Outcome.NOT_SAID),
        (None, None, Outcome.NOT_SAID),
    ],
)
def test_nothing_is_counted_that_somebody_did_not_say(
    would_have_done: WouldHaveDone | None, test_advised: bool | None, expected: Outcome
) -> None:
    assert outcome(would_have_done, test_advised=test_advised) is expected


def test_every_outcome_has_words() -> None:
    assert set(WORDS) == set(Outcome)
