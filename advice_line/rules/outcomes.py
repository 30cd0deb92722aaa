"""What the advice changes against what the requester would have done: said by both people, compared
here, never guessed. "Advised" is not "done"; only a later question to the practice can say that."""

from enum import StrEnum

from advice_line.written_kinds import AgainstPlan, WouldHaveDone


class Outcome(StrEnum):
    IMAGING_NOT_ADVISED = "imaging_not_advised"
    IMAGING_ADVISED = "imaging_advised"
    IMAGING_CONFIRMED = "imaging_confirmed"
    NO_IMAGING_NEEDED = "no_imaging_needed"
    NOT_SAID = "not_said"
    TEST_NOT_SAID = "test_not_said"


WORDS = {
    Outcome.IMAGING_NOT_ADVISED: "imaging would have been requested and was not advised",
    Outcome.IMAGING_ADVISED: "imaging was advised that would not have been requested",
    Outcome.IMAGING_CONFIRMED: "imaging would have been requested and was advised",
    Outcome.NO_IMAGING_NEEDED: "no imaging was planned and none was advised",
    Outcome.NOT_SAID: "what would have been done otherwise was not asked",
    Outcome.TEST_NOT_SAID: "whether a test is advised was not said",
}


def outcome(would_have_done: WouldHaveDone | None, *, test_advised: bool | None) -> Outcome:
    if would_have_done is None:
        return Outcome.NOT_SAID
    if test_advised is None:
        return Outcome.TEST_NOT_SAID
    planned = would_have_done is WouldHaveDone.REQUESTED_IMAGING
    if planned:
        return Outcome.IMAGING_CONFIRMED if test_advised else Outcome.IMAGING_NOT_ADVISED
    return Outcome.IMAGING_ADVISED if test_advised else Outcome.NO_IMAGING_NEEDED


def against_plan(
    would_have_done: WouldHaveDone | None, said: AgainstPlan | None
) -> AgainstPlan | None:
    """What was said of the test beside the one planned; None where no imaging was, whatever the
    form held."""
    return said if would_have_done is WouldHaveDone.REQUESTED_IMAGING else None
