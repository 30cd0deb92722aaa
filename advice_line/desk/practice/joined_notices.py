"""That somebody has joined a practice whom nobody there invited is told to who keeps its list: each
manager or, where there is no other, the practice's mailbox. Whoever should not be in is seen within
minutes: one of the radiology office too, who had invited an address of their own."""

from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.directory import Organisation
from advice_line.tables.practices import PracticeMember
from advice_line.trust import members


def tell(work: Work, practice: Organisation, joined: PracticeMember) -> None:
    """`subject` is whom it is told to; who has joined is known by the instant, which is the
    same."""
    there = members.of_practice(work.session, practice.id or 0, work.now)
    managers = [each for each in there if each.manager and each.id != joined.id]
    for each in managers:
        _put(work, joined, Recipient.REQUESTER, each.public_id, each.id)
    if not managers and practice.email:
        _put(work, joined, Recipient.ORGANISATION, practice.key, practice.id)


def _put(work: Work, joined: PracticeMember, to: Recipient, name: str, subject: int | None) -> None:
    outbox.put(
        work,
        NoticeKind.PRACTICE_JOINED,
        once=f"joined:{joined.public_id}:{name}",
        channel=OutChannel.EMAIL,
        recipient=to,
        subject=subject,
    )
