"""A case as others see it: fixed words, and its texts only where a second person has approved them
(H08). Of the day of its call, the month alone."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.education.cases import objected, tags_shown
from advice_line.errors import NotFound
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line

_COUNTED = ("organisation_kind", "topic", "modality", "would_have_done", "outcome")
_TAGS = ("question_type", "guidelines", "basis", "status")
_TRACED = ("traced", "traced_reason", "traced_by", "avoided")
_TAUGHT = ("question", "advice", "learning_point")


def by_reference(work: Work, reference: str) -> Case:
    """Raises `errors.NotFound`."""
    wanted = select(Case).where(col(Case.reference) == reference.strip().upper())
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound("No case has this reference.")
    return found


def newest(work: Work, line: Line, limit: int) -> list[Case]:
    """The oldest of them first."""
    wanted = (
        select(Case).where(col(Case.line_id) == line.id).order_by(col(Case.id).desc()).limit(limit)
    )
    return list(reversed(work.session.exec(wanted).all()))


def as_json(work: Work, case: Case) -> dict[str, Any]:
    case = objected.as_seen(case)
    line = work.session.get_one(Line, case.line_id)
    return {
        "reference": case.reference,
        "line": line.key,
        "born_month": f"{case.born_at.astimezone(ZoneInfo(line.time_zone)):%Y-%m}",
        "state": case.state,
        "nominated": case.nominated_at is not None,
        **{name: getattr(case, name) for name in (*_COUNTED, *_TAGS, *_TRACED, *_TAUGHT)},
        "age_band": tags_shown.age(case),
    }
