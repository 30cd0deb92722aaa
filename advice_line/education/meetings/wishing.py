"""Whoever of a practice wants to be invited to the education meetings, and takes that back; and
whose own question comes to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select

from advice_line.education.meetings import planning, rows
from advice_line.errors import NotFound
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import MeetingKind, MeetingState
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.tables.meetings import AgendaItem, Meeting, MeetingSeries, MeetingWish
from advice_line.tables.practices import PracticeMember
from advice_line.tables.queries import Query
from advice_line.trust import members
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Coming:
    """`own` are the references of what the reader asked and is discussed there, as they were
    told."""

    name: str
    line: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    own: tuple[str, ...]


@dataclass(frozen=True)
class Wishes:
    wanted: bool
    address: str | None
    coming: tuple[Coming, ...]
    now: datetime


class Wishing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor) -> Wishes:
        """Of whoever is signed in at a practice, and nobody else of it."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.look(by.label) as work:
            member = _own(work, by)
            wish = work.session.get(MeetingWish, member.id)
            found = Wishes(
                wanted=wish is not None,
                address=members.address(work.session, member),
                coming=tuple(_coming(work, member)),
                now=work.now,
            )
            work.let_go()
            return found

    def wish(self, by: Actor, token: str, *, wanted: bool) -> None:
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            member = _own(work, by)
            if not inbox.receive(work, rows.PAGE, token):
                return
            if wanted:
                given = {"member_id": member.id, "at": work.now}
                changed = insert_once(work.session, MeetingWish, ("member_id",), **given)
            else:
                own = col(MeetingWish.member_id) == member.id
                changed = bool(work.run(delete(MeetingWish).where(own)))
            if changed:
                what = "meeting.invitations_wanted" if wanted else "meeting.invitations_stopped"
                work.record(what, subject=members.label(member))


def _own(work: Work, by: Actor) -> PracticeMember:
    member = members.find(work.session, by.member_id, work.now)
    if member is None:
        raise NotFound
    return member


def _coming(work: Work, member: PracticeMember) -> Iterator[Coming]:
    wanted = (
        select(Meeting, MeetingSeries, Line)
        .join(MeetingSeries, col(MeetingSeries.id) == col(Meeting.series_id))
        .join(Line, col(Line.id) == col(Meeting.line_id))
        .where(
            col(MeetingSeries.kind) == MeetingKind.EDUCATION,
            col(Meeting.state) == MeetingState.PLANNED,
            col(Meeting.ends_at) > work.now,
            col(Meeting.starts_at) <= work.now + planning.INVITED,
        )
    )
    for row, series, line in work.session.exec(wanted.order_by(col(Meeting.starts_at))).all():
        yield Coming(
            name=series.name,
            line=line.name,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
            link=row.link,
            own=tuple(_asked_by(work, row, member)),
        )


def _asked_by(work: Work, row: Meeting, member: PracticeMember) -> list[str]:
    """Once both chairs have signed, and while it may be discussed."""
    wanted = (
        select(Query.reference)
        .join(Case, col(Case.query_id) == col(Query.id))
        .join(AgendaItem, col(AgendaItem.case_id) == col(Case.id))
        .where(
            col(AgendaItem.meeting_id) == row.id,
            col(AgendaItem.told_at).is_not(None),
            col(Case.state) == CaseState.APPROVED,
            col(Query.requester_id) == member.requester_id,
            col(Query.organisation_id) == member.organisation_id,
        )
    )
    return list(work.session.exec(wanted.order_by(col(AgendaItem.position))))
