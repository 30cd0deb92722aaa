"""What the last meeting before a pack learned and agreed: of a case, only while it is approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.meeting_kinds import MeetingKind, MeetingState
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import AgendaItem, Meeting, MeetingAction, MeetingSeries
from rota import walltime


@dataclass(frozen=True)
class Learned:
    about: str
    point: str


@dataclass(frozen=True)
class Followed:
    """What a meeting agreed, who does it, and how that stands, in words."""

    what: str
    who: str
    state: str


@dataclass(frozen=True)
class LastMeeting:
    """`references` are of the cases of which something stands here."""

    day: str
    learned: tuple[Learned, ...]
    actions: tuple[Followed, ...]
    references: tuple[str, ...]


def of(work: Work, line: Line, until: datetime) -> LastMeeting | None:
    """The last that taught and was held before `until`, with what earlier ones agreed and is
    still to do. What was agreed on a case that was withdrawn since is left out with it (H08)."""
    of_cases = col(MeetingSeries.kind) == MeetingKind.EDUCATION
    wanted = select(Meeting).join(MeetingSeries, col(MeetingSeries.id) == col(Meeting.series_id))
    wanted = wanted.where(
        of_cases,
        col(Meeting.line_id) == line.id,
        col(Meeting.state) == MeetingState.PLANNED,
        col(Meeting.starts_at) < until,
        col(Meeting.ends_at) <= work.now,
    )
    held = list(work.session.exec(wanted.order_by(col(Meeting.starts_at), col(Meeting.id))))
    if not held:
        return None
    last, zone = held[-1], ZoneInfo(line.time_zone)
    items = _items(work, held)
    cases = _cases(work, items)
    taught = [
        case
        for item in sorted(items.values(), key=lambda each: (each.position, each.id or 0))
        # What nobody came to was not learned.
        if item.meeting_id == last.id
        and item.standing is not None
        and (case := cases.get(item.case_id or 0))
    ]
    agreed = [
        each
        for each in _actions(work, held, last)
        if (item := items.get(each.item_id or 0)) is None
        or item.case_id is None
        or item.case_id in cases
    ]
    behind = {items[each.item_id].case_id for each in agreed if each.item_id in items}
    return LastMeeting(
        day=_day(last.starts_at, zone),
        learned=tuple(_learned(case) for case in taught if case.learning_point),
        actions=_followed(work, agreed, zone),
        references=tuple(
            sorted(
                case.reference
                for case in cases.values()
                if case.id in behind or (case in taught and case.learning_point)
            )
        ),
    )


def _items(work: Work, held: list[Meeting]) -> dict[int, AgendaItem]:
    wanted = select(AgendaItem).where(col(AgendaItem.meeting_id).in_([each.id for each in held]))
    return {each.id or 0: each for each in work.session.exec(wanted)}


def _cases(work: Work, items: Mapping[int, AgendaItem]) -> dict[int, Case]:
    ids = [each.case_id for each in items.values() if each.case_id is not None]
    wanted = select(Case).where(col(Case.id).in_(ids), col(Case.state) == CaseState.APPROVED)
    return {each.id or 0: each for each in work.session.exec(wanted)}


def _actions(work: Work, held: list[Meeting], last: Meeting) -> list[MeetingAction]:
    """All of the last one; of earlier ones what is not done. What is due first comes first."""
    wanted = select(MeetingAction).where(
        col(MeetingAction.meeting_id).in_([each.id for each in held]),
        (col(MeetingAction.meeting_id) == last.id) | col(MeetingAction.done_at).is_(None),
    )
    ordered = wanted.order_by(col(MeetingAction.by_day), col(MeetingAction.id))
    return list(work.session.exec(ordered))


def _learned(case: Case) -> Learned:
    return Learned(about(case.topic, case.modality) or "A case", case.learning_point or "")


def _followed(work: Work, agreed: list[MeetingAction], zone: ZoneInfo) -> tuple[Followed, ...]:
    wanted = select(Responder).where(col(Responder.id).in_([each.owner_id for each in agreed]))
    names = {each.id: each.name for each in work.session.exec(wanted)}
    return tuple(
        Followed(
            each.what,
            names.get(each.owner_id, ""),
            f"done on {_day(each.done_at, zone)}"
            if each.done_at
            else f"to be done by {_written(each.by_day)}",
        )
        for each in agreed
    )


def _day(at: datetime, zone: ZoneInfo) -> str:
    return _written(walltime.local_day(at, zone))


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
