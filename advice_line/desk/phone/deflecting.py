"""A caller whose key says that they need no radiologist: their desk is rung, and whoever it does
not answer is put through to a person, as if they had pressed nothing (H24)."""

from datetime import timedelta

from advice_line.call_kinds import CallStage, DeflectionState
from advice_line.desk import moving
from advice_line.desk.phone import closed_line, deflections, dispatching, following, stages
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.ports.calls import CallSeen, DeflectionEnded, DeflectionLegMoved, LegState
from advice_line.ports.script import Connect, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import deadlines, desks, wording
from advice_line.rules.desks import Desk
from advice_line.rules.life import later
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Deflection, Query

# A carrier that cannot say what became of a desk's call after so long will not: the caller is then
# taken for one whom nobody has spoken to.
ASKED_IN_VAIN = timedelta(minutes=5)


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
    moving.move(work, query, QueryState.WAITING)
    hunt = dispatching.begin(work, query, contact)
    return script(Say(words=wording.DESK_UNANSWERED), *hunt.verbs)


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
