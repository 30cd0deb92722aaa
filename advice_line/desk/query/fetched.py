"""That a practice's own system has fetched a letter: a fact of its own, beside that it was opened
and that it was received."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.advice import Advice
from advice_line.tables.api_keys import LetterFetch


def first_at(work: Work, advice: Advice) -> datetime | None:
    statement = select(LetterFetch.at).where(col(LetterFetch.advice_id) == advice.id)
    return work.session.exec(statement.order_by(col(LetterFetch.id)).limit(1)).first()
