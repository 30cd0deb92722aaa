"""The door by which somebody of a practice answers what radiology asked back: by their own name,
and once. What they write belongs to the question; they are no other asker of it."""

from collections.abc import Sequence

from advice_line.desk.asking import given_files
from advice_line.desk.owed import awaited
from advice_line.desk.practice import own, questions
from advice_line.desk.questions import joining
from advice_line.desk.questions.asked import Asked, Asker, File
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import Channel
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require

FIELD = "words"
MOST = 8000
PAGE = "page"
_NOTHING_ASKED = (
    "Nothing is asked any more: it was answered meanwhile, or radiology went on without it. "
    "Nothing was sent."
)


class PracticeAnswers:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def answer(
        self, by: Actor, reference: str, words: str, files: Sequence[File], once: str
    ) -> None:
        """Raises `errors.Invalid`, `errors.NotFound` for another practice's and for one whose asker
        has not shown that they are of this practice, and `errors.Conflict` where nothing is asked
        any more."""
        require(by, Action.SEE_PRACTICE)
        sound = given_files.sound(files)
        refuse(words, anything=bool(sound))
        with self._ledger.work(by.label) as work:
            member = own.member(work, by)
            query = questions.open_words(work, by, reference)
            if not inbox.receive(work, PAGE, once):
                return
            # The query is held from here on: of two who answer at once the second sees the first.
            if not joining.may_join(work, query) or awaited.open_of(work, query) is None:
                raise Conflict(_NOTHING_ASKED)
            line = work.session.get_one(Line, query.line_id)
            asked = Asked(
                channel=Channel.FORM,
                key=f"practice:{once.rpartition(':')[2]}",
                asker=Asker(verified=True, member=member),
                words=words.strip(),
                files=tuple(sound),
            )
            joining.added(work, line, query, asked)


def refuse(words: str, *, anything: bool) -> None:
    """Raises `errors.Invalid` for nothing, or for too much."""
    if not words.strip() and not anything:
        raise Invalid([Problem(FIELD, "Write your answer, or choose a file.")])
    if len(words) > MOST:
        raise Invalid([Problem(FIELD, f"There is room for {MOST:,} characters. Shorten it.")])
