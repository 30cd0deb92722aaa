"""A version of which nobody says that they have it climbs, step by step, to a person (H04)."""

from collections.abc import Callable

from sqlmodel import col

from advice_line.desk.due_rows import DueRows
from advice_line.desk.letter import letters
from advice_line.desk.owed import tasks
from advice_line.desk.query import moving, practices
from advice_line.desk.receipts import reaching
from advice_line.kinds import SPOKEN, Acknowledgement, AlertWord, QueryState, TaskKind, Urgency
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.rules import call_back_times, receipt_ladder
from advice_line.rules.receipt_ladder import Due, Rung, Sent, Step
from advice_line.staffing import on_duty
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.queries import Query
from rota import hours
from rota.opening import LineCalendar


def climbing(ledger: Ledger) -> DueRows:
    """Silences, each up its ladder."""
    return DueRows(ledger, Advice, "act_at", _climb)


def begin(work: Work, query: Query, advice: Advice) -> None:
    """From when it was signed; the silence about an older version is over with this one."""
    older = col(Advice.id) != advice.id
    work.change(Advice, col(Advice.query_id) == query.id, older, act_at=None)
    due = receipt_ladder.next_due(_sent(query, advice), *_theirs(work, query))
    over = due is None or _over(query, advice)
    work.update(advice, act_at=None if over or due is None else due.at)


def is_urgent(query: Query, advice: Advice) -> bool:
    return _sent(query, advice).urgent


def next_step(work: Work, query: Query, advice: Advice) -> Step | None:
    """What is done next about its silence; None once a person has it to do."""
    due = receipt_ladder.next_due(_sent(query, advice), *_theirs(work, query))
    return due.step if due is not None else None


def provider_now(work: Work, query: Query) -> bool:
    """Whether its practice is closed just now, and somebody acts for it meanwhile (H22)."""
    theirs, provider = _theirs(work, query)
    return provider and not hours.is_open(theirs, work.now)


def is_over(query: Query, advice: Advice) -> bool:
    """Whether a person's word has ended its silence."""
    return _over(query, advice)


def stop_if_over(work: Work, query: Query, advice: Advice) -> None:
    """Somebody has said something of it: nothing more is done about its silence where that ends
    it."""
    if _over(query, advice):
        work.update(advice, act_at=None)


def _climb(work: Work, advice_id: int) -> bool:
    advice = work.session.get_one(Advice, advice_id)
    query = moving.locked(work, advice.query_id)
    work.session.refresh(advice)
    if advice.act_at is None or advice.act_at > work.now:
        return False
    newest = letters.newest(work, query.id or 0)
    settled = newest is None or newest.id != advice.id or query.state == QueryState.CLOSED
    due = receipt_ladder.next_due(_sent(query, advice), *_theirs(work, query))
    if settled or due is None or _over(query, advice):
        return work.update(advice, col(Advice.act_at) == advice.act_at, act_at=None)
    if due.at > work.now:  # its word, its practice or its hours have changed since
        return work.update(advice, col(Advice.act_at) == advice.act_at, act_at=due.at)
    return _step(work, query, advice, due)


def _step(work: Work, query: Query, advice: Advice, due: Due) -> bool:
    rung = _AFTER[due.step]
    following = receipt_ladder.next_due(_sent(query, advice, rung), *_theirs(work, query))
    at = max(following.at, work.now) if following is not None else None
    if not work.update(advice, col(Advice.act_at) == advice.act_at, act_at=at, rung=rung):
        return False
    subject = f"advice:{advice.public_id}"
    work.record("letter.unreceived", query=query.id, subject=subject, step=due.step)
    _DO[due.step](work, query, advice)
    return True


def _remind(work: Work, query: Query, advice: Advice) -> None:
    """Who asked; the practice, where they can only be reached there."""
    way = reaching.apart(work, query)
    if way is None:
        _remind_practice(work, query, advice)
        return
    outbox.put(
        work,
        NoticeKind.RECEIPT_REMINDER,
        once=f"{NoticeKind.RECEIPT_REMINDER}:{advice.public_id}:asker",
        channel=way.channel,
        recipient=Recipient.REQUESTER,
        query=query.id,
        subject=advice.id,
    )


def _remind_practice(work: Work, query: Query, advice: Advice) -> None:
    """Its generic address; without one a person rings at once."""
    if reaching.practice_address(work, query) is None:
        work.update(advice, act_at=None, rung=Rung.PERSON)
        _ring(TaskKind.RING_PRACTICE)(work, query, advice)
        return
    outbox.put(
        work,
        NoticeKind.RECEIPT_REMINDER,
        once=f"{NoticeKind.RECEIPT_REMINDER}:{advice.public_id}:practice:{advice.rung}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.ORGANISATION,
        query=query.id,
        subject=advice.id,
    )


def _ring(kind: TaskKind) -> Callable[[Work, Query, Advice], None]:
    def owed(work: Work, query: Query, _advice: Advice) -> None:
        tasks.owe(work, query.id or 0, kind, work.now)

    return owed


_AFTER = {
    Step.REMIND: Rung.REMINDED,
    Step.GENERIC_ADDRESS: Rung.GENERIC_ADDRESS,
    Step.RING_PRACTICE: Rung.PERSON,
    Step.RING_PROVIDER: Rung.PERSON,
}
_DO: dict[Step, Callable[[Work, Query, Advice], None]] = {
    Step.REMIND: _remind,
    Step.GENERIC_ADDRESS: _remind_practice,
    Step.RING_PRACTICE: _ring(TaskKind.RING_PRACTICE),
    Step.RING_PROVIDER: _ring(TaskKind.RING_PROVIDER),
}


def _sent(query: Query, advice: Advice, rung: int | None = None) -> Sent:
    return Sent(
        at=advice.finalised_at,
        alert=AlertWord(query.urgency_set) if query.urgency_set else None,
        asked=_asked(query),
        rung=advice.rung if rung is None else rung,
    )


def _asked(query: Query) -> Urgency | None:
    """Of what was asked in writing: who rang has heard the advice spoken."""
    written = query.channel not in SPOKEN
    return Urgency(query.urgency_asked) if written and query.urgency_asked else None


def _theirs(work: Work, query: Query) -> tuple[LineCalendar, bool]:
    """The practice's hours, the line's own where they are not known; and whether somebody acts for
    it while it is closed."""
    line = work.session.get_one(Line, query.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    opens = practices.open_hours(work, query)
    theirs = calendar if opens is None else call_back_times.of_practice(calendar, opens)
    if query.organisation_id is None:
        return theirs, False
    organisation = work.session.get_one(Organisation, query.organisation_id)
    return theirs, organisation.out_of_hours_number is not None


def _over(query: Query, advice: Advice) -> bool:
    said = Acknowledgement(advice.acknowledged_as) if advice.acknowledged_as else None
    return receipt_ladder.ends(
        _sent(query, advice),
        said,
        read_back=advice.verbal_read_back_at is not None,
        named=advice.sealed_read_back_by is not None,
    )
