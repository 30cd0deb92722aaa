"""Who of a practice wrote for whoever asked: by name, as they sign."""

from advice_line.ledger.work import Work
from advice_line.rules import practice_form
from advice_line.tables.messages import Message
from advice_line.tables.practices import PracticeMember


def of(work: Work, message: Message) -> str | None:
    """ "Dr Sam Vale, GP"; None for whoever asked, and for words of ours."""
    if message.member_id is None:
        return None
    member = work.session.get_one(PracticeMember, message.member_id)
    return practice_form.signature(member.name, member.role)
