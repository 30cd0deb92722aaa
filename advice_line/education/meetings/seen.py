"""A meeting as its pages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.education.cases import pictures_taught
from advice_line.education.cases.pictures_taught import Shown
from advice_line.education.meetings import acting, agenda, proposing, rows, signatures
from advice_line.education.meetings.joining import Question, question
from advice_line.education.meetings.rows import Found
from advice_line.ledger.work import Ledger, Work
from advice_line.meeting_kinds import Chair, MeetingChanged, MeetingKind, MeetingState
from advice_line.rules import agenda as rules
from advice_line.rules.agenda import Proposal
from advice_line.rules.case_tags import CaseStatus
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingAction,
    MeetingChange,
    MeetingInvitee,
)
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Do:
    """What somebody does by a day. `about` is the reference of the query that a case review agreed
    it on."""

    id: str
    about: str | None
    meeting: str
    what: str
    owner: str
    by_day: date
    late: bool
    done_at: datetime | None
    done_by: str | None
    mine: bool


@dataclass(frozen=True)
class Entry:
    """An item of an agenda. Of one whose case was `withdrawn` nothing stands here but that it was.
    `case` is what is taught, with its `pictures` by id and words; None of a theme."""

    id: str
    title: str
    withdrawn: bool
    case: Case | None
    reasons: tuple[str, ...]
    minutes: int
    presenter: str | None
    presenter_key: str
    harm: bool
    incident: str | None
    asker_told: str | None
    vote: Question | None
    right: int | None
    standing: CaseStatus | None
    notes: str | None
    decision: str | None
    said_revision: int
    actions: tuple[Do, ...]
    pictures: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Offered:
    """What is proposed; of a case, its approved text too."""

    proposal: Proposal
    case: Case | None


@dataclass(frozen=True)
class Changed:
    at: datetime
    by: str
    what: MeetingChanged
    from_at: datetime | None
    to_at: datetime | None
    reason: str


@dataclass(frozen=True)
class Whole:
    """`minutes` are what the agenda takes, `length` those that there are. `signed` says when each
    chair signed it as it is now; None who has not. `chair` is which the reader is. `offered` is
    proposed; `waiting` counts nominated cases that nobody has
    approved. `closed`: its agenda changes no more."""

    id: str
    kind: MeetingKind
    name: str
    line: Line
    row: Meeting
    entries: tuple[Entry, ...]
    minutes: int
    length: int
    chairs: Mapping[Chair, str]
    signed: Mapping[Chair, datetime | None]
    chair: Chair | None
    approved: bool
    may_keep: bool
    may_library: bool
    offered: tuple[Offered, ...]
    waiting: int
    history: tuple[Changed, ...]
    invited: int
    came: tuple[Attendance, ...]
    people: tuple[Responder, ...]
    over: bool
    closed: bool
    begun: bool
    now: datetime

    def entry(self, item_id: str) -> Entry | None:
        return next((each for each in self.entries if each.id == item_id), None)

    @property
    def unsaid(self) -> bool:
        """Of some case it is not said yet what it came to."""
        return any(each.case and each.standing is None for each in self.discussed)

    @property
    def discussed(self) -> tuple[Entry, ...]:
        """What is presented: nothing that was withdrawn."""
        return tuple(each for each in self.entries if not each.withdrawn)


class Seeing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def one(self, by: Actor, meeting_id: str) -> Whole:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_MEETINGS)
        with self._ledger.look(by.label) as work:
            found = rows.meeting(work, by, Action.SEE_MEETINGS, meeting_id)
            whole = _whole(work, found, by)
            work.let_go()
            return whole


def _whole(work: Work, found: Found, by: Actor) -> Whole:
    row, names = found.meeting, {each.id: each for each in lookups.responders(work.session)}
    on = rows.items(work, row)
    shown = rows.cases(work, on)
    actions = actions_of(work, found, by, names)
    pictures = pictures_taught.of(work, (each.reference for each in shown.values()))
    entries = [_entry(work, each, shown, names, actions, pictures) for each in on]
    may_keep = by.may(Action.KEEP_MEETINGS, found.line.key)
    there = row.state == MeetingState.PLANNED and not rows.is_review(found)
    return Whole(
        id=row.public_id,
        kind=MeetingKind(found.series.kind),
        name=found.series.name,
        line=found.line,
        row=row,
        entries=tuple(entries),
        minutes=sum(each.minutes for each in entries if not each.withdrawn),
        length=(row.ends_at - row.starts_at) // timedelta(minutes=1),
        chairs=signatures.chairs(found, names),
        signed=signatures.given(row),
        chair=agenda.chair_of(found, by),
        approved=rows.approved(row),
        may_keep=may_keep,
        may_library=by.may(Action.SEE_LIBRARY, found.line.key),
        offered=_offered(work, found, on) if may_keep and there else (),
        waiting=proposing.waiting(work, found.line) if may_keep and there else 0,
        history=tuple(_history(work, row)),
        invited=len(
            work.session.exec(
                select(MeetingInvitee.id).where(col(MeetingInvitee.meeting_id) == row.id)
            ).all()
        ),
        came=_came(work, row) if may_keep else (),
        people=tuple(rows.people(work, found.line)),
        over=row.ends_at <= work.now,
        closed=agenda.closed(work, row),
        begun=row.starts_at <= work.now,
        now=work.now,
    )


def _entry(
    work: Work,
    item: AgendaItem,
    shown: Mapping[int, Case],
    names: Mapping[int | None, Responder],
    actions: Mapping[int | None, Sequence[Do]],
    pictures: Mapping[str, tuple[Shown, ...]],
) -> Entry:
    gone, case = rows.withdrawn(item, shown), shown.get(item.case_id or 0)
    presenter = names.get(item.presenter_id)
    theme = rules.name((case.topic or "", case.modality or "")) if case else item.theme or ""
    return Entry(
        id=item.public_id,
        title="" if gone else theme,
        withdrawn=gone,
        case=case,
        reasons=() if gone else tuple(item.reasons),
        minutes=item.minutes,
        presenter=presenter.name if presenter else None,
        presenter_key=presenter.key if presenter else "",
        harm=item.harm_possible and not gone,
        incident=None if gone else item.incident,
        asker_told=item.asker_told,
        vote=question(work, item) if item.vote and not gone else None,
        right=None if gone else item.right,
        standing=CaseStatus(item.standing) if item.standing and not gone else None,
        notes=None if gone else item.notes,
        decision=None if gone else item.decision,
        said_revision=item.said_revision,
        actions=() if gone else tuple(actions.get(item.id, ())),
        pictures=pictures.get(case.reference, ()) if case else (),
    )


def actions_of(
    work: Work, found: Found, by: Actor, names: Mapping[int | None, Responder]
) -> dict[int | None, list[Do]]:
    """By the id of its item, or of its query at a case review: what the reader may know of."""
    wanted = select(MeetingAction).where(col(MeetingAction.meeting_id) == found.meeting.id)
    sorted_ = wanted.order_by(col(MeetingAction.by_day), col(MeetingAction.id))
    made: dict[int | None, list[Do]] = {}
    for each in work.session.exec(sorted_).all():
        if acting.may_read(work, by, found, each):
            of = acting.of_review(work, each)
            key = of.review_item_id if of else each.item_id
            made.setdefault(key, []).append(do(work, each, found.line, by, names))
    return made


def do(
    work: Work,
    action: MeetingAction,
    line: Line,
    by: Actor,
    names: Mapping[int | None, Responder],
) -> Do:
    return Do(
        id=action.public_id,
        about=acting.about(work, action),
        meeting=work.session.get_one(Meeting, action.meeting_id).public_id,
        what=acting.words(work, action),
        owner=names[action.owner_id].name,
        by_day=action.by_day,
        late=action.done_at is None and action.by_day < rows.today(work, line),
        done_at=action.done_at,
        done_by=action.done_by,
        mine=acting.may_finish(work, by, line, action),
    )


def _offered(work: Work, found: Found, on: Sequence[AgendaItem]) -> tuple[Offered, ...]:
    themes = [each.theme for each in on if each.theme]
    proposals = proposing.proposed(work, found.line, themes)
    ids = [each.case_id for each in proposals if each.case_id]
    cases = {each.id: each for each in work.session.exec(select(Case).where(col(Case.id).in_(ids)))}
    return tuple(Offered(each, cases.get(each.case_id)) for each in proposals)


def _history(work: Work, row: Meeting) -> list[Changed]:
    wanted = select(MeetingChange).where(col(MeetingChange.meeting_id) == row.id)
    return [
        Changed(
            at=each.at,
            by=each.by,
            what=MeetingChanged(each.what),
            from_at=each.from_at,
            to_at=each.to_at,
            reason=each.reason,
        )
        for each in work.session.exec(wanted.order_by(col(MeetingChange.id)))
    ]


def _came(work: Work, row: Meeting) -> tuple[Attendance, ...]:
    wanted = select(Attendance).where(col(Attendance.meeting_id) == row.id)
    return tuple(work.session.exec(wanted.order_by(col(Attendance.in_at), col(Attendance.id))))
