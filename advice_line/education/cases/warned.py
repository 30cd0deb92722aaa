"""What author and second person are warned of in a text that names nobody: that it is rare, and
words that may tell an age or a day."""

from dataclasses import dataclass

from advice_line.education.cases import rarely
from advice_line.education.cases.known import known_of
from advice_line.education.cases.teaching import Teaching
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.rules import deidentify
from advice_line.tables.cases import Case

FIELD = "rare"
_CHANGED = (
    "By what you chose, few cases are like this one. Read why, leave out what is not needed, and "
    "confirm it again."
)


@dataclass(frozen=True)
class Warned:
    """`mark` names what `rare` says, for the form in which it was read."""

    rare: tuple[str, ...] = ()
    look_at: tuple[str, ...] = ()
    mark: str = ""


def of(work: Work, case: Case, teaching: Teaching | None, small: int) -> Warned:
    rare = rarely.reasons(work, case, teaching, small)
    texts = teaching.texts if teaching else ()
    return Warned(rare, deidentify.look_at(texts, known_of(work, case)), _mark(work, rare))


def hold_to_shown(
    work: Work, case: Case, teaching: Teaching, small: int, shown: str | None
) -> None:
    """Raises `errors.Invalid` where it is rare by another choice than that of which its author was
    warned. `shown` is `Warned.mark`, None of a form that shows no warning."""
    rare = rarely.reasons(work, case, teaching, small)
    if rare and shown not in (None, _mark(work, rare)):
        raise Invalid([Problem(FIELD, _CHANGED)])


def _mark(work: Work, rare: tuple[str, ...]) -> str:
    return work.vault.mark("\n".join(rare), "case")
