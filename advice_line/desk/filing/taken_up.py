"""What the record system says that it has, as its folder shows it."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.desk.filing import putting
from advice_line.ledger.work import Ledger
from advice_line.ports.record_folder import RecordFolder
from advice_line.record_kinds import FilingPlace
from advice_line.tables.filings import Filing
from advice_line.trust.roles import SYSTEM, Action, require

# A record system that says so does it within minutes; one that never does is not asked for ever.
LOOKED_AFTER = timedelta(days=7)
BATCH = 500


class TakenUp:
    """The job that looks; any number of workers may."""

    def __init__(self, ledger: Ledger, folder: RecordFolder) -> None:
        self._ledger = ledger
        self._folder = folder

    def look(self) -> int:
        require(SYSTEM, Action.SWEEP)
        return sum(
            self._taken(filing_id)
            for folder, names in self._waiting().items()
            for name in self._folder.taken(folder, names)
            for filing_id in (names[name],)
        )

    def _waiting(self) -> dict[str, dict[str, int]]:
        """Row ids by the names of their files, by folder; nothing is open while a disk is asked."""
        found: dict[str, dict[str, int]] = {}
        with self._ledger.look(SYSTEM.label) as look:
            rows = (
                select(Filing)
                .where(
                    col(Filing.taken_at).is_(None),
                    col(Filing.place) == FilingPlace.FOLDER,
                    col(Filing.put_at) > look.now - LOOKED_AFTER,
                )
                .order_by(col(Filing.id).desc())
                .limit(BATCH)
            )
            for each in look.session.exec(rows).all():
                folder = putting.where(look, each)
                if folder is not None:
                    found.setdefault(folder, {})[each.public_id] = each.id or 0
        return found

    def _taken(self, filing_id: int) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            row = work.session.get_one(Filing, filing_id)
            if not work.update(row, col(Filing.taken_at).is_(None), taken_at=work.now):
                return 0
            work.record("letter.filed", query=row.query_id, subject=f"filing:{row.public_id}")
            return 1
