"""Letters for the hospital's own record: each version is put where its line has them put, and each
fact of that is said only once it has happened. The letter to who asked never waits for it."""

from collections.abc import Iterator

from sqlmodel import col, select

from advice_line.desk.owed import tasks
from advice_line.kinds import TaskKind
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.ports.notices import Slip
from advice_line.record_kinds import Edition, FilingPlace
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line
from advice_line.tables.filings import Filing
from advice_line.tables.queries import Query

_CHANNELS = {FilingPlace.FOLDER: OutChannel.FOLDER, FilingPlace.MAILBOX: OutChannel.EMAIL}
_BY_SYSTEM = "it got there after all"


def begin(work: Work, query: Query, advice: Advice, edition: Edition = Edition.SIGNED) -> None:
    line = work.session.get_one(Line, query.line_id)
    for place, channel in _CHANNELS.items():
        if place in line.record:
            _queue(work, advice, place, channel, edition)


def of(work: Work, query_id: int) -> list[Filing]:
    """The oldest first."""
    rows = select(Filing).where(col(Filing.query_id) == query_id).order_by(col(Filing.id))
    return list(work.session.exec(rows))


def where(work: Work, filing: Filing) -> str | None:
    """The folder or the address, as it is now; None where the line has it put there no more."""
    query = work.session.get_one(Query, filing.query_id)
    return work.session.get_one(Line, query.line_id).record.get(filing.place)


def sent(work: Work, slip: Slip) -> None:
    """All of it lies in the folder, or a mail server has taken the mail: which is not that the
    record system has it."""
    if slip.kind != NoticeKind.RECORD_COPY:
        return
    filing = work.session.get_one(Filing, slip.subject_id)
    fact = "put_at" if filing.place == FilingPlace.FOLDER else "handed_at"
    work.update(filing, **{fact: work.now}, failed_at=None, failure=None)
    work.record(
        "letter.put_for_record",
        query=filing.query_id,
        subject=f"filing:{filing.public_id}",
        place=filing.place,
    )
    _settle(work, filing.query_id)


def failed(work: Work, slip: Slip, code: str) -> None:
    """A person sees to it: whether it is tried again or not, the record lacks it now."""
    if slip.kind != NoticeKind.RECORD_COPY:
        return
    filing = work.session.get_one(Filing, slip.subject_id)
    if work.update(
        filing,
        col(Filing.failure).is_distinct_from(code),
        failed_at=work.now,
        failure=code,
    ):
        work.record(
            "letter.not_put_for_record",
            query=filing.query_id,
            subject=f"filing:{filing.public_id}",
            code=code,
        )
    tasks.owe(work, filing.query_id, TaskKind.FILE_LETTER, work.now)


def _queue(
    work: Work, advice: Advice, place: FilingPlace, channel: OutChannel, edition: Edition
) -> None:
    filing = work.add(
        Filing(
            query_id=advice.query_id,
            advice_id=advice.id or 0,
            place=place,
            edition=edition,
            made_at=work.now,
        )
    )
    outbox.put(
        work,
        NoticeKind.RECORD_COPY,
        once=f"{NoticeKind.RECORD_COPY}:{filing.public_id}",
        channel=channel,
        recipient=Recipient.RECORD,
        query=advice.query_id,
        subject=filing.id,
    )


def _settle(work: Work, query_id: int) -> None:
    if not any(_failing(work, query_id)):
        tasks.settle_kind(work, query_id, TaskKind.FILE_LETTER, reason=_BY_SYSTEM)


def _failing(work: Work, query_id: int) -> Iterator[bool]:
    return (each.failed_at is not None for each in of(work, query_id))
