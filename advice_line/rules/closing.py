"""Why a query is closed without advice: a word of a short list, so that it may be counted and
nobody is asked what came of nothing, and the words of whoever closes it."""

from dataclasses import dataclass, field

from advice_line.errors import Invalid, Problem
from advice_line.record_kinds import ClosedAs

HOW, WORDS = "closed_as", "reason"
MOST = 2000
LABELS = {
    ClosedAs.TEST_CALL: "A test call",
    ClosedAs.WRONG_NUMBER: "A wrong number",
    ClosedAs.DUPLICATE: "Asked twice: the other query is answered",
    ClosedAs.ASKED_ELSEWHERE: "Asked elsewhere: who asked knows where to turn",
    ClosedAs.WITHDRAWN: "Withdrawn by who asked",
    ClosedAs.UNREACHABLE: "Who asked cannot be reached after several tries",
    ClosedAs.OTHER: "Something else",
}
# What needs no words of its own: all that the chat may offer.
SAYS_IT = {each: said for each, said in LABELS.items() if each is not ClosedAs.OTHER}
# Nobody who was advised has anything to say of it.
NOTHING_TO_TRACE = (ClosedAs.TEST_CALL, ClosedAs.WRONG_NUMBER, ClosedAs.DUPLICATE)


@dataclass(frozen=True)
class Closing:
    how: ClosedAs
    words: str = field(default="", repr=False)

    @property
    def said(self) -> str:
        """As it is kept and read."""
        if self.how is ClosedAs.OTHER:
            return self.words
        return f"{LABELS[self.how]}: {self.words}" if self.words else LABELS[self.how]


def read(how: str, words: str) -> Closing:
    """Raises `errors.Invalid`: something else needs words."""
    given = next((each for each in ClosedAs if each == how), None)
    clean = words.strip()
    problems = []
    if given is None:
        problems.append(Problem(HOW, "Choose why this query is closed without advice."))
    if given is ClosedAs.OTHER and not clean:
        problems.append(Problem(WORDS, "Say why this query is closed without advice."))
    if len(clean) > MOST:
        problems.append(Problem(WORDS, f"There is room for {MOST:,} characters. Shorten it."))
    if given is None or problems:
        raise Invalid(problems)
    return Closing(given, clean)
