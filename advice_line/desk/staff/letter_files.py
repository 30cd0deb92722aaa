"""A signed letter of any version as a file, for staff; each look is in the trail."""

from sqlmodel import col, select

from advice_line.desk.letter import documents
from advice_line.desk.query import looks, theirs
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger
from advice_line.ports.letter_document import LetterDocument
from advice_line.tables.advice import Advice
from advice_line.trust.roles import Action, Actor, require


class LetterFiles:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def read(self, by: Actor, reference: str, version: int) -> LetterDocument:
        """Raises `errors.NotFound` for a version that there is not."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            own = col(Advice.query_id) == query.id, col(Advice.version) == version
            advice = work.session.exec(select(Advice).where(*own)).first()
            if advice is None:
                raise NotFound
            subject = f"advice:{advice.public_id}"
            looks.saw(work, by, Action.SEE_QUERY, "letter.viewed", query, subject=subject)
            return documents.document(work, advice)
