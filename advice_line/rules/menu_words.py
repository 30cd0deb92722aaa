"""What a caller is offered by key, before anybody is rung; each sentence may be the line's own.

Every key has its own "press": a caller hears one choice at a time.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from advice_line.call_kinds import CallReason
from advice_line.rules import ring_back_words, wording
from advice_line.rules.desks import Desk
from advice_line.rules.menu import REASONS

MENU = (
    "If a patient is waiting, press 1. For advice that can wait, press 2. "
    "Chasing a request or report, press 3. Anything else, press 4. A person, press 0."
)
MENU_AGAIN = (
    "Advice now, press 1. Later, press 2. Chasing, press 3. For anything else, press 4. "
    "A person, press 0."
)
BEFORE_ANSWER = "If you are worried about a result, press 2. For a person, press 0."
BY_TEXT = "To have this by text, press 1."
AFTER_ANSWER = (
    "If you are worried about this result, press 2. To hear it again, press 3. "
    "For a person, press 0. If that is all, you can hang up."
)
DESK_SILENT = (
    "That desk does not answer. For a person, press 1. "
    "For the radiology office to ring you back, press 2."
)
CHASED_BEFORE = (
    "You have rung about a request or a report in the last two days. "
    "If you are worried about a result, press 1 for a person. To go on, press 2."
)
# The settings and the keys that each must name.
DEFAULTS = {
    "menu": MENU,
    "menu_again": MENU_AGAIN,
    "before_answer": BEFORE_ANSWER,
    "by_text": BY_TEXT,
    "after_answer": AFTER_ANSWER,
    "desk_silent": DESK_SILENT,
    "chased_before": CHASED_BEFORE,
    "call_back_choice": ring_back_words.CHOICE,
}
KEYS = {
    "menu": "12340",
    "menu_again": "12340",
    "before_answer": "20",
    "by_text": "1",
    "after_answer": "230",
    "desk_silent": "12",
    "chased_before": "12",
    "call_back_choice": "12",
}
# Characters that are a preamble at most.
NOTHING_SAID = 40
NOT_BY_US = (
    "This line is for advice and cannot look up a request or a report. "
    "The radiology office of the hospital can."
)
_ELSEWHERE = "This line is for advice. For anything else the hospital's switchboard is"
NUMBER_FOR_OFFICE = (
    "Please key in the number that the radiology office may ring you back on, then press hash."
)
NO_NUMBER_FOR_OFFICE = (
    "We have no number to ring you back on. "
    "Please leave your number, your name and your practice after the tone."
)
ON_THIS_NUMBER = "We will ring the number that you call from. To give another, press 2."
OTHER_NUMBER = "Please key in the number that we may ring you back on, then press hash."
OLD_NUMBER_STANDS = "We will ring the number that you call from. Goodbye."
TEXT_COMES = "You will get a text with it. Goodbye."


def first(words: Mapping[str, str], desks: Iterable[Desk]) -> str:
    """After the greeting. Desks of the menu's own keys are not named again."""
    more = (_of_desk(desk) for desk in desks if desk.key not in REASONS)
    return " ".join((words.get("menu", MENU), *more))


def again(words: Mapping[str, str]) -> str:
    """Shorter, for who pressed nothing, or a key that nothing has."""
    return words.get("menu_again", MENU_AGAIN)


def before_answer(words: Mapping[str, str]) -> str:
    """Whoever is worried need not hear the whole answer first (H24)."""
    return words.get("before_answer", BEFORE_ANSWER)


def after_answer(words: Mapping[str, str], *, mobile: bool) -> str:
    """A landline is not offered a text."""
    rest = words.get("after_answer", AFTER_ANSWER)
    return f"{words.get('by_text', BY_TEXT)} {rest}" if mobile else rest


def default_answer(reason: CallReason, switchboard: str) -> str:
    """True of every hospital: where the site has not written words of its own."""
    if reason is CallReason.CHASING:
        return NOT_BY_US
    return f"{_ELSEWHERE} {wording.digits(switchboard)}."


def opening(said: str) -> tuple[str, str]:
    """The first words of an answer that say something, and the rest, which may be empty: "Waits as
    of 23 November." alone is no answer."""
    ends = (found.end() for found in re.finditer(r"[.!?](?: |$)", said))
    end = next((each for each in ends if each > NOTHING_SAID), len(said))
    return said[:end].rstrip(), said[end:]


def desk_silent(words: Mapping[str, str]) -> str:
    return words.get("desk_silent", DESK_SILENT)


def chased_before(words: Mapping[str, str]) -> str:
    return words.get("chased_before", CHASED_BEFORE)


def about(came: datetime, now: datetime, zone: str) -> str:
    """Of the caller's open query only when it came."""
    when = wording.deadline(came, now, zone)
    return f"If you ring about the query of {when}, press 1. Otherwise, please hold."


def on_number(number: str) -> str:
    return f"Thank you. We will ring you back on {wording.digits(number)}. Goodbye."


def office_rings(due: datetime, now: datetime, zone: str, query_reference: str) -> str:
    by = wording.deadline(due, now, zone)
    said = f"The radiology office will ring you back by {by}."
    return f"{said} {wording.reference(query_reference)} Goodbye."


def _of_desk(desk: Desk) -> str:
    return desk.words or f"If you are {desk.reason}, press {desk.key}."
