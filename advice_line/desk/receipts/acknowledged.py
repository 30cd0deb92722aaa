"""Who has said what of a letter, the earliest first: a later word takes no earlier one away."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from advice_line.kinds import Acknowledgement
from advice_line.ledger.work import Work
from advice_line.tables.advice import Advice
from advice_line.tables.receipts import EarlierWord

NAME, WHY = "advice.sealed_acknowledged_by", "advice.sealed_cannot_act"
EARLIER_NAME = "earlier_words.sealed_name"
# A clinician's word stands; whatever else was said may still become one.
_AFTER = {
    Acknowledgement.FILED: (None,),
    Acknowledgement.CANNOT_ACT: (None, Acknowledgement.FILED),
    Acknowledgement.CLINICIAN_WILL_ACT: (
        None,
        Acknowledgement.FILED,
        Acknowledgement.CANNOT_ACT,
    ),
}


@dataclass(frozen=True)
class Word:
    """`name` is as its sender wrote it, with their role; `why` of who says that nobody can act."""

    at: datetime
    said: Acknowledgement
    name: str = field(repr=False)
    why: str | None = field(default=None, repr=False)


def keep(work: Work, advice: Advice, how: Acknowledgement, name: str) -> bool:
    """The newest word of a version; False where one that stands above it has been said."""
    before = Acknowledgement(advice.acknowledged_as) if advice.acknowledged_as else None
    if before not in _AFTER[how]:
        return False
    if before is not None:
        _keep_earlier(work, advice, before)
    return work.update(
        advice,
        acknowledged_at=work.now,
        acknowledged_as=how,
        sealed_acknowledged_by=work.vault.seal(name, NAME),
    )


def words(work: Work, advice: Advice) -> tuple[Word, ...]:
    why = work.vault.open(advice.sealed_cannot_act, WHY) if advice.sealed_cannot_act else None
    earlier = select(EarlierWord).where(col(EarlierWord.advice_id) == advice.id)
    found = [
        _word(work, each.at, each.said, each.sealed_name, EARLIER_NAME, why)
        for each in work.session.exec(earlier.order_by(col(EarlierWord.id)))
    ]
    if advice.acknowledged_as is not None and advice.acknowledged_at is not None:
        sealed, said = advice.sealed_acknowledged_by, advice.acknowledged_as
        found.append(_word(work, advice.acknowledged_at, said, sealed, NAME, why))
    return tuple(found)


def _word(
    work: Work, at: datetime, said: str, sealed: str | None, column: str, why: str | None
) -> Word:
    word = Acknowledgement(said)
    name = work.vault.open(sealed, column) if sealed else ""
    return Word(at, word, name, why if word is Acknowledgement.CANNOT_ACT else None)


def _keep_earlier(work: Work, advice: Advice, said: Acknowledgement) -> None:
    assert advice.acknowledged_at is not None
    sealed = advice.sealed_acknowledged_by
    name = work.vault.open(sealed, NAME) if sealed else ""
    work.add(
        EarlierWord(
            query_id=advice.query_id,
            advice_id=advice.id or 0,
            at=advice.acknowledged_at,
            said=said,
            sealed_name=work.vault.seal(name, EARLIER_NAME),
        )
    )
