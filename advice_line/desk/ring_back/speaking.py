"""What is said while a requester is rung back: the responder's phone is rung first, then the
requester sees the line's number and never the responder's."""

from datetime import datetime, timedelta

from advice_line.call_kinds import Face, RingBackEnd
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.owners import taking
from advice_line.desk.phone import standing_in, whispering
from advice_line.desk.query import practices, reading
from advice_line.desk.ring_back import placed, trying
from advice_line.desk.ring_back.placed import Back
from advice_line.errors import AlreadyTaken, Conflict
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.calls import BackEvent, LegState
from advice_line.ports.script import Ask, Connect, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import ring_back_words, ring_backs, wording
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.queries import Query
from advice_line.tables.ring_backs import RingBack

ACCEPT, NOT_ME, SOMEBODY_ELSE = "1", "2", "3"
SPOKE, MACHINE = "1", "2"
RING_REQUESTER_SECONDS = 40
FOR_A_KEY = 8
ASKED_SOON = timedelta(seconds=20)


def answered(work: Work, event: BackEvent) -> Script:
    """The responder's phone was picked up: who and when promised, before any key connects."""
    back = placed.of_event(work, event)
    if back.ring_back.settled_at is not None or not _still_owed(work, back):
        trying.settle(work, back, RingBackEnd.TOO_LATE)
        return script(Say(words=ring_back_words.NOT_OWED), HangUp())
    return _ask(work, back, event, StepName.BACK_KEYED)


def _ask(work: Work, back: Back, event: BackEvent, then: StepName) -> Script:
    keyed_step = Step(name=then, ref=event.attempt)
    words = _whisper(work, back)
    return script(
        Ask(words=(words,), keys=1, seconds=FOR_A_KEY, then=keyed_step),
        Say(words=wording.NO_KEY),
        HangUp(),
    )


def _whisper(work: Work, back: Back) -> str:
    query, row = back.query, back.ring_back
    promised = tasks.rung_for(work, query.id or 0)
    organisation = (
        work.session.get(Organisation, query.organisation_id) if query.organisation_id else None
    )
    return ring_back_words.whisper(
        organisation.name if organisation else None,
        promised.due_at if promised else None,
        _line(work, query).time_zone,
        whom=trying.whom(work, query),
        rang_at=query.received_at,
        bypass=practices.bypass_number(work, query),
        dials_bypass=row.bypass,
        closed=call_backs.by_bypass(work, query, work.now),
        holder=whispering.name(work, row.responder_id) if _shared(row) else None,
    )


def _shared(row: RingBack) -> bool:
    """Whether anybody may have picked up."""
    return row.contact_point_id is not None


def _still_owed(work: Work, back: Back) -> bool:
    """What somebody asked for by hand is rung whatever is owed."""
    owed = tasks.open_task(work, back.query.id or 0, TaskKind.RING_BACK)
    return back.ring_back.by_hand or owed is not None


def keyed(work: Work, event: BackEvent) -> Script:
    """1 connects, 2 asks the next person, 3 says on a shared phone who they are; any other key
    hears the question once more."""
    back = placed.of_event(work, event)
    if event.keys in (ACCEPT, NOT_ME):
        return _decided(work, event, back)
    if event.keys == SOMEBODY_ELSE and _shared(back.ring_back):
        return _who_answers(work, event, back)
    return _ask(work, back, event, StepName.BACK_KEYED_AGAIN)


def keyed_again(work: Work, event: BackEvent) -> Script:
    back = placed.of_event(work, event)
    if event.keys in (ACCEPT, NOT_ME):
        return _decided(work, event, back)
    if event.keys == SOMEBODY_ELSE and _shared(back.ring_back):
        return _who_answers(work, event, back)
    return script(Say(words=wording.NO_KEY), HangUp())


def _who_answers(work: Work, event: BackEvent, back: Back) -> Script:
    """As in a hunt (decision 0012): those who may answer are named, each with a key."""
    if not standing_in.read_out(work, back.query, back.ring_back):
        trying.settle(work, back, RingBackEnd.NOT_ME)
        return script(Say(words=ring_back_words.NOT_YOU), HangUp())
    return _ask_name(work, back, event, StepName.BACK_NAMED)


def _ask_name(work: Work, back: Back, event: BackEvent, then: StepName) -> Script:
    step = Step(name=then, ref=event.attempt)
    words = standing_in.words(work, back.ring_back)
    return script(
        Ask(words=(words,), keys=1, seconds=FOR_A_KEY, then=step),
        Say(words=wording.NO_KEY),
        HangUp(),
    )


def named(work: Work, event: BackEvent) -> Script:
    """The key of a name connects in that name; another one hears the names once more."""
    back = placed.of_event(work, event)
    person = standing_in.named(back.ring_back, event.keys)
    if person is None:
        return _ask_name(work, back, event, StepName.BACK_NAMED_AGAIN)
    return _connected_as(work, event, back, person)


def named_again(work: Work, event: BackEvent) -> Script:
    back = placed.of_event(work, event)
    person = standing_in.named(back.ring_back, event.keys)
    if person is None:
        return script(Say(words=wording.NO_KEY), HangUp())
    return _connected_as(work, event, back, person)


def _connected_as(work: Work, event: BackEvent, back: Back, person: int) -> Script:
    """The call back is theirs from now on, and with it what is advised (H09)."""
    if back.ring_back.settled_at is None:
        work.update(back.ring_back, responder_id=person)
        subject = f"ring_back:{back.ring_back.public_id}"
        by = work.session.get_one(Responder, person).key
        work.record("ring_back.taken_over", query=back.query.id, subject=subject, by=by)
    return _connect_or_refuse(work, event, back)


def _decided(work: Work, event: BackEvent, back: Back) -> Script:
    if event.keys == NOT_ME:
        trying.settle(work, back, RingBackEnd.NOT_ME)
        return script(Say(words=ring_back_words.NOT_YOU), HangUp())
    return _connect_or_refuse(work, event, back)


def _connect_or_refuse(work: Work, event: BackEvent, back: Back) -> Script:
    number = _number(work, back)
    refused = _refusal(work, back)
    if number is None or refused is not None:
        trying.settle(work, back, RingBackEnd.TOO_LATE)
        return script(Say(words=refused or wording.NO_KEY), HangUp())
    work.update(back.ring_back, taken_at=work.now)
    return _connect(work, event, back, number)


def _refusal(work: Work, back: Back) -> str | None:
    """Why they are not connected: somebody else was first, and one conditional update says who
    (H10)."""
    row, query = back.ring_back, back.query
    if row.settled_at is not None or not _still_owed(work, back):
        return ring_back_words.NOT_OWED
    person = work.session.get_one(Responder, row.responder_id)
    try:
        taking.claim(work, query, person, face=Face.PHONE, instead_of=row.owner_before_id)
    except (AlreadyTaken, Conflict):
        if query.owner_id is None:
            return wording.GONE_ON
        return wording.already_taken(whispering.name(work, query.owner_id))
    return None


def _number(work: Work, back: Back) -> str | None:
    """The confirmed call back, or the directory's bypass number: no other is ever dialled (H15)."""
    if back.ring_back.bypass:
        return practices.bypass_number(work, back.query)
    return reading.call_back_number(work, back.query)


def _connect(work: Work, event: BackEvent, back: Back, number: str) -> Script:
    return script(
        Connect(
            number=number,
            ring_seconds=RING_REQUESTER_SECONDS,
            show_number=_line(work, back.query).number,
            whisper=None,
            watch=Step(name=StepName.BACK_LEG, ref=event.attempt),
            then=Step(name=StepName.BACK_ENDED, ref=event.attempt),
        )
    )


def leg_moved(work: Work, event: BackEvent) -> None:
    """News of the requester's leg."""
    if event.state is not None:
        trying.leg_moved(work, placed.of_event(work, event), event.state, event.seconds)


def ended(work: Work, event: BackEvent) -> Script:
    """The connection to the requester is over. Whether a machine answered only a person can tell:
    after a short one they are asked."""
    back = placed.of_event(work, event)
    if event.bridged:
        trying.picked_up(work, back)
        trying.joined_for(work, back, event.seconds)
        return _after_talk(work, event, back)
    trying.settle(work, back, trying.in_vain(event.state))
    return script(Say(words=_not_reached(work, back)), HangUp())


def _after_talk(work: Work, event: BackEvent, back: Back) -> Script:
    if ring_backs.spoke(event.seconds):
        trying.settle(work, back, RingBackEnd.SPOKE)
        return script(HangUp())
    return _ask_whether(event, StepName.BACK_SPOKE)


def _ask_whether(event: BackEvent, then: StepName) -> Script:
    step = Step(name=then, ref=event.attempt)
    words = ring_back_words.DID_YOU_SPEAK
    return script(Ask(words=(words,), keys=1, seconds=FOR_A_KEY, then=step), HangUp())


def spoke(work: Work, event: BackEvent) -> Script:
    """1 they have spoken, 2 a machine answered; any other key is asked once more."""
    if event.keys in (SPOKE, MACHINE):
        return _said(work, event)
    return _ask_whether(event, StepName.BACK_SPOKE_AGAIN)


def spoke_again(work: Work, event: BackEvent) -> Script:
    if event.keys in (SPOKE, MACHINE):
        return _said(work, event)
    return script(HangUp())


def _said(work: Work, event: BackEvent) -> Script:
    back = placed.of_event(work, event)
    if event.keys == SPOKE:
        trying.settle(work, back, RingBackEnd.SPOKE)
        return script(Say(words=ring_back_words.KEPT), HangUp())
    trying.settle(work, back, RingBackEnd.MACHINE)
    return script(Say(words=_not_reached(work, back)), HangUp())


def _not_reached(work: Work, back: Back) -> str:
    again = trying.next_at(work, back.query)
    row = back.ring_back
    return ring_back_words.not_reached(
        RingBackEnd(row.end or RingBackEnd.NO_ANSWER),
        again,
        _line(work, back.query).time_zone,
        other_way=again is None and trying.other_way_owed(work, back.query),
    )


def over(work: Work, event: BackEvent) -> None:
    back = placed.of_event(work, event)
    if back.contact is not None and _untold(back.ring_back):
        # What became of the requester's leg is not told yet, or never: the carrier is asked.
        work.update(back.contact, look_at=work.now + ASKED_SOON)
        return
    close(work, back, event.state or LegState.COMPLETED)


def _untold(row: RingBack) -> bool:
    heard = row.leg_state is not None and LegState(row.leg_state).over
    return row.taken_at is not None and row.settled_at is None and not heard and not row.answered_at


def close(work: Work, back: Back, state: LegState, at: datetime | None = None) -> None:
    """The responder's leg is over, now or since then; said twice, it changes nothing the second
    time."""
    contact = back.contact
    if contact is None or contact.ended_at is not None:
        return
    work.update(contact, ended_at=at or work.now, look_at=None)
    trying.settle(work, back, _end_of(work, back, state))


def _end_of(work: Work, back: Back, state: LegState) -> RingBackEnd:
    row = back.ring_back
    if row.answered_at is not None:
        return trying.by_length(work, row)
    if row.taken_at is not None:
        return trying.in_vain(LegState(row.leg_state) if row.leg_state else None)
    return RingBackEnd.NO_KEY if state is LegState.COMPLETED else RingBackEnd.UNANSWERED


def _line(work: Work, query: Query) -> Line:
    return work.session.get_one(Line, query.line_id)
