"""A caller whose key says that they need no radiologist: their desk is rung, and whoever it does
not answer chooses a person or a call of the radiology office. On a line without a menu they are put
through to a person (H24)."""

from datetime import timedelta

from advice_line.call_kinds import CallStage, DeflectionState
from advice_line.desk.phone import (
    closed_line,
    deflections,
    dispatching,
    following,
    left_to_office,
    stages,
)
from advice_line.desk.query import moving
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.ports.calls import CallSeen, DeflectionEnded, DeflectionLegMoved, LegState
from advice_line.ports.script import (
    Ask,
    Connect,
    GoTo,
    HangUp,
    Say,
    Script,
    Step,
    StepName,
    script,
)
from advice_line.rules import deadlines, desks, menu, menu_words, wording
from advice_line.rules.desks import Desk
from advice_line.rules.life import later
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Deflection, Query

# A carrier that cannot say what became of a desk's call after so long will not: the caller is then
# taken for one whom nobody has spoken to.
ASKED_IN_VAIN = timedelta(minutes=5)
# Where a desk was silent; and how many seconds of silence after these mean that none is chosen.
TO_A_PERSON, BY_THE_OFFICE = "1", "2"
AFTER_CHOICES = 5


def offered(work: Work, line: Line, contact: Contact) -> tuple[Desk, ...]:
    """The desks that this caller was told of: what the greeting offers holds for the whole call."""
    if not line.desks:
        return ()
    calendar = on_duty.calendar(work.session, line.key)
    return desks.open_at(desks.read(line.desks), calendar, contact.started_at)


def chosen(work: Work, query: Query, contact: Contact, keys: str) -> Desk | None:
    """Whose key was pressed; None for any other key and for none."""
    line = work.session.get_one(Line, query.line_id)
    return desks.with_key(offered(work, line, contact), keys) if keys else None


def ring(work: Work, query: Query, contact: Contact, desk: Desk) -> Script:
    """The desk's telephone is rung without a whisper: whoever answers there is a desk."""
    if not moving.move(work, query, QueryState.DEFLECTED, deflected_to=desk.reason):
        return dispatching.begin(work, query, contact)  # taken on a page meanwhile
    deflection = deflections.ring(work, contact, desk)
    stages.to(work, contact, CallStage.DESK)
    work.update(contact, look_at=work.now + deadlines.LOOK_AFTER)
    line = work.session.get_one(Line, query.line_id)
    return script(
        Connect(
            number=desk.number,
            ring_seconds=desk.ring_seconds,
            show_number=line.number,
            whisper=None,
            watch=Step(name=StepName.DEFLECTION_LEG, ref=deflection.public_id),
            then=Step(name=StepName.DEFLECTION_ENDED, ref=deflection.public_id),
        )
    )


def ended(
    work: Work, event: DeflectionEnded, deflection: Deflection, query: Query, contact: Contact
) -> Script:
    """The carrier says whether the two were joined; only then did the desk answer."""
    if event.bridged:
        following.desk_answered(work, deflection, query, contact, event.seconds)
        return script(HangUp())
    if deflection.state == DeflectionState.ANSWERED:
        following.desk_never_answered(work, deflection, query, contact)
        return script(HangUp())
    if event.caller_gone or contact.leg_over_at is not None:
        following.caller_left(work, query, contact)
        return script(HangUp())
    return _to_a_person(work, deflection, query, contact)


def _to_a_person(work: Work, deflection: Deflection, query: Query, contact: Contact) -> Script:
    if not deflections.settle(work, deflection, DeflectionState.UNANSWERED):
        return script(HangUp())
    line = work.session.get_one(Line, query.line_id)
    # Who was put through because the line is closed finds nobody on it.
    if not on_duty.is_open(work.session, line.key, contact.started_at):
        return closed_line.told(work, query, contact, line, wording.NOBODY_THERE)
    if menu.read(line.menu).offered:
        return _choices(line, 1)
    moving.move(work, query, QueryState.WAITING)
    hunt = dispatching.begin(work, query, contact)
    return script(Say(words=wording.DESK_UNANSWERED), *hunt.verbs)


def _choices(line: Line, asked: int) -> Script:
    """Who pressed a desk's key wants no radiologist by themselves; the choice is the caller's."""
    step = Step(name=StepName.DESK_SILENT, ref=str(asked))
    words = menu_words.desk_silent(line.words)
    return script(Ask(words=(words,), keys=1, seconds=AFTER_CHOICES, then=step), GoTo(then=step))


def silent_keyed(work: Work, query: Query, contact: Contact, asked: int, keys: str) -> Script:
    """The desk did not answer, and the caller says what is to be done; nothing said twice is the
    radiology office's to do (H24)."""
    if query.state != QueryState.DEFLECTED or contact.leg_over_at is not None:
        return script(HangUp())
    if keys in (menu.PERSON, TO_A_PERSON):
        moving.move(work, query, QueryState.WAITING)
        return dispatching.begin(work, query, contact)
    if keys != BY_THE_OFFICE and asked < menu.MOST_MISSED:
        line = work.session.get_one(Line, query.line_id)
        return _choices(line, asked + 1)
    return left_to_office.begin(work, query, contact)


def leg_moved(
    work: Work, event: DeflectionLegMoved, deflection: Deflection, query: Query, contact: Contact
) -> None:
    _heard_of_leg(work, deflection, event.leg, event.state)
    if deflection.state == DeflectionState.ANSWERED and event.seconds:
        following.desk_answered(work, deflection, query, contact, event.seconds)
    elif contact.leg_over_at is not None and deflection.state == DeflectionState.RINGING:
        following.left_at_the_desk(work, deflection, query, contact, event.seconds)


def looked_up(work: Work, query: Query, contact: Contact, seen: CallSeen | None) -> None:
    """What the carrier's own record says of the desk's leg, once the caller's is over."""
    deflection = deflections.ringing_for(work, contact)
    if deflection is None or contact.leg_over_at is None:
        return
    if seen is not None:
        _heard_of_leg(work, deflection, seen.call, seen.state)
    if seen is not None and seen.state.over:
        following.left_at_the_desk(work, deflection, query, contact, seen.seconds)
    elif contact.leg_over_at <= work.now - ASKED_IN_VAIN:
        following.caller_left(work, query, contact)


def _heard_of_leg(work: Work, deflection: Deflection, leg: str, state: LegState) -> None:
    if deflection.leg_state is None or later(deflection.leg_state, state):
        work.update(deflection, leg=leg, leg_state=state)
