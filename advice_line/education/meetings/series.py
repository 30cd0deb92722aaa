"""A series that stands: its name, place, link and chairs change, and it ends. Its rhythm does not:
another rhythm is another series."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.directory import lookups, within
from advice_line.education.meetings import inviting, planning, rows
from advice_line.errors import Conflict, NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import MeetingChanged, MeetingState
from advice_line.rules import meeting_when
from advice_line.rules.meeting_when import Kept
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import Meeting, MeetingSeries
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Shown:
    row: MeetingSeries
    line: Line
    imaging_chair: str
    primary_chair: str
    people: tuple[Responder, ...]


class Series:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, series_id: str) -> Shown:
        """Raises `errors.NotFound`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.look(by.label) as work:
            row, line = _one(work, by, series_id)
            keys = {each.id: each.key for each in lookups.responders(work.session)}
            found = Shown(
                row=row,
                line=line,
                imaging_chair=keys[row.imaging_chair_id],
                primary_chair=keys[row.primary_chair_id],
                people=tuple(rows.people(work, line)),
            )
            work.let_go()
            return found

    def change(self, by: Actor, series_id: str, form: Mapping[str, str], token: str) -> str:
        """Its meetings that come take the place and link where they had those of the series, and
        all who were invited to one are told. Where a chair is another now, their agendas are signed
        anew. The key of its line. Raises `errors.Invalid`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            row, line = _one(work, by, series_id)
            people = {each.key: each.id or 0 for each in rows.people(work, line)}
            given = meeting_when.kept(form, people)
            if not inbox.receive(work, rows.PAGE, token):
                return line.key
            chairs = people[given.imaging_chair], people[given.primary_chair]
            others = chairs != (row.imaging_chair_id, row.primary_chair_id)
            for each in _coming(work, row):
                _follow(work, by, row, each, given)
                if others:
                    work.update(each, revision=each.revision + 1, changed_by=by.name or by.label)
            work.update(
                row,
                name=given.name,
                place=given.place,
                link=given.link,
                imaging_chair_id=chairs[0],
                primary_chair_id=chairs[1],
            )
            work.record("meeting.series_changed", subject=f"meetings:{row.public_id}")
            return line.key

    def end(self, by: Actor, series_id: str, token: str) -> str:
        """No more dates are planned; those that stand are cancelled one by one, with a reason. The
        key of its line. Raises `errors.Conflict`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.work(by.label) as work:
            row, line = _one(work, by, series_id)
            if not inbox.receive(work, rows.PAGE, token):
                return line.key
            if not work.update(row, col(MeetingSeries.ended_at).is_(None), ended_at=work.now):
                raise Conflict("This series has ended already.")
            work.record("meeting.series_ended", subject=f"meetings:{row.public_id}")
            return line.key


def _one(work: Work, by: Actor, series_id: str) -> tuple[MeetingSeries, Line]:
    wanted = select(MeetingSeries).where(col(MeetingSeries.public_id) == series_id)
    row = work.session.exec(wanted).first()
    if row is None or not within.may(work.session, by, Action.KEEP_MEETINGS, row.line_id):
        raise NotFound("There is no such series here.")
    return row, work.session.get_one(Line, row.line_id)


def _coming(work: Work, row: MeetingSeries) -> list[Meeting]:
    wanted = select(Meeting).where(
        col(Meeting.series_id) == row.id,
        col(Meeting.state) == MeetingState.PLANNED,
        col(Meeting.starts_at) > work.now,
    )
    return list(work.session.exec(wanted.order_by(col(Meeting.id)).with_for_update()))


def _follow(work: Work, by: Actor, row: MeetingSeries, each: Meeting, given: Kept) -> None:
    """Of one that was put elsewhere by hand the place stays."""
    was, to = (row.place, row.link), (given.place, given.link)
    if was == to or (each.place, each.link) != was:
        return
    work.update(each, place=given.place, link=given.link, sequence=each.sequence + 1)
    planning.note(work, by.name or by.label, each, MeetingChanged.PLACED, each.starts_at, "")
    inviting.tell(work, rows.of(work, each))
