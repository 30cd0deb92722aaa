"""The meetings of a line, and what they agreed that is still to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.directory import lookups, within
from advice_line.education.meetings import acting, planning, rows, seen
from advice_line.education.meetings.seen import Do
from advice_line.errors import Conflict, NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import MeetingKind
from advice_line.rules import meeting_dates
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import Meeting, MeetingAction, MeetingSeries
from advice_line.trust.roles import Action, Actor, require

_BEFORE = timedelta(days=366)


@dataclass(frozen=True)
class Dated:
    id: str
    name: str
    row: Meeting
    approved: bool


@dataclass(frozen=True)
class Rhythmical:
    id: str
    kind: MeetingKind
    name: str
    rhythm: str
    place: str
    chairs: tuple[str, str]


@dataclass(frozen=True)
class Listed:
    """`before` are those of a year, the newest first; `to_do` what is not done, the longest due
    first."""

    line: Line
    lines: tuple[Line, ...]
    coming: tuple[Dated, ...]
    before: tuple[Dated, ...]
    series: tuple[Rhythmical, ...]
    to_do: tuple[Do, ...]
    people: tuple[Responder, ...]
    may_keep: bool
    now: datetime


class Listing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, key: str | None) -> Listed:
        """Of the line of this key, or of the first. Raises `errors.NotFound`."""
        require(by, Action.SEE_MEETINGS)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_MEETINGS)
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            names = {each.id: each for each in lookups.responders(work.session)}
            series = _series(work, line)
            dated = _dated(work, line)
            found = Listed(
                line=line,
                lines=tuple(lines),
                coming=tuple(each for each in dated if each.row.ends_at > work.now),
                before=tuple(each for each in reversed(dated) if each.row.ends_at <= work.now),
                series=tuple(_rhythmical(each, names) for each in series),
                to_do=tuple(_to_do(work, line, by, names)),
                people=tuple(rows.people(work, line)),
                may_keep=by.may(Action.KEEP_MEETINGS, line.key),
                now=work.now,
            )
            work.let_go()
            return found

    def done(self, by: Actor, action_id: str, token: str) -> str:
        """Its owner, or who follows it, says that it is done; of which line it is.
        Raises `errors.Conflict`."""
        require(by, Action.FINISH_ACTION)
        with self._ledger.work(by.label) as work:
            wanted = select(MeetingAction).where(col(MeetingAction.public_id) == action_id)
            row = work.session.exec(wanted).first()
            if row is None:
                raise NotFound
            line = rows.of_action(work, row).line
            known = acting.may_read(work, by, rows.of_action(work, row), row)
            if not known or not by.may(Action.FINISH_ACTION, line.key):
                raise NotFound
            if not acting.may_finish(work, by, line, row):
                raise Conflict("Whoever does this says that it is done.")
            if not inbox.receive(work, rows.PAGE, token):
                return line.key
            not_yet = col(MeetingAction.done_at).is_(None)
            if not work.update(row, not_yet, done_at=work.now, done_by=by.name or by.label):
                raise Conflict("Somebody has said already that this is done.")
            work.record("meeting.action_done", subject=f"meeting_action:{action_id}")
            return line.key


def _series(work: Work, line: Line) -> list[MeetingSeries]:
    wanted = select(MeetingSeries).where(
        col(MeetingSeries.line_id) == line.id, col(MeetingSeries.ended_at).is_(None)
    )
    return list(work.session.exec(wanted.order_by(col(MeetingSeries.id))))


def _dated(work: Work, line: Line) -> list[Dated]:
    """Those of series that have ended too."""
    wanted = (
        select(Meeting, MeetingSeries)
        .join(MeetingSeries, col(MeetingSeries.id) == col(Meeting.series_id))
        .where(col(Meeting.line_id) == line.id, col(Meeting.ends_at) > work.now - _BEFORE)
    )
    found = work.session.exec(wanted.order_by(col(Meeting.starts_at), col(Meeting.id))).all()
    return [Dated(row.public_id, of.name, row, rows.approved(row)) for row, of in found]


def _rhythmical(series: MeetingSeries, names: Mapping[int | None, Responder]) -> Rhythmical:
    return Rhythmical(
        series.public_id,
        MeetingKind(series.kind),
        series.name,
        meeting_dates.in_words(planning.rhythm(series)),
        series.place or series.link,
        (names[series.imaging_chair_id].name, names[series.primary_chair_id].name),
    )


def _to_do(work: Work, line: Line, by: Actor, names: Mapping[int | None, Responder]) -> list[Do]:
    wanted = (
        select(MeetingAction)
        .join(Meeting, col(Meeting.id) == col(MeetingAction.meeting_id))
        .where(col(Meeting.line_id) == line.id, col(MeetingAction.done_at).is_(None))
    )
    ordered = wanted.order_by(col(MeetingAction.by_day), col(MeetingAction.id))
    return [
        seen.do(work, each, line, by, names)
        for each in rows.standing(work, work.session.exec(ordered).all())
        if acting.may_read(work, by, rows.of_action(work, each), each)
    ]
