"""The job that asks what came of advice: each person once a day at most, whatever is due to them,
by a notice that names nobody (H07)."""

from sqlmodel import col, or_, select

from advice_line.desk.due_rows import DueRows
from advice_line.desk.tracers import standing
from advice_line.desk.tracers.reach import Reach
from advice_line.desk.tracers.standing import Standing
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.ports.notices import Slip
from advice_line.rules import tracing
from advice_line.tables.cases import Case
from advice_line.tables.ledger import Outgoing
from advice_line.tables.tracers import Tracer
from advice_line.tables.trust import AccessLink
from advice_line.tracer_kinds import TracerState
from advice_line.trust import links

_OPEN = (TracerState.DUE, TracerState.ASKED, TracerState.NO_ANSWER)


def asking(ledger: Ledger) -> DueRows:
    """Tracers, each asked about or left to the office."""
    return DueRows(ledger, Tracer, "act_at", _step)


def lost(work: Work, slip: Slip) -> None:
    """What asked has come to nothing: the office sees what it was about."""
    if slip.kind != NoticeKind.TRACER_ASKED or slip.subject_id is None:
        return
    own = (col(Tracer.link_id) == slip.subject_id, col(Tracer.state).in_(_OPEN))
    for tracer in work.session.exec(select(Tracer).where(*own)).all():
        _unreached(work, tracer)


def _step(work: Work, tracer_id: int) -> bool:
    first = standing.of(work, work.session.get_one(Tracer, tracer_id))
    held = _held(work, first)
    this = next((each for each in held if each.tracer.id == tracer_id), None)
    if this is None or this.tracer.act_at is None or this.tracer.act_at > work.now:
        return False  # another worker has done it
    if not this.days:
        return work.update(this.tracer, state=TracerState.OFF, act_at=None)
    if this.due.at > work.now:  # the hours or the days of its line have changed since
        return work.update(this.tracer, act_at=this.due.at)
    if not this.due.asks:
        return _count(work, this.tracer)
    at = tracing.not_before(this.calendar, work.now)
    if at > work.now:  # it fell due while no worker ran
        return work.update(this.tracer, act_at=at)
    if this.reach is None:
        return _nobody(work, this)
    return _ask(work, this, this.reach, held)


def _held(work: Work, first: Standing) -> list[Standing]:
    """It, and whatever else is due today to the same one; in one order, for every worker."""
    wanted = [col(Tracer.id) == first.tracer.id]
    if first.reach is not None:
        ends = tracing.day_ends(first.calendar, work.now)
        same = col(Tracer.reach_mark) == first.reach.mark
        wanted.append(same & (col(Tracer.act_at) < ends))
    rows = select(Tracer).where(or_(*wanted)).order_by(col(Tracer.id)).with_for_update()
    found = work.session.exec(rows.execution_options(populate_existing=True)).all()
    return [standing.of(work, each) for each in found]


def _ask(work: Work, this: Standing, whom: Reach, held: list[Standing]) -> bool:
    """One notice about all of them; on the next day, where they have had one today."""
    about = [each for each in held if each.asks_today(whom)]
    once = f"{NoticeKind.TRACER_ASKED}:{whom.mark}:{tracing.day_of(this.calendar, work.now)}"
    if work.session.exec(select(Outgoing.id).where(col(Outgoing.once) == once)).first():
        at = tracing.next_morning(this.calendar, work.now)
        for each in about:
            work.update(each.tracer, act_at=at, reach_mark=whom.mark)
        return True
    link = _link(work, this, whom)
    for each in about:
        _asked(work, each, whom, link)
    outbox.put(
        work,
        NoticeKind.TRACER_ASKED,
        once=once,
        channel=whom.channel,
        recipient=whom.recipient,
        query=this.query.id,
        subject=link.id,
    )
    return True


def _link(work: Work, this: Standing, whom: Reach) -> AccessLink:
    practice, query = whom.recipient is Recipient.ORGANISATION, this.query
    return links.make(
        work,
        links.LinkKind.TRACERS,
        query=query.id or 0,
        organisation=query.organisation_id if practice else None,
        requester=None if practice else query.requester_id,
    )


def _asked(work: Work, each: Standing, whom: Reach, link: AccessLink) -> None:
    tracer, following = each.tracer, each.following
    work.update(
        tracer,
        state=TracerState.ASKED,
        asked=following.over,
        asked_at=work.now,
        act_at=following.at,
        reach_mark=whom.mark,
        link_id=link.id,
        unreached_at=None,
    )
    subject = f"tracer:{tracer.public_id}"
    work.record("tracer.asked", query=tracer.query_id, subject=subject, channel=whom.channel)


def _nobody(work: Work, this: Standing) -> bool:
    """There is no way to ask: the office may know, and it is tried again at the next of its
    times."""
    _unreached(work, this.tracer)
    following = this.following
    return work.update(this.tracer, asked=following.over, act_at=following.at)


def _unreached(work: Work, tracer: Tracer) -> None:
    if work.update(tracer, col(Tracer.unreached_at).is_(None), unreached_at=work.now):
        subject = f"tracer:{tracer.public_id}"
        work.record("tracer.unreached", query=tracer.query_id, subject=subject)


def _count(work: Work, tracer: Tracer) -> bool:
    """Nobody has said anything: a fact that is counted, and stands on the office's list."""
    work.update(tracer, state=TracerState.NO_ANSWER, act_at=None)
    unsaid = (col(Case.query_id) == tracer.query_id, col(Case.traced).is_(None))
    work.change(Case, *unsaid, traced=TracerState.NO_ANSWER.value)
    subject = f"tracer:{tracer.public_id}"
    work.record("tracer.no_answer", query=tracer.query_id, subject=subject)
    return True
