"""Whoever rang back and was cut off is connected again by a key. The carrier ends the requester's
call with the responder's, so it is the responder, who is still on the line, who can press it."""

from sqlmodel import col, select

from advice_line.call_kinds import RingBackEnd
from advice_line.desk.in_call import backs
from advice_line.desk.query import reading
from advice_line.desk.query.practices import bypass_number
from advice_line.desk.ring_back import placed
from advice_line.desk.ring_back.placed import Back
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import BackEvent
from advice_line.ports.script import Ask, Connect, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import deadlines, room_words
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Contact, Query

AGAIN = "1"
_FOR_A_KEY = 4
_RING_SECONDS = 40


def offered(back: Back, attempt: str, said: str = "") -> Script | None:
    """Once; None where they have not spoken, or it is written already."""
    if not _may(back):
        return None
    step = Step(name=StepName.BACK_AGAIN, ref=attempt)
    ask = Ask(
        words=(f"{said} {room_words.CUT_OFF}".strip(),), keys=1, seconds=_FOR_A_KEY, then=step
    )
    return script(ask, HangUp())


def keyed(work: Work, event: BackEvent) -> Script:
    back = placed.of_event(work, event)
    number = _number(work, back)
    if event.keys != AGAIN or number is None or not _may(back):
        return script(HangUp())
    _another_try(work, event, back)
    line = work.session.get_one(Line, back.query.line_id)
    return script(
        Say(words=room_words.CONNECTING_THEM_AGAIN),
        Connect(
            number=number,
            ring_seconds=_RING_SECONDS,
            show_number=line.number,
            whisper=None,
            watch=Step(name=StepName.BACK_LEG, ref=event.attempt),
            then=Step(name=StepName.BACK_ENDED_AGAIN, ref=event.attempt),
        ),
    )


def ended(back: Back) -> Script:
    """What was said before is owed in writing already, whatever came of this."""
    reached = back.ring_back.answered_at is not None
    return script(HangUp()) if reached else script(Say(words=room_words.NOT_CONNECTED), HangUp())


def after_room(work: Work, query: Query, call: Contact) -> Script | None:
    """The same to whoever rang this requester, and is left alone in the room."""
    row = backs.of_leg(work, call.external_id)
    if row is None:
        return None
    attempt = work.session.exec(
        select(Outgoing.public_id).where(
            col(Outgoing.kind) == NoticeKind.RING_BACK_CALL, col(Outgoing.subject_id) == row.id
        )
    ).first()
    placed_call = work.session.get(Contact, row.contact_id)
    back = Back(row, query, placed_call)
    return offered(back, attempt, room_words.CALLER_LEFT) if attempt else None


def _may(back: Back) -> bool:
    query, placed_call = back.query, back.contact
    mine = query.owner_id == back.ring_back.responder_id and query.state == QueryState.ACCEPTED
    once = placed_call is not None and placed_call.cut_off_at is None
    return mine and once and back.ring_back.end == RingBackEnd.SPOKE


def _number(work: Work, back: Back) -> str | None:
    if back.ring_back.bypass:
        return bypass_number(work, back.query)
    return reading.call_back_number(work, back.query)


def _another_try(work: Work, event: BackEvent, back: Back) -> None:
    """On the same call of the responder's, of which all further news are about this one."""
    row, call = back.ring_back, back.contact
    assert call is not None
    made = placed.again(work, back)
    outgoing = work.session.exec(
        select(Outgoing).where(col(Outgoing.public_id) == event.attempt)
    ).one()
    work.update(outgoing, subject_id=made.id)
    work.update(
        call,
        cut_off_at=work.now,
        ended=None,
        ended_at=None,
        look_at=work.now + deadlines.LOOK_AFTER,
    )
    work.record("call.cut_off", query=row.query_id, subject=f"contact:{call.public_id}")
