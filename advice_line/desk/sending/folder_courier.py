"""Puts letters into the folder of the hospital's own record. Where that cannot be, a person hears
of it at the first try; it is tried again all the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from advice_line.desk.filing import putting
from advice_line.desk.sending import record_copies
from advice_line.errors import DeliveryDelayed
from advice_line.ledger.work import Ledger
from advice_line.ports.letter_document import DocumentWriter
from advice_line.ports.notices import Receipt, Slip
from advice_line.ports.record_folder import RecordFolder
from advice_line.tables.filings import Filing
from advice_line.trust.roles import SYSTEM


class FolderCourier:
    def __init__(self, ledger: Ledger, folder: RecordFolder, writer: DocumentWriter) -> None:
        self._ledger = ledger
        self._folder = folder
        self._writer = writer

    def deliver(self, slip: Slip) -> Receipt | None:
        with self._ledger.look(SYSTEM.label) as work:
            row = work.session.get_one(Filing, slip.subject_id)
            name, folder = row.public_id, putting.where(work, row)
            if folder is None:
                return None
            files = record_copies.files(work, row, self._writer)
        with self._told(slip):
            self._folder.put(folder, name, files)
        return Receipt(name, final=True)

    def find(self, slip: Slip) -> Receipt | None:
        with self._ledger.look(SYSTEM.label) as work:
            row = work.session.get_one(Filing, slip.subject_id)
            name, folder = row.public_id, putting.where(work, row)
        if folder is None:
            return None
        with self._told(slip):
            holds = self._folder.holds(folder, name)
        return Receipt(name, final=True) if holds else None

    def lost(self, slip: Slip, code: str) -> None:
        with self._ledger.work(SYSTEM.label) as work:
            subject = f"outgoing:{slip.public_id}"
            work.record("outgoing.dead", query=slip.query_id, subject=subject, code=code)
            putting.failed(work, slip, code)

    @contextmanager
    def _told(self, slip: Slip) -> Iterator[None]:
        """Of a try that was killed as it hung nobody was told, before it is asked about."""
        try:
            yield
        except DeliveryDelayed as error:
            with self._ledger.work(SYSTEM.label) as work:
                putting.failed(work, slip, error.code)
            raise
