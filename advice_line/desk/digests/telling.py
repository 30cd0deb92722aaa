"""Word by mail to somebody of the service of what waits for them."""

from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.directory import Responder


def tell(work: Work, kind: NoticeKind, once: str, person: Responder, subject: int | None) -> bool:
    """Whether it is told now: the same `once` is told to each person once."""
    return outbox.put(
        work,
        kind,
        once=f"{kind}:{person.id}:{once}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.RESPONDER,
        person=person.id,
        subject=subject,
    )


def week(work: Work) -> str:
    """By which what is told once a week is told once."""
    year, number, _ = work.now.isocalendar()
    return f"{year}-{number}"
