"""Letters on their way into the hospital's own record: what this site puts them there with."""

from advice_line.desk.filing.taken_up import TakenUp
from advice_line.desk.sending.folder_courier import FolderCourier
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.ports.letter_document import DocumentWriter
from integrations.interop.drop_folder import DropFolder
from integrations.interop.fhir_letter import FhirLetters

LOOK_SECONDS = 30.0
_FOLDER = DropFolder()


def writer() -> DocumentWriter:
    return FhirLetters()


def courier(ledger: Ledger) -> FolderCourier:
    return FolderCourier(ledger, _FOLDER, writer())


def jobs(ledger: Ledger) -> tuple[Job, ...]:
    look = TakenUp(ledger, _FOLDER).look
    return (Job(name="taken_up", run=look, every_seconds=LOOK_SECONDS),)
