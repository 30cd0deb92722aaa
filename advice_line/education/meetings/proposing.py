"""What is proposed for an agenda: the facts of `rules/agenda.py`, read from the rows."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, or_, select

from advice_line.guidance_kinds import GuidanceState
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.meeting_kinds import MeetingState
from advice_line.rules import agenda
from advice_line.rules.agenda import Facts, Proposal, Theme
from advice_line.tables.alerts import ReportDifference
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance
from advice_line.tables.meetings import AgendaItem, Meeting

# What is older was for meetings before.
BACK = timedelta(days=92)


def proposed(work: Work, line: Line, themes: Sequence[str] = ()) -> tuple[Proposal, ...]:
    """Of the cases of a line that stand on no agenda yet; `themes` stand there already."""
    facts = _facts(work, line)
    found = agenda.proposed(facts, _with_guidance(work, line, {each.about for each in facts}))
    return tuple(each for each in found if each.case_id or each.theme not in themes)


def waiting(work: Work, line: Line) -> int:
    """How many nominated cases could not come yet: nobody has approved their text."""
    wanted = select(Case.id).where(
        *_lately(work, line),
        col(Case.nominated_at).is_not(None),
        col(Case.state).in_((CaseState.DRAFT, CaseState.PROPOSED)),
    )
    return len(work.session.exec(wanted).all())


def _lately(work: Work, line: Line) -> tuple[bool, ...]:
    return col(Case.line_id) == line.id, col(Case.born_at) > work.now - BACK  # type: ignore[return-value]  # conditions of SQL


def _facts(work: Work, line: Line) -> list[Facts]:
    """Of all cases: one that was objected to is counted nowhere."""
    wanted = select(Case).where(*_lately(work, line), col(Case.state) != CaseState.OBJECTED)
    cases = list(work.session.exec(wanted.order_by(col(Case.id))))
    taken = _on_agendas(work, line)
    differs = _differences(work, cases)
    return [
        Facts(
            id=case.id or 0,
            about=(case.topic or "", case.modality or ""),
            practice=case.practice_mark,
            nominated=case.nominated_at is not None,
            may_come=case.state == CaseState.APPROVED and case.id not in taken,
            traced=case.traced,
            traced_reason=case.traced_reason,
            avoided=case.avoided,
            differs=differs.get(case.query_id or 0),
        )
        for case in cases
    ]


def _on_agendas(work: Work, line: Line) -> set[int | None]:
    """What stood on the agenda of a meeting that was cancelled may come to another."""
    wanted = (
        select(AgendaItem.case_id)
        .join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id))
        .where(col(Meeting.line_id) == line.id, col(Meeting.state) == MeetingState.PLANNED)
    )
    return set(work.session.exec(wanted))


def _differences(work: Work, cases: Sequence[Case]) -> dict[int, bool]:
    """By query: whether a difference from its report changes what is done."""
    first = min((case.query_id for case in cases if case.query_id), default=0)
    wanted = select(ReportDifference).where(col(ReportDifference.query_id) >= first)
    found: dict[int, bool] = {}
    for each in work.session.exec(wanted):
        found[each.query_id] = found.get(each.query_id, False) or each.changes_management
    return found


def _with_guidance(work: Work, line: Line, themes: set[Theme]) -> set[Theme]:
    wanted = select(Guidance).where(
        col(Guidance.state) == GuidanceState.PUBLISHED,
        or_(col(Guidance.line_id).is_(None), col(Guidance.line_id) == line.id),
    )
    pages = list(work.session.exec(wanted))
    return {
        (topic, modality)
        for topic, modality in themes
        if any(
            topic in page.body_areas and (not page.modalities or modality in page.modalities)
            for page in pages
        )
    }


def is_taken(work: Work, line: Line, case: Case) -> bool:
    return case.id in _on_agendas(work, line)


def by_hand(work: Work, case: Case) -> Proposal:
    """Of a case that nothing speaks for but whoever puts it there."""
    harm = _differences(work, [case]).get(case.query_id or 0, False)
    theme = agenda.name((case.topic or "", case.modality or ""))
    return Proposal(case.id, theme, (), agenda.MINUTES_A_CASE, harm)
