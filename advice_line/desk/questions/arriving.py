"""A question that came in writing becomes a query: kept, owed by a time, told to who is on."""

from datetime import datetime

from advice_line.call_kinds import MessageKind
from advice_line.desk.owed import answers, tasks
from advice_line.desk.query import arrivals, moving
from advice_line.desk.questions import clocks, files, repeats, ringing, telling
from advice_line.desk.questions.asked import Asked
from advice_line.desk.record import casework
from advice_line.directory import out_of_hours
from advice_line.kinds import ContactEnded, QueryState, TaskKind, Urgency
from advice_line.ledger.work import Work
from advice_line.rules.told import Told
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.messages import Message
from advice_line.tables.queries import Contact, Query
from rota import hours

WORDS = "messages.sealed_words"
REPLY_TO = "queries.sealed_reply_to"
ADDRESS = "contacts.sealed_address"
_OVER = (QueryState.ADVISED, QueryState.ACKNOWLEDGED, QueryState.CLOSED)


def opened(
    work: Work, line: Line, asked: Asked, *, acknowledged: bool = True, tells: bool = True
) -> tuple[Query, Told]:
    """A query of its own, waiting, whose answer is owed by its urgency's target. Its asker hears of
    it at once where it is `acknowledged`, and who is on where it `tells`."""
    query = _born(work, line, asked)
    moving.move(work, query, QueryState.WAITING)
    keep(work, query, asked)
    if asked.who is not None and asked.question is not None:
        casework.keep_asked(work, query, asked.who, asked.patient, asked.question)
        repeats.of_same_patient(work, query, asked.patient)
    elif asked.who is not None:
        casework.keep_asker(work, query, asked.who)
    due = clocks.due_at(work, line, query.urgency_asked, work.now)
    task = answers.owe(work, query, line, due)
    told = _told(work, line, query, task.due_at)
    if tells:
        telling.who_is_on(work, query, line, task)
        _ring(work, query, line)
    if acknowledged:
        telling.asker(work, query)
    return query, told


def keep(work: Work, query: Query, asked: Asked) -> Message:
    """One more arrival of a query: its contact, its words sealed at once, its files."""
    contact = _contact(work, query, asked)
    message = work.add(
        Message(
            query_id=query.id or 0,
            contact_id=contact.id,
            at=work.now,
            kind=MessageKind.INCOMING,
            channel=asked.channel,
            external_id=asked.key,
            media=len(asked.files),
            member_id=asked.asker.member.id if asked.asker.member else None,
            sealed_words=work.vault.seal(asked.words, WORDS) if asked.words.strip() else None,
        )
    )
    files.keep(work, query, message, asked.files)
    return message


def told(work: Work, query: Query) -> Told:
    """What their asker may be told of it now."""
    line = work.session.get_one(Line, query.line_id)
    owed = tasks.newest(work, query.id or 0, TaskKind.ANSWER_QUERY)
    return _told(work, line, query, owed.due_at if owed else work.now)


def still_told(work: Work, query: Query) -> Told | None:
    """The same, where word of it goes late; None once it is answered or over, for whoever reads
    that first would wait for what they have."""
    return None if query.state in _OVER else told(work, query)


def _born(work: Work, line: Line, asked: Asked) -> Query:
    asker, reply_to = asked.asker, asked.asker.writes_from
    query = arrivals.born(
        work,
        line,
        asked.channel,
        asker.number,
        work.now,
        asker.organisation,
        identified_by=asker.identified_by,
        verified=asker.verified,
        urgency_asked=asked.urgency,
        requester_id=asker.person.id if asker.person else None,
        reply_channel=asked.reply_by,
        sealed_reply_to=work.vault.seal(reply_to, REPLY_TO) if reply_to else None,
    )
    work.record("query.received", query=query.id, channel=asked.channel)
    return query


def _contact(work: Work, query: Query, asked: Asked) -> Contact:
    asker = asked.asker
    sealed = work.vault.seal(asker.writes_from, ADDRESS) if asker.writes_from else None
    return arrivals.contact_of(
        work,
        query,
        asked.channel,
        asked.key,
        asker.number,
        work.now,
        ended_at=work.now,
        ended=ContactEnded.MESSAGE,
        sealed_address=sealed,
        address_mark=arrivals.address_mark(work, asker.writes_from),
        requester_id=asker.person.id if asker.person else None,
    )


def _ring(work: Work, query: Query, line: Line) -> None:
    """What is asked for now rings whoever is on, by whichever way it came; while the line is closed
    as it opens (H21)."""
    if query.urgency_asked == Urgency.NOW and on_duty.is_open(work.session, line.key, work.now):
        ringing.begin(work, query)


def _told(work: Work, line: Line, query: Query, due: datetime) -> Told:
    calendar = on_duty.calendar(work.session, line.key)
    open_now = hours.is_open(calendar, work.now)
    closes = hours.next_closing(calendar, work.now) if open_now else None
    too_late = closes is None or due > closes
    return Told(
        reference=query.reference,
        line=line.name,
        now=work.now,
        time_zone=line.time_zone,
        due_at=due,
        read_from=work.now if open_now else hours.next_opening(calendar, work.now),
        closes_at=closes,
        out_of_hours=out_of_hours.number(line) if too_late else None,
    )
