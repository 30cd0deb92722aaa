"""A try to ring back comes to its end: it is kept, the promise with it or not, and what follows is
decided. An end is said once; a later word may only say more (H16)."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import RingBackEnd
from advice_line.desk.owed import call_backs, owed_records, tasks, telling
from advice_line.desk.phone import talk_time
from advice_line.desk.query import practices
from advice_line.desk.ring_back import placed
from advice_line.desk.ring_back.placed import Back
from advice_line.kinds import ContactEnded, PromiseState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import LegState
from advice_line.ports.notices import Slip
from advice_line.rules import ring_backs
from advice_line.rules.life import later
from advice_line.rules.record import Requester
from advice_line.rules.ring_backs import Tried
from advice_line.tables.queries import Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import Promise

_DIALLED_IN_VAIN = {
    LegState.BUSY: RingBackEnd.BUSY,
    LegState.FAILED: RingBackEnd.FAILED,
}


def picked_up(work: Work, back: Back, at: datetime | None = None) -> None:
    """The requester's phone was answered, now or `at`, by whom or what is not known yet: while it
    is, the promise does not break."""
    if back.ring_back.answered_at is not None:
        return
    work.update(back.ring_back, answered_at=at or work.now)
    work.record("ring_back.picked_up", query=back.query.id, subject=_subject(back.ring_back))
    promised = tasks.open_promise(work, back.query.id or 0)
    if promised is not None and back.ring_back.settled_at is None:
        work.update(promised, answered_at=at or work.now)


def leg_moved(
    work: Work, back: Back, state: LegState, seconds: int, at: datetime | None = None
) -> None:
    """News of the requester's leg; an end that was taken for another is corrected by it."""
    row = back.ring_back
    if row.leg_state is None or later(row.leg_state, state):
        work.update(row, leg_state=state)
    if state is LegState.ANSWERED or seconds:
        picked_up(work, back, at)
    if state.over and seconds:
        joined_for(work, back, seconds)
    if row.settled_at is not None and row.answered_at is not None and state.over:
        settle(work, back, by_length(work, row))


def joined_for(work: Work, back: Back, seconds: int) -> None:
    """The carrier's word on how long the two were."""
    work.update(back.ring_back, seconds=seconds)
    if back.contact is not None:
        talk_time.total(work, back.contact)


def by_length(work: Work, row: RingBack) -> RingBackEnd:
    """Of a try whose requester's phone was picked up, where nobody has said by whom or what."""
    since = row.answered_at or work.now
    seconds = row.seconds if row.seconds is not None else int((work.now - since).total_seconds())
    return RingBackEnd.SPOKE if ring_backs.spoke(seconds) else RingBackEnd.UNSAID


def in_vain(state: LegState | None) -> RingBackEnd:
    """Of one whose phone was not."""
    return _DIALLED_IN_VAIN.get(state or LegState.NO_ANSWER, RingBackEnd.NO_ANSWER)


def settle(work: Work, back: Back, end: RingBackEnd, *, goes_on: bool = False) -> bool:
    """False where what is known already says as much. `goes_on`: they have spoken, and the talk is
    not over; what of it is owed in writing is seen to by whoever hears its end."""
    row = back.ring_back
    weaker = col(RingBack.end).in_(ring_backs.weaker_than(end))
    if not work.update(
        row, col(RingBack.end).is_(None) | weaker, end=end, settled_at=row.settled_at or work.now
    ):
        return False
    work.record(f"ring_back.{end}", query=row.query_id, subject=_subject(row))
    _contact_ended(work, back, end)
    if end is RingBackEnd.SPOKE:
        _spoken(work, back, goes_on=goes_on)
    else:
        _go_on(work, back)
    return True


def not_rung(work: Work, slip: Slip) -> None:
    """Its call was never placed: given up, or not wanted any more when its turn came."""
    back = placed.of_slip(work, slip)
    if back is not None and back.ring_back.contact_id is None:
        settle(work, back, RingBackEnd.NOT_RUNG)


def _contact_ended(work: Work, back: Back, end: RingBackEnd) -> None:
    if back.contact is None:
        return
    spoke = end is RingBackEnd.SPOKE
    ended = ContactEnded.TALKED if spoke else ContactEnded.FAILED
    if spoke and back.contact.ended_at is None:
        work.update(back.contact, ended_at=work.now, look_at=None)
    if back.contact.ended != ended:
        work.update(back.contact, ended=ended)
        talk_time.total(work, back.contact)
        subject = f"contact:{back.contact.public_id}"
        work.record(f"contact.{ended}", query=back.query.id, subject=subject)


def _spoken(work: Work, back: Back, *, goes_on: bool) -> None:
    """What was promised was kept when they were picked up, whoever has hung up first."""
    row, query = back.ring_back, back.query
    tasks.keep_promise(work, query.id or 0, row.answered_at or work.now)
    kinds = [TaskKind.RING_BACK, TaskKind.TELL_NEW_TIME]
    if query.state == QueryState.ACCEPTED:
        kinds.append(TaskKind.RING_PRACTICE)
        if not goes_on:
            owner = query.owner_id or row.responder_id
            owed_records.owe_record(work, query, owner, _over_since(back))
    for kind in kinds:
        tasks.settle_kind(work, query.id or 0, kind, by=row.responder_id)


def _over_since(back: Back) -> datetime | None:
    """When the call was over, where the carrier told it late."""
    return None if back.contact is None else back.contact.ended_at


def _go_on(work: Work, back: Back) -> None:
    promised = tasks.rung_for(work, back.query.id or 0)
    if promised is None:
        return
    work.update(promised, answered_at=None)
    if promised.ring_at is None:
        return  # a person sees to it
    following = next_try(work, back.query, promised)
    work.update(promised, ring_at=following.ring_at)
    if following.ring_practice:
        _another_way(work, back, promised)


def next_try(work: Work, query: Query, promised: Promise) -> ring_backs.Next:
    """After the tries that were made for this promise; at once where there is none."""
    made = tries(work, promised)
    if not made:
        at = max(work.now, promised.ring_at or work.now)
        return ring_backs.Next(at, bypass=call_backs.by_bypass(work, query, work.now))
    return ring_backs.after(
        made,
        due=promised.due_at,
        now=work.now,
        has_bypass=practices.bypass_number(work, query) is not None,
    )


def _another_way(work: Work, back: Back, promised: Promise) -> None:
    task = tasks.owe(
        work,
        back.query.id or 0,
        TaskKind.RING_PRACTICE,
        promised.due_at,
        owner=back.query.owner_id or back.ring_back.responder_id,
    )
    telling.owner_of(work, NoticeKind.RING_BACK_OWED, task)


def tries(work: Work, promised: Promise) -> list[Tried]:
    """Those that are over, of this promise, in the order in which they were asked for. Once it has
    broken everybody is asked anew."""
    since = promised.due_at if promised.state == PromiseState.BROKEN else promised.made_at
    found = work.session.exec(
        select(RingBack)
        .where(
            col(RingBack.query_id) == promised.query_id,
            col(RingBack.asked_at) >= since,
            col(RingBack.settled_at).is_not(None),
        )
        .order_by(col(RingBack.id))
    )
    return [_tried(each) for each in found]


def _tried(row: RingBack) -> Tried:
    end = RingBackEnd(row.end or RingBackEnd.NOT_RUNG)
    at, point = row.settled_at or row.asked_at, row.contact_point_id
    return Tried(row.responder_id, end, at, row.bypass, point)


def whom(work: Work, query: Query) -> str | None:
    """Who asked, where they have said so."""
    sealed = query.sealed_requester
    if sealed is None:
        return None
    opened = Requester.from_json(work.vault.open(sealed, "queries.sealed_requester"))
    return opened.requester_name.strip() or None


def next_at(work: Work, query: Query) -> datetime | None:
    """When the system rings again; None where a person has to."""
    promised = tasks.rung_for(work, query.id or 0)
    return None if promised is None else promised.ring_at


def other_way_owed(work: Work, query: Query) -> bool:
    return tasks.open_task(work, query.id or 0, TaskKind.RING_PRACTICE) is not None


def _subject(row: RingBack) -> str:
    return f"ring_back:{row.public_id}"
