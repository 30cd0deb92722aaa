"""To whom a signed version goes: the practice's generic address, and who asked by the way in which
they asked; where neither can be written to, somebody has to ring the practice."""

from advice_line.api_kinds import HookKind
from advice_line.desk.filing import putting
from advice_line.desk.letter import letters
from advice_line.desk.owed import tasks
from advice_line.desk.query import news
from advice_line.desk.receipts import ladder, reaching
from advice_line.kinds import TaskKind
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust import links


def post(work: Work, query: Query, advice: Advice) -> None:
    if reaching.code_closed(work, query):
        tasks.owe(work, query.id or 0, TaskKind.CODE_CLOSED, work.now)
    news.tell(work, query, HookKind.LETTER, letter=advice.version)
    putting.begin(work, query, advice)
    practice = _to_practice(work, query, advice)
    if _to_asker(work, query, advice) or practice:
        ladder.begin(work, query, advice)
    else:
        tasks.owe(work, query.id or 0, TaskKind.RING_PRACTICE, work.now)


def copy_to_practice(work: Work, query: Query) -> None:
    """Whose query it is came to light after it was answered: they have the newest version too."""
    advice = letters.newest(work, query.id or 0)
    if advice is None or letters.mailed(work, advice):
        return
    if reaching.code_closed(work, query):
        tasks.owe(work, query.id or 0, TaskKind.CODE_CLOSED, work.now)
    if _to_practice(work, query, advice) and not ladder.is_over(query, advice):
        ladder.begin(work, query, advice)


def _to_practice(work: Work, query: Query, advice: Advice) -> bool:
    """The whole letter where their mail may carry it, else word that one is waiting."""
    to = reaching.practice_address(work, query)
    if to is None:
        return False
    links.make(work, links.LinkKind.LETTER, query=query.id or 0, organisation=query.organisation_id)
    line = work.session.get_one(Line, query.line_id)
    full = letters.may_carry(to, line.full_letter_domains)
    outbox.put(
        work,
        NoticeKind.LETTER if full else NoticeKind.LETTER_NOTICE,
        once=letters.queued_as(advice),
        channel=OutChannel.EMAIL,
        recipient=Recipient.ORGANISATION,
        query=query.id,
        subject=advice.id,
    )
    return True


def _to_asker(work: Work, query: Query, advice: Advice) -> bool:
    """One letter to one address: who asked from the practice's own has that."""
    way = reaching.apart(work, query)
    if way is None:
        return False
    links.make(work, links.LinkKind.QUESTION, query=query.id or 0, requester=query.requester_id)
    outbox.put(
        work,
        NoticeKind.ANSWER_READY,
        once=f"{NoticeKind.ANSWER_READY}:{advice.public_id}",
        channel=way.channel,
        recipient=Recipient.REQUESTER,
        query=query.id,
        subject=advice.id,
    )
    return True
