"""A text that somebody sent to a line: what it means, whose it is, and what is answered."""

from advice_line.desk.messages import joining, stopping
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.query import arrivals, moving, reading
from advice_line.directory import lookups, numbers, out_of_hours
from advice_line.errors import NotFound
from advice_line.kinds import Channel, ContactEnded, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.texts import TextCame
from advice_line.rules import deadlines, text_answers, texts
from advice_line.rules.texts import Meaning, Read
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from rota import hours

# So many texts of one number in an hour are told to who is on duty, each by itself.
MOST_TOLD = 5


def taken(work: Work, event: TextCame) -> str | None:
    """The answer, None for none. Raises `errors.NotFound` when no line has the number."""
    line = lookups.line_by_number(work.session, event.called)
    if line is None:
        raise NotFound("No line has this number.")
    if event.sender and lookups.line_by_number(work.session, event.sender):
        work.record("text.ignored", subject=f"line:{line.key}", reason="a line of ours")
        return None
    read = texts.read(event.words)
    mark = arrivals.number_mark(work, event.sender)
    if event.sender is None or mark is None:
        _opened(work, event, line, read, None)
        return None
    person = lookups.responder_by_mobile(work.session, event.sender)
    if read.meaning is Meaning.STOP:
        return stopping.stop(work, line, mark, person)
    if read.meaning is Meaning.START:
        return stopping.start(work, line, mark)
    answer = _of_words(work, event, line, read, mark, person)
    return None if arrivals.is_stopped(work.session, line, mark) else answer


def _of_words(
    work: Work, event: TextCame, line: Line, read: Read, mark: str, person: Responder | None
) -> str | None:
    if read.meaning is Meaning.HELP:
        return text_answers.helped(line.name, line.number)
    if person is not None:
        work.record("text.not_read", subject=f"responder:{person.key}")
        return _if_quiet(work, line, mark, text_answers.not_for_responders(line.number))
    if read.meaning is Meaning.NOTHING and not event.media:
        work.record("text.empty", subject=f"line:{line.key}")
        return _if_quiet(work, line, mark, text_answers.empty(line.name, line.number))
    sender = event.sender or ""
    own = [q for q in joining.named(work, line, read.references) if joining.theirs(work, q, sender)]
    if read.meaning is Meaning.REFERENCE and own and not event.media:
        return _where(work, line, own[0])
    to_join = next((each for each in own if joining.may_join(work, each)), None)
    if to_join is not None:
        return _if_quiet(work, line, mark, joining.join(work, event, line, to_join))
    return _opened(work, event, line, read, mark)


def _if_quiet(work: Work, line: Line, mark: str, answer: str) -> str | None:
    return answer if stopping.may_answer(work, line, mark) else None


def _where(work: Work, line: Line, query: Query) -> str:
    work.record("query.asked_after", query=query.id)
    owner = work.session.get(Responder, query.owner_id) if query.owner_id else None
    promise = tasks.open_promise(work, query.id or 0)
    newest = next(reversed(reading.versions(work, query)), None)
    return text_answers.where_it_is(
        line.name,
        query.reference,
        QueryState(query.state),
        work.now,
        line.time_zone,
        role=owner.role if owner else None,
        promised=promise.due_at if promise and promise.due_at > work.now else None,
        sent=newest is not None and newest.sent_at is not None and newest.failed_at is None,
    )


def _opened(work: Work, event: TextCame, line: Line, read: Read, mark: str | None) -> str | None:
    """A query of its own, waiting, with what it may belong to; told to who is on duty as any other
    call back, or owed as the line opens."""
    query, contact = arrivals.receive(
        work,
        line,
        Channel.SMS,
        event.key,
        event.sender,
        work.now,
        ended_at=work.now,
        ended=ContactEnded.MESSAGE,
    )
    if event.sender is not None and numbers.is_mobile(event.sender):
        # What they are asked back, and the answer, are read at a link: a text says no more.
        work.update(query, reply_channel=Channel.SMS)
    moving.move(work, query, QueryState.WAITING)
    joining.keep(work, event, query, contact)
    joining.hint(work, query, joining.named(work, line, read.references), mark)
    answers = mark is not None and stopping.may_answer(work, line, mark)
    if on_duty.is_open(work.session, line.key, work.now):
        _owed_now(work, line, query, mark, answers=answers)
        return _in_hours(work, line, query, media=event.media > 0) if answers else None
    return _after_hours(work, line, query, answers=answers, media=event.media > 0)


def _owed_now(work: Work, line: Line, query: Query, mark: str | None, *, answers: bool) -> None:
    """A time is promised only where it is told. Who texts without end interrupts nobody with each:
    what is more than a few in an hour stands on the list, and goes to the lead when it is due."""
    due = call_backs.due_for(work, query, line)
    few = mark is None or joining.lately(work, line, mark) <= MOST_TOLD
    if answers and few:
        call_backs.promise(work, query, line, due)
    elif answers:
        tasks.promise(work, query.id or 0, due)
    if few:
        call_backs.owe_call(work, query, line, due)
        return
    climbs = call_backs.climbs_at(work, query, line, due)
    tasks.owe(work, query.id or 0, TaskKind.RING_BACK, due, act_at=climbs)


def _in_hours(work: Work, line: Line, query: Query, *, media: bool) -> str:
    due = call_backs.due_for(work, query, line)
    closes_first = call_backs.climbs_at(work, query, line, due) < due
    calendar = on_duty.calendar(work.session, line.key)
    return text_answers.waiting(
        line.name,
        query.reference,
        due,
        hours.next_closing(calendar, work.now),
        work.now,
        line.time_zone,
        out_of_hours=out_of_hours.number(line) if closes_first else None,
        media=media,
    )


def _after_hours(work: Work, line: Line, query: Query, *, answers: bool, media: bool) -> str | None:
    calendar = on_duty.calendar(work.session, line.key)
    kind = TaskKind.TRACE_CALLER if query.sealed_call_back is None else TaskKind.RING_BACK
    tasks.owe(work, query.id or 0, kind, deadlines.opening_due(calendar, work.now))
    if not answers:
        return None
    return text_answers.closed(
        line.name,
        query.reference,
        hours.next_opening(calendar, work.now),
        work.now,
        line.time_zone,
        out_of_hours=out_of_hours.number(line),
        media=media,
    )
