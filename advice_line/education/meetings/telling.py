"""Who is told of a meeting's cases before it, of what was learned after it, of what is to do."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlmodel import col, select

from advice_line.desk.tracers import reach
from advice_line.education.meetings import rows
from advice_line.education.meetings.rows import Found
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.cases import Case
from advice_line.tables.directory import Responder
from advice_line.tables.meetings import AgendaItem, MeetingAction
from advice_line.tables.queries import Query
from advice_line.trust import granted
from advice_line.trust.roles import Action, permit

SOON = timedelta(days=3)
BY_EMAIL, NOBODY = "email", "none"


def before(work: Work, on: Sequence[AgendaItem], shown: Mapping[int, Case]) -> None:
    """The responder of each case hears of it before the meeting (REALM 2020), and whoever asked."""
    for each in on:
        case = shown.get(each.case_id or 0)
        if case is None or each.told_at is not None:
            continue
        if case.author_id is not None:
            _put(work, NoticeKind.MEETING_CASE_AUTHOR, each.id, person=case.author_id)
        told = _asker(work, each, case)
        work.update(each, told_at=work.now, asker_told=told)


def _asker(work: Work, item: AgendaItem, case: Case) -> str:
    query = work.session.get(Query, case.query_id) if case.query_id else None
    whom = reach.of(work, query) if query else None
    if query is None or whom is None or whom.channel is not OutChannel.EMAIL:
        return NOBODY
    kind = NoticeKind.MEETING_CASE_ASKER
    _put(work, kind, item.id, recipient=whom.recipient)
    return BY_EMAIL


def learned(work: Work, found: Found) -> int:
    """What was learned goes to all who were invited, present or not; how many."""
    invited = rows.invited(work, found.meeting)
    for each in invited:
        to = Recipient.RESPONDER if each.responder_id else Recipient.REQUESTER
        kind = NoticeKind.MEETING_LEARNED
        _put(work, kind, each.id, person=each.responder_id, recipient=to)
    return len(invited)


def actions(work: Work) -> int:
    """Owners of what is to do are reminded three days before its day, on it, and each week after
    until it is done; in the place of one who has left, whoever keeps the meeting. How many were."""
    wanted = select(MeetingAction).where(col(MeetingAction.done_at).is_(None))
    told = 0
    not_done = work.session.exec(wanted.order_by(col(MeetingAction.id))).all()
    for each in rows.standing(work, not_done):
        found = rows.of_action(work, each)
        stage = _stage((rows.today(work, found.line) - each.by_day).days)
        if stage is None:
            continue
        for person in _follow(work, found, each):
            was, work.told = work.told, False
            own = "" if person == each.owner_id else f":{person}"
            stage_of = f":{each.by_day}:{stage}{own}"
            _put(work, NoticeKind.MEETING_ACTION_DUE, each.id, person=person, stage=stage_of)
            told, work.told = told + work.told, work.told or was
    return told


def _follow(work: Work, found: Found, action: MeetingAction) -> list[int]:
    """Its owner; once they have left, the chairs who are still there, or else who leads the line:
    nothing that was agreed is nobody's."""
    if work.session.get_one(Responder, action.owner_id).ended_at is None:
        return [action.owner_id]
    chairs = found.series.imaging_chair_id, found.series.primary_chair_id
    there = [each.id for each in rows.people(work, found.line) if each.id in chairs]
    return [each or 0 for each in there] or [
        each.id or 0
        for each in rows.people(work, found.line)
        if permit(granted.on(each, found.line.key), Action.KEEP_MEETINGS)
    ]


def _stage(days_late: int) -> str | None:
    """What was missed while nobody worked here is told once, when somebody works again."""
    if days_late < -SOON.days:
        return None
    if days_late < 0:
        return "soon"
    return f"late-{days_late // 7}"


def _put(
    work: Work,
    kind: NoticeKind,
    subject: int | None,
    *,
    person: int | None = None,
    recipient: Recipient = Recipient.RESPONDER,
    stage: str = "",
) -> None:
    outbox.put(
        work,
        kind,
        once=f"{kind}:{subject}{stage}",
        channel=OutChannel.EMAIL,
        recipient=recipient,
        person=person,
        subject=subject,
    )
