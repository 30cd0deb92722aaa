"""Letters on their way into the hospital's own record: what this site puts them there with."""

from collections.abc import Mapping

from advice_line.desk.filing.taken_up import TakenUp
from advice_line.desk.sending.folder_courier import FolderCourier
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.ports.checks import Check
from advice_line.ports.letter_document import DocumentWriter
from advice_line.record_kinds import FilingPlace
from integrations.interop import check as record_check
from integrations.interop.drop_folder import DropFolder
from integrations.interop.fhir_letter import FhirLetters
from integrations.interop.timely_folder import TimelyFolder

LOOK_SECONDS = 30.0
WRITER: DocumentWriter = FhirLetters()
FOLDER = TimelyFolder(DropFolder())


def courier(ledger: Ledger) -> FolderCourier:
    return FolderCourier(ledger, FOLDER, WRITER)


def check(records: Mapping[str, Mapping[str, str]]) -> list[Check]:
    """`records` are the settings of lines by their keys."""
    folders = {
        key: each[FilingPlace.FOLDER] for key, each in records.items() if FilingPlace.FOLDER in each
    }
    mailboxes = sum(FilingPlace.MAILBOX in each for each in records.values())
    return record_check.check(folders, mailboxes, FOLDER)


def jobs(ledger: Ledger) -> tuple[Job, ...]:
    look = TakenUp(ledger, FOLDER).look
    return (Job(name="taken_up", run=look, every_seconds=LOOK_SECONDS),)
