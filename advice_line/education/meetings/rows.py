"""Meetings and what stands on their agendas, found for whoever may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, or_, select

from advice_line.directory import lookups, within
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.meeting_kinds import Chair, MeetingKind, MeetingState
from advice_line.rules import agenda, revisions
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingAction,
    MeetingInvitee,
    MeetingMember,
    MeetingSeries,
    MeetingWish,
    ReviewItem,
)
from advice_line.trust import granted
from advice_line.trust.roles import Action, Actor, permit
from rota import walltime

PAGE = "page"


class AgendaMoved(Invalid):
    """Nothing was done: somebody else has changed this agenda since it was shown."""

    def __init__(self, who: str) -> None:
        said = (
            f"{who or 'Somebody else'} has changed this agenda since you opened it. It is shown as "
            "it is now. Look at it, then do it again; what you typed is still here."
        )
        super().__init__([Problem("revision", said)])


@dataclass(frozen=True)
class Found:
    meeting: Meeting
    series: MeetingSeries
    line: Line


def meeting(work: Work, by: Actor, action: Action, meeting_id: str, *, lock: bool = False) -> Found:
    """Raises `errors.NotFound` for one of another line, as for one that is not there."""
    wanted = select(Meeting).where(col(Meeting.public_id) == meeting_id)
    row = work.session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None or not within.may(work.session, by, action, row.line_id):
        raise NotFound("There is no such meeting here.")
    return of(work, row)


def of(work: Work, row: Meeting) -> Found:
    line = lookups.line(work.session, row.line_id)
    assert line is not None
    return Found(row, work.session.get_one(MeetingSeries, row.series_id), line)


def planned(found: Found) -> Found:
    """Raises `errors.Conflict` for one that was cancelled."""
    if found.meeting.state != MeetingState.PLANNED:
        raise Conflict("This meeting is cancelled: nothing of it changes any more.")
    return found


def items(work: Work, row: Meeting) -> list[AgendaItem]:
    wanted = select(AgendaItem).where(col(AgendaItem.meeting_id) == row.id)
    ordered = wanted.order_by(col(AgendaItem.position), col(AgendaItem.id))
    return list(work.session.exec(ordered))


def item(work: Work, row: Meeting, item_id: str) -> AgendaItem:
    wanted = select(AgendaItem).where(
        col(AgendaItem.meeting_id) == row.id, col(AgendaItem.public_id) == item_id
    )
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound("This is not on the agenda any more.")
    return found


def cases(work: Work, on: Iterable[AgendaItem]) -> Mapping[int, Case]:
    """Those that may be shown, by id: approved, and objected to by nobody. Whatever else an item
    points to was withdrawn, and is shown nowhere (H08)."""
    ids = [each.case_id for each in on if each.case_id is not None]
    wanted = select(Case).where(col(Case.id).in_(ids), col(Case.state) == CaseState.APPROVED)
    return {each.id or 0: each for each in work.session.exec(wanted)}


def attendance(work: Work, row: Meeting, attendance_id: str) -> Attendance:
    """Raises `errors.NotFound`."""
    wanted = select(Attendance).where(
        col(Attendance.meeting_id) == row.id, col(Attendance.public_id) == attendance_id
    )
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound("Nobody of this attendance was here.")
    return found


def guest(work: Work, row: Meeting, attendance_id: str) -> Attendance:
    """Who came and is nobody of the service. Raises `errors.NotFound`."""
    found = attendance(work, row, attendance_id)
    if found.responder_id is not None:
        raise NotFound("There is no such guest here.")
    return found


def case_ids(work: Work, row: Meeting) -> list[int | None]:
    """Of all that stands on its agenda, withdrawn or not."""
    return [each.case_id for each in items(work, row)]


def unsaid(work: Work, row: Meeting) -> int:
    """How many cases there are of which it is not said yet what they came to."""
    on = items(work, row)
    shown = cases(work, on)
    return sum(each.case_id in shown and each.standing is None for each in on)


def withdrawn(on: AgendaItem, shown: Mapping[int, Case]) -> bool:
    return on.case_id is not None and on.case_id not in shown


def change(work: Work, row: Meeting, seen: str, by: Actor, **to: Any) -> None:
    """One more revision of the agenda, if it still is as it was `seen`. Whoever signed it
    before has not signed this one. Raises `AgendaMoved`."""
    of = revisions.shown(seen)
    if of is None or not work.update(
        row,
        col(Meeting.revision) == of,
        revision=of + 1,
        changed_by=by.name or by.label,
        **to,
    ):
        raise AgendaMoved(row.changed_by)


def shift(work: Work, on: Sequence[AgendaItem | ReviewItem], moved: str, places: int) -> None:
    """What stands on an agenda, numbered anew with one of it that many places later."""
    by_id = {each.public_id: each for each in on}
    for position, each in enumerate(agenda.ordered(list(by_id), moved, places), start=1):
        work.update(by_id[each], position=position)


def signed(row: Meeting) -> frozenset[Chair]:
    """Which chairs have signed the agenda as it is now."""
    by = {Chair.IMAGING: row.imaging_signed, Chair.PRIMARY_CARE: row.primary_signed}
    return frozenset(chair for chair, revision in by.items() if revision == row.revision)


def approved(row: Meeting) -> bool:
    return signed(row) == frozenset(Chair)


def people(work: Work, line: Line) -> list[Responder]:
    """Whoever of the service is invited, presents, leads and does what is agreed."""
    return [
        each
        for each in lookups.responders(work.session)
        if permit(granted.on(each, line.key), Action.SEE_MEETINGS)
    ]


def reviewers(work: Work, line: Line) -> list[Responder]:
    """Whom a chair may name for a case review of this line: clinicians alone (H08)."""
    return [
        each
        for each in lookups.responders(work.session)
        if permit(granted.on(each, line.key), Action.OPEN_AT_REVIEW)
    ]


def named(work: Work, row: Meeting) -> list[Responder]:
    """The members of a case review."""
    wanted = (
        select(Responder)
        .join(MeetingMember, col(MeetingMember.person_id) == col(Responder.id))
        .where(col(MeetingMember.meeting_id) == row.id)
    )
    return list(work.session.exec(wanted.order_by(col(MeetingMember.id))))


def invited(work: Work, row: Meeting) -> list[MeetingInvitee]:
    """Whom its mail goes to: of the service who has not left, of practices who still wants it."""
    wanted = (
        select(MeetingInvitee)
        .outerjoin(MeetingWish, col(MeetingWish.member_id) == col(MeetingInvitee.member_id))
        .outerjoin(Responder, col(Responder.id) == col(MeetingInvitee.responder_id))
        .where(
            col(MeetingInvitee.meeting_id) == row.id,
            or_(col(MeetingInvitee.member_id).is_(None), col(MeetingWish.member_id).is_not(None)),
            col(Responder.ended_at).is_(None),
        )
    )
    return list(work.session.exec(wanted.order_by(col(MeetingInvitee.id))))


def reviewed(work: Work, row: Meeting) -> list[ReviewItem]:
    """What stands on the agenda of a case review."""
    wanted = select(ReviewItem).where(col(ReviewItem.meeting_id) == row.id)
    return list(work.session.exec(wanted.order_by(col(ReviewItem.position), col(ReviewItem.id))))


def is_review(found: Found) -> bool:
    return found.series.kind == MeetingKind.CASE_REVIEW


def teaches(found: Found) -> Found:
    """Raises `errors.Conflict` for a case review: it uses no case, and writes nothing down but
    advice."""
    if is_review(found):
        raise Conflict("This is a case review: what it decides is written as advice.")
    return found


def is_over(work: Work, row: Meeting) -> bool:
    return row.closed_at is not None or row.ends_at <= work.now


def today(work: Work, line: Line) -> date:
    return walltime.local_day(work.now, zone(line))


def zone(line: Line) -> ZoneInfo:
    return ZoneInfo(line.time_zone)


def overlap(starts: datetime, ends: datetime, since: datetime, until: datetime) -> timedelta:
    """How much of the meeting lies between the two instants."""
    return max(min(until, ends) - max(since, starts), timedelta())


def standing(work: Work, agreed: Sequence[MeetingAction]) -> list[MeetingAction]:
    """Without what was agreed on a case that was withdrawn since (H08)."""
    ids = {each.item_id for each in agreed if each.item_id is not None}
    on = work.session.exec(select(AgendaItem).where(col(AgendaItem.id).in_(ids))).all()
    shown = cases(work, on)
    gone = {each.id for each in on if withdrawn(each, shown)}
    return [each for each in agreed if each.item_id not in gone]


def of_action(work: Work, action: MeetingAction) -> Found:
    return of(work, work.session.get_one(Meeting, action.meeting_id))
