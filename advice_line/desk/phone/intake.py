"""A call arrives: query, case, contact and what is owed are rows before the greeting is heard, so
that a caller who hangs up in it is not lost."""

from datetime import datetime, timedelta

from advice_line.call_kinds import CallStage
from advice_line.desk import carrier_door
from advice_line.desk.owed import call_backs
from advice_line.desk.phone import (
    asking,
    closed_line,
    deflecting,
    dispatching,
    left_to_office,
    menus,
    numbers_given,
    over_limit,
    stages,
)
from advice_line.desk.query import arrivals, moving
from advice_line.directory import lookups
from advice_line.errors import NotFound
from advice_line.kinds import Channel, ContactEnded, QueryState
from advice_line.ledger.work import Work
from advice_line.ports.calls import CallArrived, CallOver, KeysPressed, MessageLeft
from advice_line.ports.script import HangUp, Say, Script, script
from advice_line.rules import deadlines, desks, wording
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query


def call(work: Work, event: CallArrived) -> Script:
    """Raises `errors.NotFound` when nobody's line has the number that was dialled."""
    if carrier_door.known(work.session, event.call) is not None:
        return script(HangUp())  # its end overtook it: see `missed`
    line = _line(work, event.called)
    query, contact = _rows(work, event.call, event.caller, line, work.now)
    greeting = wording.greeting(line.words, recording=line.recording)
    if on_duty.is_open(work.session, line.key, work.now):
        many = over_limit.told(work, line, contact, greeting)
        return many or menus.first(work, line, query, contact, greeting)
    return _closed(work, query, contact, line, greeting)


def missed(work: Work, event: CallOver) -> None:
    """The end is the first we hear of a call: we could not answer, and the carrier played its
    outage document. Whether anybody helped the caller there nobody tells us, so a call back is
    owed (H13). Raises `errors.NotFound` when nobody's line has the number that was dialled."""
    line = _line(work, event.called)
    began = work.now - timedelta(seconds=event.seconds)
    query, contact = _rows(work, event.call, event.caller, line, began)
    moving.move(work, query, QueryState.WAITING, during_outage=True)
    work.update(
        contact,
        ended=ContactEnded.FAILED,
        ended_at=work.now,
        leg_over_at=work.now,
        look_at=None,
        stage=CallStage.OVER,
    )
    call_backs.owe_contact(work, query)


def _line(work: Work, number: str) -> Line:
    line = lookups.line_by_number(work.session, number)
    if line is None:
        raise NotFound("No line has this number.")
    return line


def _rows(
    work: Work, call: str, caller: str | None, line: Line, began: datetime
) -> tuple[Query, Contact]:
    return arrivals.receive(
        work,
        line,
        Channel.CALL,
        call,
        caller,
        began,
        look_at=work.now + deadlines.LOOK_AFTER,
        stage=CallStage.GREETING,
    )


def _closed(work: Work, query: Query, contact: Contact, line: Line, greeting: str) -> Script:
    """By hours, or by somebody's hand: then with the words of that closure, and put through where
    it names a number."""
    closure = closed_line.closure(work, line)
    if closure is not None and closure.greeting is not None:
        greeting = f"{greeting} {closure.greeting}"
    if closure is None or closure.divert_to is None:
        return closed_line.told(work, query, contact, line, greeting)
    put_through = deflecting.ring(work, query, contact, desks.put_through(closure.divert_to))
    return script(Say(words=f"{greeting} {wording.PUT_THROUGH}"), *put_through.verbs)


def greeted(work: Work, event: KeysPressed, query: Query, contact: Contact) -> Script:
    """The greeting was heard or skipped."""
    return menus.keyed(work, query, contact, event.keys)


def number_given(
    work: Work, event: KeysPressed, attempt: str, query: Query, contact: Contact
) -> Script:
    """Keyed or not, the caller is served; a number that cannot be rung is asked for once more, and
    who has none by then hears that nobody can ring them back."""
    number = numbers_given.to_ring(work, event.keys)
    if number is None and event.keys and attempt == "1":
        return script(*asking.number(wording.ASK_NUMBER_AGAIN, "2"))
    if number is not None:
        numbers_given.keep(work, query, number)
    if query.state == QueryState.DEFLECTED:
        return left_to_office.owe(work, query, contact)
    if contact.ended == ContactEnded.CLOSED:
        stages.to(work, contact, CallStage.MESSAGE)
        line = work.session.get_one(Line, query.line_id)
        nameless = query.sealed_call_back is None
        asked = wording.LEAVE_NUMBER_AND_QUESTION if nameless else wording.LEAVE_MESSAGE
        return script(*asking.message(line, asked))
    return numbers_given.known_or_told(query, dispatching.next_hop(work, query, contact))


def message_left(work: Work, event: MessageLeft, query: Query, contact: Contact) -> Script:
    """A spoken message is kept, also when it ended by hanging up; silence is not a message."""
    if event.seconds and contact.ended in (None, ContactEnded.CLOSED, ContactEnded.HUNG_UP):
        work.update(contact, ended=ContactEnded.MESSAGE, recording_seconds=event.seconds)
        work.record("contact.message", query=query.id, subject=f"contact:{contact.public_id}")
    if contact.ended == ContactEnded.MESSAGE and query.sealed_call_back is None:
        call_backs.owe_contact(work, query)
    if query.owner_id is None and query.state != QueryState.WAITING:
        # A message that arrives after somebody closed the query opens it again: nobody heard it.
        moving.move(work, query, QueryState.WAITING)
        call_backs.owe_contact(work, query)
    thanks = wording.MESSAGE_KEPT if event.seconds else ""
    return script(Say(words=f"{thanks} {wording.reference(query.reference)}".strip()), HangUp())
