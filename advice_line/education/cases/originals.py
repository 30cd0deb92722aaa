"""What stood in a query, with what would be removed: for its author, and for the second person."""

from dataclasses import dataclass

from advice_line.desk.letter import letters
from advice_line.desk.tracers import said
from advice_line.education.cases.known import known_of
from advice_line.ledger.work import Work
from advice_line.rules.deidentify import Deidentified, deidentify
from advice_line.tables.cases import Case
from advice_line.tables.queries import Query


@dataclass(frozen=True)
class Originals:
    """`found` is what came of it, in the words of who said so."""

    question: Deidentified
    advice: Deidentified
    found: Deidentified | None = None


def of(work: Work, case: Case) -> Originals | None:
    """By the newest signed version; None where there is none."""
    advice = letters.newest(work, case.query_id or 0)
    if advice is None:
        return None
    record = letters.record_of(work, advice)
    known = known_of(work, case)
    query = work.session.get_one(Query, advice.query_id)
    told = [each.found for each in said.of(work, query) if each.found]
    return Originals(
        question=deidentify(record.question.question, known),
        advice=deidentify(record.body.opinion.advice, known),
        found=deidentify(told[-1], known) if told else None,
    )
