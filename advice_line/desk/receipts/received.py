"""That a letter was received, said by a named person (H04), by whichever way they said it: on its
page, or in their own system."""

from dataclasses import dataclass, field

from sqlmodel import col

from advice_line.desk.query import moving
from advice_line.desk.receipts import acknowledged, said
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import Acknowledgement, QueryState
from advice_line.ledger.work import Work
from advice_line.rules import phone_numbers, written
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query

LONGEST_NAME = 200
_SAID = {
    Acknowledgement.CLINICIAN_WILL_ACT: "a clinician there acts on it",
    Acknowledgement.CANNOT_ACT: "nobody there can act on it, which we know",
    Acknowledgement.FILED: "it is filed",
}


@dataclass(frozen=True)
class Given:
    """`why` is there of who says that nobody can act, and of nobody else."""

    name: str = field(repr=False)
    how: Acknowledgement
    why: str | None = field(default=None, repr=False)


def checked(name: str, how: str, why: str) -> Given:
    """Raises `errors.Invalid` without a name, and without a reason why nobody can act."""
    clean = " ".join(name.split())
    word = _word(how)
    if not clean or len(clean) > LONGEST_NAME:
        raise Invalid([Problem("acknowledged_by", "Write your name, so that we know who.")])
    cannot = word is Acknowledgement.CANNOT_ACT
    return Given(clean, word, said.checked_reason(why) if cannot else None)


def opened(work: Work, advice: Advice) -> None:
    """By somebody who was shown to be of its practice, or to have asked: never by a scanner."""
    if work.update(advice, col(Advice.opened_at).is_(None), opened_at=work.now):
        work.record("letter.opened", query=advice.query_id, subject=f"advice:{advice.public_id}")


def viewed(work: Work, advice: Advice) -> None:
    opened(work, advice)
    work.record("letter.viewed", query=advice.query_id, subject=f"advice:{advice.public_id}")


def keep(work: Work, advice: Advice, given: Given) -> bool:
    """A clinician's word closes the loop, filing does not; that nobody can act on it makes it its
    author's again. False, and nothing more, where a word that stands above it has been said.

    Raises `errors.Conflict` to who cannot act where somebody was first: nobody would read why."""
    if not acknowledged.keep(work, advice, given.how, given.name):
        if given.how is Acknowledgement.CANNOT_ACT:
            raise _to_be_rung(work, advice)
        return False
    subject = f"advice:{advice.public_id}"
    work.record(f"letter.{given.how}", query=advice.query_id, subject=subject)
    if given.why is not None:
        said.cannot_act(work, advice, given.why)
        return True
    said.acknowledged(work, advice, given.how)
    if given.how is Acknowledgement.CLINICIAN_WILL_ACT:
        query = moving.locked(work, advice.query_id)
        moving.move(work, query, QueryState.ACKNOWLEDGED)
    return True


def refuse_other(work: Work, advice: Advice, given: Given) -> None:
    """Whoever has said the same before has pressed once more. Raises `errors.Conflict` with who was
    first to anybody else, whose word was not added."""
    first = acknowledged.words(work, advice)[-1]
    if (first.said, first.name) == (given.how, given.name):
        return
    query = work.session.get_one(Query, advice.query_id)
    zone = work.session.get_one(Line, query.line_id).time_zone
    when = written.moment(first.at, work.now, zone)
    raise Conflict(
        f"{first.name} was first ({when}): {_SAID[first.said]}. What you wrote was not added."
    )


def _to_be_rung(work: Work, advice: Advice) -> Conflict:
    query = work.session.get_one(Query, advice.query_id)
    number = phone_numbers.in_groups(work.session.get_one(Line, query.line_id).number)
    return Conflict(
        "Somebody there has said already what becomes of this advice. What you wrote was not "
        f"passed on. If nobody can act on it, ring us at once: {number}."
    )


def _word(how: str) -> Acknowledgement:
    try:
        return Acknowledgement(how)
    except ValueError:
        raise Invalid(
            [Problem("acknowledgement", "Choose one: will act, cannot act, or filed.")]
        ) from None
