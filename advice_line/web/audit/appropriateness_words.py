"""What the audit of appropriateness says on its pages: strata and shares in words, and what another
audit found."""

from collections.abc import Mapping

from advice_line.audit.appropriateness import review_form, telling, wilson
from advice_line.audit.appropriateness.frame import AFTER_DESK, NOT_SAID
from advice_line.audit.disclosure.share import Share, ShareState
from advice_line.audit_kinds import LeftOut, Verdict
from advice_line.rules.case_tags import QUESTION_TYPES
from advice_line.web.labels import CHANNELS

LEFT_OUT: dict[str, str] = {
    LeftOut.TEST_CALL: "Test calls",
    LeftOut.WRONG_NUMBER: "Wrong numbers",
    LeftOut.WITHDRAWN: "Withdrawn by who asked",
    LeftOut.DESK: "Served by a desk or a spoken answer, without a responder",
    LeftOut.CLOSED: "Closed without advice, for another reason",
    LeftOut.NOT_ANSWERED: "Without signed advice when the sample was drawn",
    LeftOut.DELETED: "Deleted: their time was up, or they were erased",
    telling.OTHERS: "For other of these reasons, each too small to tell",
}
# Nash L, University Hospital of South Manchester, UK Radiological Congress 2015; as reported by
# healthmanagement.org, "UKRC2015: Keep calm and see the duty radiologist".
COMPARISON: dict[str, str] = {
    "by_first": "88% of 300",
    Verdict.RADIOLOGIST: "87% of 300",
    telling.NOT_NEEDED: "13% of 300",
}
_CHANNELS = {str(channel): words for channel, words in CHANNELS.items()}
_ROWS = {
    "by_first": "Ended by whoever took it first",
    Verdict.RADIOLOGIST: "Appropriate for a radiologist",
    telling.NOT_NEEDED: "Needed no radiologist, in either way",
    Verdict.GUIDELINE: "of these: a guideline or the office could have answered it",
    Verdict.NO_RADIOLOGIST: "of these: needed no radiologist",
}
_CHECKS = {
    "not_only_tests": "Says more than which test",
    "can_be_ordered": "Asks for nothing that the practice cannot order or do",
    "in_time": "Came in time",
}


def stratum(key: str) -> str:
    """Such as "Telephone: what a report or an image means"."""
    if key == telling.OTHERS:
        return "Small groups together"
    channel, _, about = key.partition(":")
    said = {AFTER_DESK: "after a desk or a spoken answer", NOT_SAID: "type of question not said"}
    what = said.get(about) or QUESTION_TYPES.get(about, about).lower()
    return f"{_CHANNELS.get(channel, channel)}: {what}"


def rows(results: Mapping[str, Share]) -> list[tuple[str, Share, str | None]]:
    """Label, share and what the other audit found, of those that are told."""
    return [(_ROWS[key], results[key], COMPARISON.get(key)) for key in _ROWS if key in results]


def checks(helpful: Mapping[str, Share]) -> list[tuple[str, Share]]:
    return [(_CHECKS[name], helpful[name]) for name in review_form.CHECKED]


def share(told: Share) -> str:
    """Such as "43 of 50 (86.0%), 95% interval 74% to 93%"."""
    if told.state is not ShareState.TOLD:
        return told.sentence
    low, high = wilson.interval(told.numerator or 0, told.denominator or 0)
    return f"{told.sentence}, 95% interval {100 * low:.0f}% to {100 * high:.0f}%"
